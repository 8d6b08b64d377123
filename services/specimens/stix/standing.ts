import countries from 'i18n-iso-countries';
import type { Tlp } from '../../../shared/contract/access.ts';
import type { Typology } from '../../../shared/contract/specimens/alerts.ts';
import type { StixObject } from '../../../shared/contract/specimens/stix/bundle.ts';
import { type StixMarking, tlpExtension, tlpMarkingIds } from '../../../shared/contract/specimens/stix/common.ts';
import { documentAlertExtension, documentAlertSchemaPath } from '../../../shared/contract/specimens/stix/extension.ts';
import type {
  StixAttackPattern,
  StixExtensionDefinition,
  StixIdentity,
  StixLocation,
} from '../../../shared/contract/specimens/stix/objects.ts';
import { idOf } from './ids.ts';
import { withTexts } from './texts.ts';
import { typologyWords } from './words.ts';

const platform = idOf('identity', 'enlace');

/** What every deployment says alike. Whoever changes a word of it makes `modified` later. */
const alike = {
  spec_version: '2.1' as const,
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z',
  object_marking_refs: [tlpMarkingIds.CLEAR],
};

/** The marking of a label, as OASIS publishes it. */
export const markingOf = (tlp: Tlp): StixMarking => ({
  type: 'marking-definition',
  spec_version: '2.1',
  id: tlpMarkingIds[tlp],
  created: '2022-10-01T00:00:00.000Z',
  name: `TLP:${tlp}`,
  extensions: {
    [tlpExtension]: { extension_type: 'property-extension', tlp_2_0: tlp.toLowerCase() as Lowercase<Tlp> },
  },
});

const ourselves: StixIdentity = { ...alike, type: 'identity', id: platform, name: 'Enlace', identity_class: 'system' };

/** What every bundle has: who says the rest, and our extension with the address of its schema. */
export const everywhere = (origin: string): (StixIdentity | StixExtensionDefinition)[] => [
  ourselves,
  {
    ...alike,
    type: 'extension-definition',
    id: documentAlertExtension,
    created_by_ref: platform,
    name: 'Document alert',
    description: 'Alerts on false documents, and on genuine ones obtained or used by fraud, shared by governments of a regional network.',
    schema: `${origin}${documentAlertSchemaPath}`,
    version: '1.0.0',
    extension_types: ['property-extension'],
  },
];

/** The id of a country by its alpha-3 code. */
export const countryIdOf = (country: string) => idOf('location', country);

/** A country. */
export const countryOf = (country: string): StixLocation => ({
  ...alike,
  type: 'location',
  id: countryIdOf(country),
  created_by_ref: platform,
  name: country,
  country: countries.alpha3ToAlpha2(country) ?? country,
});

/** The id of a typology. */
export const typologyIdOf = (typology: Typology) => idOf('attack-pattern', typology);

/** A typology, in Spanish and English. */
export const typologyOf = (typology: Typology): StixObject[] =>
  withTexts<StixAttackPattern>(
    { ...alike, type: 'attack-pattern', id: typologyIdOf(typology), created_by_ref: platform },
    typologyWords[typology],
  );

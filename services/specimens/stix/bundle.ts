import type { Alert } from '../../../shared/contract/specimens/alerts.ts';
import type { FraudMethod } from '../../../shared/contract/specimens/fraud-methods.ts';
import type { Sighting } from '../../../shared/contract/specimens/sightings.ts';
import type { StixBundle, StixObject } from '../../../shared/contract/specimens/stix/bundle.ts';
import { tlpMarkingIds } from '../../../shared/contract/specimens/stix/common.ts';
import { labels } from '../../../shared/contract/access.ts';
import { alertOf, countriesOf, isPublished, marksOf, reportIdOf } from './alerts.ts';
import type { Published, Specimen } from './extension.ts';
import { idOf } from './ids.ts';
import { methodIdOf, methodOf } from './methods.ts';
import { type Organisation, organisationOf } from './organisations.ts';
import { saidOf } from './said.ts';
import { countryOf, everywhere, markingOf, typologyOf } from './standing.ts';

/** What a bundle is made of: alerts as the reader sees them, and of what they name only what the reader sees. */
export type Exported = {
  alerts: readonly Alert[];
  sightings: readonly Sighting[];
  methods: readonly FraudMethod[];
  specimens: readonly Specimen[];
  organisations: readonly Organisation[];
};

/**
 * Published alerts as a bundle of STIX 2.1 with all that they refer to. The same things make the same bundle, in whatever order they
 * come. What is not given leaves no id behind (register OA-43; OASIS STIX 2.1; TLP 2.0).
 */
export function bundleOf(origin: string, exported: Exported): StixBundle {
  const alerts = exported.alerts.filter(isPublished);
  const told = [
    ...everywhere(origin),
    ...exported.organisations.flatMap(organisationOf),
    ...countriesIn(alerts, exported.organisations).map(countryOf),
    ...[...new Set(alerts.map(({ published }) => published.typology))].flatMap(typologyOf),
    ...exported.methods.flatMap(methodOf),
    ...reportsOf(origin, alerts, exported),
    ...saidOfThem(alerts, exported),
  ].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const objects = [...markingsIn(told), ...told];
  return { type: 'bundle', id: idOf('bundle', versionsOf(told)), objects };
}

const byId = <T extends { id: string }>(things: readonly T[]) => new Map(things.map((thing) => [thing.id, thing]));

function countriesIn(alerts: readonly Published[], organisations: readonly Organisation[]): string[] {
  const ofOrganisations = organisations.flatMap(({ country }) => country ?? []);
  return [...new Set([...alerts.flatMap(({ published }) => countriesOf(published)), ...ofOrganisations])];
}

function reportsOf(origin: string, alerts: readonly Published[], exported: Exported): StixObject[] {
  const specimens = byId(exported.specimens);
  const methods = byId(exported.methods.filter(({ published }) => published));
  return alerts.flatMap((alert) => {
    const method = methods.get(alert.published.method ?? '');
    return alertOf(alert, {
      origin,
      specimen: specimens.get(alert.published.specimen ?? ''),
      method: method && { ref: methodIdOf(method.id), changedAt: method.changedAt },
    });
  });
}

function saidOfThem(alerts: readonly Published[], { sightings, organisations }: Exported): StixObject[] {
  const [known, by] = [byId(alerts), byId(organisations)];
  return sightings.flatMap((sighting) => {
    const alert = known.get(sighting.alert);
    if (!alert) return [];
    const of = { report: reportIdOf(alert.id), marks: marksOf(alert), changedAt: alert.changedAt };
    return saidOf(sighting, of, by.get(sighting.organisation));
  });
}

/** The markings of the labels that objects have. */
function markingsIn(objects: readonly StixObject[]): StixObject[] {
  const used = new Set(objects.flatMap((object) => ('object_marking_refs' in object ? object.object_marking_refs : [])));
  return labels.filter((tlp) => used.has(tlpMarkingIds[tlp])).map(markingOf);
}

const versionsOf = (objects: readonly StixObject[]) =>
  objects.map((object) => `${object.id} ${'modified' in object ? object.modified : ''}`).join('\n');

import type { FraudMethod } from '../../../shared/contract/specimens/fraud-methods.ts';
import type { StixObject } from '../../../shared/contract/specimens/stix/bundle.ts';
import { tlpMarkingIds } from '../../../shared/contract/specimens/stix/common.ts';
import type { StixAttackPattern } from '../../../shared/contract/specimens/stix/objects.ts';
import { idOf } from './ids.ts';
import { organisationIdOf } from './organisations.ts';
import { joined, withTexts } from './texts.ts';

/** The id of a fraud method. */
export const methodIdOf = (id: string) => idOf('attack-pattern', id);

/** A fraud method under its own label; a withdrawn one is revoked, one that was never published is none. */
export function methodOf({ id, organisation, published, publishedAt, changedAt, createdAt, tlp, withdrawn }: FraudMethod): StixObject[] {
  if (!published) return [];
  const { title, description, indicators } = published;
  return withTexts<StixAttackPattern>(
    {
      type: 'attack-pattern',
      spec_version: '2.1',
      id: methodIdOf(id),
      created_by_ref: organisationIdOf(organisation),
      created: publishedAt ?? createdAt,
      modified: changedAt,
      object_marking_refs: [tlpMarkingIds[tlp]],
      ...(withdrawn ? { revoked: true } : {}),
    },
    { name: title, description: joined([description, indicators]) },
  );
}

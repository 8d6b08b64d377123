import type { StixObject } from '../../../shared/contract/specimens/stix/bundle.ts';
import { tlpMarkingIds } from '../../../shared/contract/specimens/stix/common.ts';
import type { StixIdentity } from '../../../shared/contract/specimens/stix/objects.ts';
import type { organisations } from '../../../shared/database/identity.ts';
import { idOf } from './ids.ts';
import { withTexts } from './texts.ts';

export type Organisation = Pick<typeof organisations.$inferSelect, 'id' | 'name' | 'kind' | 'country' | 'createdAt' | 'version'>;

/** The id of an organisation. */
export const organisationIdOf = (id: string) => idOf('identity', id);

/**
 * An organisation, TLP:GREEN, for who is in the network is for the network to know. When it was last changed is kept nowhere: a
 * millisecond a version makes each later than the one before.
 */
export const organisationOf = ({ id, name, kind, createdAt, version }: Organisation): StixObject[] =>
  withTexts<StixIdentity>(
    {
      type: 'identity',
      spec_version: '2.1',
      id: organisationIdOf(id),
      created: createdAt,
      modified: new Date(Date.parse(createdAt) + version - 1).toISOString(),
      object_marking_refs: [tlpMarkingIds.GREEN],
      identity_class: 'organization',
      ...(kind === 'member' ? { sectors: ['government-national'] } : {}),
    },
    { name },
  );

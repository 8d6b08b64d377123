import { type SQL, and, asc, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork, oneOf, predicate } from '../../shared/access/predicate.ts';
import { may, read } from '../../shared/access/read.ts';
import { groupPlace } from '../../shared/access/relabel.ts';
import type { Group, GroupPatch, NewGroup } from '../../shared/contract/identity/groups.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Keyset } from '../../shared/contract/route.ts';
import { type Event, commit } from '../../shared/database/commit.ts';
import { rowsOf } from '../../shared/database/rows.ts';
import type { Context } from '../../shared/database/context.ts';
import { afterKeyset, oneMore, pageOf } from '../../shared/database/keyset.ts';
import { networkIs } from '../../shared/database/network-ref.ts';
import { groupMembers, groups } from '../../shared/database/sharing.ts';

type Row = { group: typeof groups.$inferSelect; members: string };
type Filter = { limit: number; network?: string | undefined };

/** The sharing groups that the caller's organisation owns or is in today, oldest first. Opening one above GREEN is audited. */
export async function listGroups(context: Context, { limit, network }: Filter, after: Keyset | null) {
  const wanted = and(visibleGroup(context), networkIs(groups.network, network), afterKeyset([groups.id], after));
  const [rows] = await read(context, [selectGroups(context, wanted).limit(oneMore(limit))], opening(context, wanted, limit));
  return pageOf(rows, limit, toGroup, ({ group }) => [group.id]);
}

/** A sharing group with its version. Throws not-found. */
export async function getGroup(context: Context, id: string) {
  const wanted = and(eq(groups.id, id), visibleGroup(context));
  const [[row]] = await read(context, [selectGroups(context, wanted)], opening(context, wanted, 1));
  return versionOf(row);
}

/** Makes a sharing group of the caller's organisation, with nobody in it. Throws not-found, forbidden. */
export async function createGroup(context: Context, input: NewGroup) {
  const organisation = context.principal?.organisation ?? '';
  const row = { id: uuid(), ...input, organisation, createdAt: context.now.toISOString(), version: 1 };
  const made = { body: toGroup({ group: row, members: '[]' }), version: 1, location: `/v1/groups/${row.id}` };
  await commit(context, {
    guards: may(context, 'group:create', inNetwork(input.network), 'network:read'),
    steps: [{ query: context.db.orm.insert(groups).values(row) }],
    audit: { action: 'group:create', subject: row.id, network: input.network, source: organisation },
    events: [groupChanged(row.id, row)],
    answer: { status: 201, ...made },
  });
  return made;
}

/** Changes the name, purpose or label of a group at the given version. Throws not-found, forbidden, stale. */
export async function updateGroup(context: Context, id: string, version: number, patch: GroupPatch) {
  const { network, organisation, tlp } = keptIn(id);
  const [row] = await commit(context, {
    guards: may(context, 'group:edit', ofGroup(id), 'group:read'),
    steps: [versionStep(context, id, version, patch)],
    audit: { action: 'group:edit', subject: id, network, source: organisation },
    events: [groupChanged(id, { network, organisation, tlp: patch.tlp ?? tlp })],
    result: selectGroups(context, eq(groups.id, id)),
  });
  return versionOf(row);
}

/** Where the rules find one group. */
export const ofGroup = (id: string) => oneOf(groups, id, groupPlace);

/** The network, the owner and the label of a group, for the audit and events. */
export const keptIn = (id: string) => ({
  network: sql`(select ${groups.network} from ${groups} where ${groups.id} = ${id})`,
  organisation: sql`(select ${groups.organisation} from ${groups} where ${groups.id} = ${id})`,
  tlp: sql`(select ${groups.tlp} from ${groups} where ${groups.id} = ${id})`,
});

/** The step that takes a group from one version to the next. */
export const { versionStep } = rowsOf(groups);

/** The event of any change of a group: for those who are in it. */
export const groupChanged = (id: string, { network, organisation, tlp }: Pick<Event, 'network' | 'organisation' | 'tlp'>): Event => ({
  type: 'identity.group.changed',
  subject: id,
  network,
  organisation: organisation ?? null,
  tlp,
  audience: 'group',
  group: id,
  data: { group: id },
});

/** The query for groups, oldest first, each with who is or was in it as a JSON array. */
const selectGroups = ({ db }: Context, where: SQL | undefined) =>
  db.orm
    .select({
      group: groups,
      members: sql<string>`(select json_group_array(json(item)) from (
        select json_object('id', m.id, 'organisation', m.organisation_id, 'from', m.starts_on, 'to', m.ends_on) item
        from ${groupMembers} m where m.group_id = groups.id order by m.id))`,
    })
    .from(groups)
    .where(where)
    .orderBy(asc(groups.id))
    .$dynamic();

/** The one group of a query with its version. Throws not-found. */
function versionOf(row: Row | undefined) {
  if (!row) throw new Problem('not-found');
  return { body: toGroup(row), version: row.group.version };
}

const visibleGroup = (context: Context) => predicate(context, 'group:read', groupPlace);

function opening({ db }: Context, wanted: SQL | undefined, most: number) {
  const records = db.orm.select().from(groups).where(wanted).orderBy(asc(groups.id)).limit(most);
  return { action: 'group:read', records, most } as const;
}

function toGroup({ group, members }: Row): Group {
  const { id, network, organisation: owner, name, purpose, tlp, createdAt } = group;
  return { id, network, owner, name, purpose, tlp, members: JSON.parse(members) as Group['members'], createdAt };
}

import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { may } from '../../shared/access/read.ts';
import type { GroupMember, GroupMemberPatch, NewGroupMember } from '../../shared/contract/identity/groups.ts';
import { Problem } from '../../shared/contract/problem.ts';
import { type Guard, type Step, commit } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { memberships } from '../../shared/database/identity.ts';
import { alone } from '../../shared/database/periods.ts';
import { groupMembers, groups } from '../../shared/database/sharing.ts';
import { groupChanged, keptIn, ofGroup, versionStep } from './groups.ts';

const notInNetwork = new Problem('unprocessable', {
  es: 'La organización no está en la red del grupo.',
  en: 'The organisation is not in the network of the group.',
});
const overlaps = new Problem('conflict', {
  es: 'La organización ya está en el grupo en parte de ese período.',
  en: 'The organisation is in the group already for part of that period.',
});
const sameSeat = [groupMembers.group, groupMembers.organisation];
const refused = { check: new Problem('unprocessable', { es: 'Termina antes de empezar.', en: 'It ends before it begins.' }) };

/** Takes an organisation of the network into a group. Throws not-found, forbidden, conflict, unprocessable. */
export async function addGroupMember(context: Context, group: string, input: NewGroupMember) {
  const row = { id: uuid(), group, ...input };
  const made = { body: toGroupMember(row), location: `/v1/groups/${group}` };
  await commit(context, {
    ...changeOf(group),
    guards: [...may(context, 'group:edit', ofGroup(group), 'group:read'), isInNetwork(group, input.organisation)],
    steps: [
      { query: context.db.orm.insert(groupMembers).values(row) },
      bumped(context, group),
      alone(context, groupMembers, row.id, sameSeat, overlaps),
    ],
    answer: { status: 201, ...made },
  });
  return made;
}

/** Changes from when or to when an organisation is in a group, at the group's version. Throws not-found, forbidden, stale, conflict. */
export async function updateGroupMember(context: Context, group: string, member: string, version: number, patch: GroupMemberPatch) {
  const { orm } = context.db;
  const theMember = and(eq(groupMembers.id, member), eq(groupMembers.group, group));
  const change = orm
    .update(groupMembers)
    .set({ id: member, ...patch })
    .where(theMember);
  const [row] = await commit(context, {
    ...changeOf(group),
    guards: may(context, 'group:edit', ofGroup(group), 'group:read'),
    steps: [
      versionStep(context, group, version),
      { query: change, one: new Problem('not-found'), refused },
      alone(context, groupMembers, member, sameSeat, overlaps),
    ],
    result: orm
      .select({ member: groupMembers, version: groups.version })
      .from(groupMembers)
      .innerJoin(groups, eq(groups.id, groupMembers.group))
      .where(theMember),
  });
  if (!row) throw new Problem('not-found');
  return { body: toGroupMember(row.member), version: row.version };
}

/** What every change of who is in a group tells: the audit and those who are in it. */
function changeOf(group: string) {
  const { network, organisation, tlp } = keptIn(group);
  return {
    audit: { action: 'group:edit', subject: group, network, source: organisation } as const,
    events: [groupChanged(group, { network, organisation, tlp })],
  };
}

const bumped = ({ db }: Context, group: string): Step => ({
  query: db.orm
    .update(groups)
    .set({ version: sql`${groups.version} + 1` })
    .where(eq(groups.id, group)),
});

function isInNetwork(group: string, organisation: string): Guard {
  const holds = sql`exists (select 1 from ${memberships} where ${memberships.organisation} = ${organisation}
    and ${memberships.network} = ${keptIn(group).network})`;
  return { holds, problem: notInNetwork };
}

function toGroupMember({ id, organisation, from, to }: typeof groupMembers.$inferSelect): GroupMember {
  return { id, organisation, from, to };
}

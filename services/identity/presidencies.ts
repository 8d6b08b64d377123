import { and, asc, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork, oneOf, predicate } from '../../shared/access/predicate.ts';
import { may, read } from '../../shared/access/read.ts';
import type { NewPresidency, Presidency, PresidencyPatch } from '../../shared/contract/identity/memberships.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Keyset } from '../../shared/contract/route.ts';
import { type Guard, commit } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { memberships, presidencies } from '../../shared/database/identity.ts';
import { afterKeyset, oneMore, pageOf } from '../../shared/database/keyset.ts';
import { alone, openOn } from '../../shared/database/periods.ts';
import { networkIs } from '../../shared/database/network-ref.ts';

type Filter = { limit: number; network?: string | undefined; organisation?: string | undefined; on?: string | undefined };
type Row = typeof presidencies.$inferSelect;

const notAMember = new Problem('unprocessable', {
  es: 'Solo un miembro de la red puede ejercer la presidencia.',
  en: 'Only a member of the network can hold the presidency.',
});
const overlaps = new Problem('conflict', {
  es: 'Otra presidencia ocupa parte de ese período.',
  en: 'Another presidency holds part of that period.',
});
const refusals = { check: new Problem('unprocessable', { es: 'Termina antes de empezar.', en: 'It ends before it begins.' }) };

/** Who held the presidency of the caller's networks and when, oldest first (register ME-14). */
export async function listPresidencies(context: Context, { limit, network, organisation, on }: Filter, after: Keyset | null) {
  const wanted = and(
    predicate(context, 'membership:read', inNetwork(presidencies.network)),
    networkIs(presidencies.network, network),
    organisation === undefined ? undefined : eq(presidencies.organisation, organisation),
    on === undefined ? undefined : openOn(presidencies, on),
    afterKeyset([presidencies.id], after),
  );
  const query = context.db.orm.select().from(presidencies).where(wanted).orderBy(asc(presidencies.id)).limit(oneMore(limit));
  const [rows] = await read(context, [query]);
  return pageOf(rows, limit, toPresidency, ({ id }) => [id]);
}

/** A presidency with its version. Throws not-found. */
export async function getPresidency(context: Context, id: string) {
  const visible = and(eq(presidencies.id, id), predicate(context, 'membership:read', inNetwork(presidencies.network)));
  const [[row]] = await read(context, [context.db.orm.select().from(presidencies).where(visible)]);
  if (!row) throw new Problem('not-found');
  return { body: toPresidency(row), version: row.version };
}

/** Gives the presidency to a member for a period. Throws not-found, forbidden, conflict, unprocessable. */
export async function createPresidency(context: Context, input: NewPresidency) {
  const row = { id: uuid(), ...input, version: 1 };
  const made = { body: toPresidency(row), version: 1, location: `/v1/presidencies/${row.id}` };
  await commit(context, {
    guards: [...may(context, 'membership:edit', inNetwork(input.network), 'network:read'), isMember(input)],
    steps: [
      { query: context.db.orm.insert(presidencies).values(row), refused: refusals },
      alone(context, presidencies, row.id, [presidencies.network], overlaps),
    ],
    audit: { action: 'membership:edit', subject: row.id, network: input.network },
    answer: { status: 201, ...made },
  });
  return made;
}

/** Changes the dates of a presidency at the given version. Throws not-found, forbidden, stale, conflict, unprocessable. */
export async function updatePresidency(context: Context, id: string, version: number, patch: PresidencyPatch) {
  const { orm } = context.db;
  const target = and(eq(presidencies.id, id), eq(presidencies.version, version));
  const change = orm
    .update(presidencies)
    .set({ ...patch, version: version + 1 })
    .where(target);
  const network = sql`(select ${presidencies.network} from ${presidencies} where ${presidencies.id} = ${id})`;
  const [row] = await commit(context, {
    guards: may(context, 'membership:edit', oneOf(presidencies, id, inNetwork(presidencies.network)), 'membership:read'),
    steps: [
      { query: change, one: new Problem('stale'), refused: refusals },
      alone(context, presidencies, id, [presidencies.network], overlaps),
    ],
    audit: { action: 'membership:edit', subject: id, network },
    result: orm.select().from(presidencies).where(eq(presidencies.id, id)),
  });
  if (!row) throw new Problem('not-found');
  return { body: toPresidency(row), version: row.version };
}

function isMember({ network, organisation }: NewPresidency): Guard {
  const holds = sql`exists (select 1 from ${memberships} where ${memberships.network} = ${network}
    and ${memberships.organisation} = ${organisation} and ${memberships.role} = 'member')`;
  return { holds, problem: notAMember };
}

function toPresidency(row: Row): Presidency {
  const { id, network, organisation, from, to } = row;
  return { id, network, organisation, from, to };
}

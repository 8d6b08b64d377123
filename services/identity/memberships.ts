import { type SQL, and, asc, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork, oneOf, predicate } from '../../shared/access/predicate.ts';
import { may, read } from '../../shared/access/read.ts';
import type { Membership, MembershipPatch, NewMembership } from '../../shared/contract/identity/memberships.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Keyset } from '../../shared/contract/route.ts';
import { type Event, type Step, commit } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { memberships } from '../../shared/database/identity.ts';
import { afterKeyset, oneMore, pageOf } from '../../shared/database/keyset.ts';
import { openOn } from '../../shared/database/periods.ts';
import { networkIs } from '../../shared/database/network-ref.ts';

type Filter = { limit: number; network?: string | undefined; organisation?: string | undefined; on?: string | undefined };
type Row = typeof memberships.$inferSelect;

const refusals = {
  unique: new Problem('conflict', {
    es: 'La organización o el código ya están en la red.',
    en: 'The organisation or the code is in the network already.',
  }),
  foreign: new Problem('unprocessable', { es: 'La organización no existe.', en: 'The organisation does not exist.' }),
  check: new Problem('unprocessable', { es: 'Termina antes de empezar.', en: 'It ends before it begins.' }),
};

/** Memberships of the caller's networks, oldest first. */
export async function listMemberships(context: Context, { limit, network, organisation, on }: Filter, after: Keyset | null) {
  const wanted = and(
    predicate(context, 'membership:read', inNetwork(memberships.network)),
    networkIs(memberships.network, network),
    organisation === undefined ? undefined : eq(memberships.organisation, organisation),
    on === undefined ? undefined : openOn(memberships, on),
    afterKeyset([memberships.id], after),
  );
  const query = context.db.orm.select().from(memberships).where(wanted).orderBy(asc(memberships.id)).limit(oneMore(limit));
  const [rows] = await read(context, [query]);
  return pageOf(rows, limit, toMembership, ({ id }) => [id]);
}

/** A membership with its version. Throws not-found. */
export async function getMembership(context: Context, id: string) {
  const visible = and(eq(memberships.id, id), predicate(context, 'membership:read', inNetwork(memberships.network)));
  const [[row]] = await read(context, [context.db.orm.select().from(memberships).where(visible)]);
  if (!row) throw new Problem('not-found');
  return { body: toMembership(row), version: row.version };
}

/** Brings an organisation into a network. Throws not-found, forbidden, conflict, unprocessable. */
export async function createMembership(context: Context, input: NewMembership) {
  const row = { id: uuid(), ...input, version: 1 };
  const made = { body: toMembership(row), version: 1, location: `/v1/memberships/${row.id}` };
  await commit(context, {
    guards: may(context, 'membership:edit', inNetwork(input.network), 'network:read'),
    steps: [membershipStep(context, row)],
    audit: { action: 'membership:edit', subject: row.id, network: input.network },
    events: [membershipChanged(row.id, input.network)],
    answer: { status: 201, ...made },
  });
  return made;
}

/** Changes a membership at the given version; a `to` that has come removes the organisation at once. */
export async function updateMembership(context: Context, id: string, version: number, patch: MembershipPatch) {
  const { orm } = context.db;
  const target = and(eq(memberships.id, id), eq(memberships.version, version));
  const change = orm
    .update(memberships)
    .set({ ...patch, version: version + 1 })
    .where(target);
  const [row] = await commit(context, {
    guards: may(context, 'membership:edit', ofMembership(id), 'membership:read'),
    steps: [{ query: change, one: new Problem('stale'), refused: refusals }],
    audit: { action: 'membership:edit', subject: id, network: networkOf(id) },
    events: [membershipChanged(id, networkOf(id))],
    result: orm.select().from(memberships).where(eq(memberships.id, id)),
  });
  if (!row) throw new Problem('not-found');
  return { body: toMembership(row), version: row.version };
}

/** Takes back a membership entered by mistake, at the given version. Throws not-found, forbidden, stale. */
export async function deleteMembership(context: Context, id: string, version: number): Promise<void> {
  const target = and(eq(memberships.id, id), eq(memberships.version, version));
  await commit(context, {
    guards: may(context, 'membership:edit', ofMembership(id), 'membership:read'),
    steps: [{ query: context.db.orm.delete(memberships).where(target), one: new Problem('stale') }],
    audit: { action: 'membership:edit', subject: id, network: networkOf(id) },
    events: [membershipChanged(id, networkOf(id))],
  });
}

/** The statement that brings an organisation into a network, with what its refusals mean. */
export const membershipStep = (context: Context, row: Row): Step => ({
  query: context.db.orm.insert(memberships).values(row),
  refused: refusals,
});

/** The event of any change of a membership. */
export const membershipChanged = (id: string, network: string | SQL): Event => ({
  type: 'identity.membership.changed',
  subject: id,
  network,
  tlp: 'GREEN',
  audience: 'network',
  data: { membership: id },
});

const networkOf = (id: string) => sql`(select ${memberships.network} from ${memberships} where ${memberships.id} = ${id})`;
const ofMembership = (id: string) => oneOf(memberships, id, inNetwork(memberships.network));

function toMembership(row: Row): Membership {
  const { id, network, organisation, role, code, aliases, from, to } = row;
  return { id, network, organisation, role, code, aliases, from, to };
}

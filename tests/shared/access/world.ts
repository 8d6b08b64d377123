import { type SQL, sql } from 'drizzle-orm';
import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { v7 as uuid } from 'uuid';
import { type Standing, type Thing, decide } from '../../../shared/access/decide.ts';
import { labelled, predicate } from '../../../shared/access/predicate.ts';
import { rules } from '../../../shared/access/rules.ts';
import { type Audience, type Kind, type Permission, type Role, type Tlp, permissions } from '../../../shared/contract/access.ts';
import { clientSecrets, clients, memberships, networks, organisations, presidencies } from '../../../shared/database/identity.ts';
import { labelColumns } from '../../../shared/database/labels.ts';
import type { Database } from '../../../shared/database/open.ts';
import { groupMembers, groups, namedPersons } from '../../../shared/database/sharing.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';

type Period = { from: string; to: string | null };
type Seat = Period & { network: string; as: Kind };

/** An organisation as a test imagines it: where it sits, presides and shares, from when to when. */
export type Party = {
  id: string;
  suspended: boolean;
  seats: Seat[];
  terms: (Period & { network: string })[];
  shares: (Period & { group: string })[];
};
export type Client = { id: string; party: Party; role: Role; state: 'live' | 'suspended' | 'revoked' };
export type Item = {
  id: string;
  network: string;
  organisation: string;
  authority?: string | null;
  tlp: Tlp;
  audience: Audience;
  group: string | null;
  persons: string[];
};
export type World = {
  networks: string[];
  groups: { id: string; network: string; owner: string }[];
  parties: Party[];
  clients: Client[];
  items: Item[];
};

/** A kind of record that only this test knows: what a new slice would write, and nothing more. */
const items = sqliteTable('items', {
  id: text('id').primaryKey(),
  network: text('network_id').notNull(),
  authority: text('authority_id'),
  ...labelColumns(),
});

const place = { ...labelled(items), authority: sql`${items.authority}` };

/** The world as rows of a real libSQL file of its own. */
export async function stored(world: World): Promise<Database> {
  const db = await ownDatabase();
  await db.orm.run(
    sql`create table items (id text primary key, network_id text, organisation_id text, authority_id text, tlp text, audience text, group_id text)`,
  );
  await db.orm.run(sql`create index items_organisation on items (organisation_id)`);
  const at = '2026-01-01T00:00:00.000Z';
  const code = () => `C${uuid().slice(-10).toUpperCase()}`;
  const seats = world.parties.flatMap((party) => party.seats.map((seat) => ({ party, seat })));
  const [parties, people] = [world.parties, world.clients];
  await insert(
    db,
    networks,
    world.networks.map((id) => ({ id, code: `n${id.slice(-8)}`, name: { es: 'Red' }, bodies: [], createdAt: at })),
  );
  await insert(
    db,
    organisations,
    parties.map(({ id, suspended }) => ({ id, kind: 'partner', name: { es: 'O' }, suspended, createdAt: at })),
  );
  await insert(
    db,
    memberships,
    seats.map(({ party, seat: { as, ...seat } }) => ({ id: uuid(), organisation: party.id, role: as, code: code(), aliases: [], ...seat })),
  );
  await insert(
    db,
    presidencies,
    parties.flatMap(({ id, terms }) => terms.map((term) => ({ id: uuid(), organisation: id, ...term }))),
  );
  await insert(
    db,
    groups,
    world.groups.map(({ id, network, owner }) => ({
      id,
      network,
      organisation: owner,
      name: { es: 'G' },
      purpose: { es: 'P' },
      tlp: 'AMBER',
      createdAt: at,
    })),
  );
  await insert(
    db,
    groupMembers,
    parties.flatMap(({ id, shares }) => shares.map((share) => ({ id: uuid(), organisation: id, ...share }))),
  );
  await insert(
    db,
    clients,
    people.map(({ id, party, role, state }) => ({
      id,
      organisation: party.id,
      name: role,
      role,
      revoked: state === 'revoked',
      suspended: state === 'suspended',
      createdAt: at,
    })),
  );
  await insert(
    db,
    clientSecrets,
    people.map(({ id }) => ({ id, client: id, hash: id, createdAt: at, expiresAt: '2126-01-01T00:00:00.000Z' })),
  );
  await insert(
    db,
    items,
    world.items.map(({ persons: _, ...item }) => item),
  );
  await insert(
    db,
    namedPersons,
    world.items.flatMap(({ id, persons }) => persons.map((client) => ({ subject: id, client }))),
  );
  return db;
}

async function insert(db: Database, table: Parameters<Database['orm']['insert']>[0], rows: object[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 500) await db.orm.insert(table).values(rows.slice(at, at + 500) as never);
}

const openOn =
  (day: string) =>
  ({ from, to }: Period) =>
    from <= day && (to === null || to > day);

/** What a client is on a day, as the words of the design say it; null when it or its organisation is shut out. */
export function standingOn(day: string, { id, party, role, state }: Client): Standing | null {
  if (state !== 'live' || party.suspended) return null;
  const seats = party.seats.filter(openOn(day));
  const presides = party.terms.filter(openOn(day)).filter(({ network }) => seats.some((seat) => seat.network === network));
  return {
    client: id,
    organisation: party.id,
    role,
    networks: seats.map(({ network, as }) => ({ id: network, as })),
    presides: presides.map(({ network }) => network),
    groups: party.shares.filter(openOn(day)).map(({ group }) => group),
  };
}

const thingOf = ({ network, ...item }: Item): Thing => ({ networks: [network], ...item });

/** One permission for each set of rules: those that are allowed by the same rules are decided by the same code and the same SQL. */
export const asked: readonly Permission[] = [
  ...new Map(permissions.map((permission) => [JSON.stringify(rules[permission]), permission])).values(),
];

/** What the rules decide in code of each item, permission after permission. */
export const decided = (standing: Standing | null, list: readonly Item[]) =>
  new Map(list.map((item) => [item.id, asked.map((permission) => decide(standing, permission, thingOf(item)))]));

/** What the database answers to the same question, in one query. `where` chooses the items. */
export async function answered(db: Database, client: Client | null, day: string, where: SQL): Promise<Map<string, boolean[]>> {
  const principal = client && { client: client.id, organisation: client.party.id, credential: client.id };
  const context = contextOn(db, { principal, now: new Date(`${day}T12:00:00Z`) });
  const columns = asked.map((permission) => predicate(context, permission, place));
  const rows = await db.orm.values<unknown[]>(sql`select ${items.id}, ${sql.join(columns, sql`, `)} from ${items} where ${where}`);
  return new Map(rows.map((row) => Array.from(row)).map(([id, ...answers]) => [String(id), answers.map(Boolean)]));
}

/** What the database answers of every organisation as such, in one query: for each, what it answers of each item. `where` chooses among `o` × items. */
export async function answeredOfAll(db: Database, day: string, where: SQL): Promise<Map<string, Map<string, boolean[]>>> {
  const asker = { principal: null, now: new Date(`${day}T12:00:00Z`), organisation: sql.raw('o.id') };
  const columns = asked.map((permission) => predicate(asker, permission, place));
  const rows = await db.orm.values<unknown[]>(
    sql`select o.id, ${items.id}, ${sql.join(columns, sql`, `)} from ${organisations} o cross join ${items} where ${where}`,
  );
  const said = new Map<string, Map<string, boolean[]>>();
  for (const [organisation, id, ...answers] of rows.map((row) => Array.from(row))) {
    const answersOf = said.get(String(organisation)) ?? new Map<string, boolean[]>();
    said.set(String(organisation), answersOf.set(String(id), answers.map(Boolean)));
  }
  return said;
}

export { items };

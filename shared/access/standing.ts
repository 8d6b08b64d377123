import type { SQL } from 'drizzle-orm';
import type { Kind, Role } from '../contract/access.ts';
import type { Context } from '../database/context.ts';
import { type Query, bound, fixed } from '../database/send.ts';
import { holders, readers } from './rules.ts';

/**
 * Who asks: a caller by its client; or, in a query about many organisations, the organisation of the row at hand (`organisation` says how
 * it is found there), which may do what every reader of it may, and is named nowhere in person.
 */
export type Asker = Pick<Context, 'principal' | 'now'> & { organisation?: SQL };

const listOf = (words: readonly string[]) => `(${words.map((word) => `'${word}'`).join(', ')})`;
const clientOf = ({ principal }: Asker) => principal?.client ?? null;
const today = ({ now }: Asker) => now.toISOString().slice(0, 10);

const liveClient = `clients c join organisations o on o.id = c.organisation_id
  where c.id = ? and not c.revoked and not c.suspended and not o.suspended`;
const liveText = (roles: readonly Role[]) => `(select c.organisation_id from ${liveClient} and c.role in ${listOf(roles)})`;
const readingText = '(select reading.id from organisations reading where reading.id = ? and not reading.suspended)';
const nobodyText = '(select null where 0)';

type Piece = { text: string; values: (string | null | SQL)[] };

/** Whose organisation asks, if it lives and asks in one of the roles. */
function asking(asker: Asker, roles: readonly Role[]): Piece {
  if (!asker.organisation) return { text: liveText(roles), values: [clientOf(asker)] };
  return roles.includes('reader') ? { text: readingText, values: [asker.organisation] } : { text: nobodyText, values: [] };
}

/** The organisation of the caller's client, if both live and it has one of the roles. */
export function live(asker: Asker, roles: readonly Role[]): SQL {
  const { text, values } = asking(asker, roles);
  return bound(text, values);
}

const openOn = (row: string) => `${row}.starts_on <= ? and (${row}.ends_on is null or ${row}.ends_on > ?)`;

function seats(asker: Asker, roles: readonly Role[]): Piece {
  const { text, values } = asking(asker, roles);
  const day = today(asker);
  return {
    text: `select m.network_id from memberships m where m.organisation_id in ${text} and ${openOn('m')}`,
    values: [...values, day, day],
  };
}
const presidesText = `select 1 from presidencies p where p.network_id = m.network_id and p.organisation_id = m.organisation_id and ${openOn('p')}`;

/** The networks to which the caller's organisation belongs today in one of the capacities. */
export function networksOf(asker: Asker, as: readonly Kind[], roles: readonly Role[]): SQL {
  const { text, values } = seats(asker, roles);
  return bound(`(${text} and m.role in ${listOf(as)})`, values);
}

const heldText = Object.entries(holders)
  .flatMap(([audience, kinds]) => kinds.map((kind) => `('${audience}', '${kind}')`))
  .join(', ');

/** Pairs of network and audience: what the caller's organisation holds today by its seats. Groups and names are further conditions. */
export function audiencesOf(asker: Asker): SQL {
  const { text, values } = asking(asker, readers);
  const day = today(asker);
  return bound(
    `(select m.network_id, h.column1 from memberships m join (values ${heldText}) h on h.column2 = m.role
  where m.organisation_id in ${text} and ${openOn('m')})`,
    [...values, day, day],
  );
}

/** The networks that the caller's organisation presides today, being in them. */
export function presidedBy(asker: Asker, roles: readonly Role[]): SQL {
  const { text, values } = seats(asker, roles);
  const day = today(asker);
  return bound(`(${text} and exists (${presidesText}))`, [...values, day, day]);
}

/** The sharing groups in which the caller's organisation is today: for a condition that also asks whether the caller lives. */
export const groupsOf = (asker: Asker): SQL =>
  bound(`(select g.group_id from group_members g where g.organisation_id = ? and ${openOn('g')})`, [
    asker.organisation ?? asker.principal?.organisation ?? null,
    today(asker),
    today(asker),
  ]);

/** The records on which the caller is named: for a condition that also asks whether the caller lives. */
export const namedOn = (asker: Asker): SQL =>
  asker.organisation ? bound(nobodyText, []) : bound('(select n.subject from named_persons n where n.client_id = ?)', [clientOf(asker)]);

const aliveText = `exists (select 1 from ${liveClient} and (
  exists (select 1 from client_secrets s where s.id = ? and s.client_id = c.id) or exists (select 1 from client_keys k where k.id = ? and k.client_id = c.id)))`;
function aliveValues(context: Context) {
  const credential = context.principal?.credential ?? null;
  return [clientOf(context), credential, credential];
}

/** Whether the caller lives: client and organisation in force, and the secret or keys that got its token not taken away since. */
export const alive = (context: Context): SQL => bound(aliveText, aliveValues(context));

/** The same as a query of its own. */
export const aliveQuery = (context: Context): Query & { _: { result: { alive: number }[] } } =>
  fixed<{ alive: number }>(`select ${aliveText} as alive`, aliveValues(context));

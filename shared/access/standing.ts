import type { SQL } from 'drizzle-orm';
import type { Role } from '../contract/access.ts';
import type { Context } from '../database/context.ts';
import { type Query, bound, fixed } from '../database/send.ts';
import type { Capacity } from './rules.ts';

const listOf = (words: readonly string[]) => `(${words.map((word) => `'${word}'`).join(', ')})`;
const today = ({ now }: Context) => now.toISOString().slice(0, 10);

const liveClient = `clients c join organisations o on o.id = c.organisation_id
  where c.id = ? and not c.revoked and not c.suspended and not o.suspended`;
const liveText = (roles: readonly Role[]) => `(select c.organisation_id from ${liveClient} and c.role in ${listOf(roles)})`;

/** The organisation of the caller's client, if both live and it has one of the roles. */
export const live = ({ principal }: Context, roles: readonly Role[]): SQL => bound(liveText(roles), [principal?.client ?? null]);

const openOn = (row: string) => `${row}.starts_on <= ? and (${row}.ends_on is null or ${row}.ends_on > ?)`;

/** The networks in which the caller's organisation stands today in one of the capacities. */
export function networksOf(context: Context, as: readonly Capacity[], roles: readonly Role[]): SQL {
  const [client, day] = [context.principal?.client ?? null, today(context)];
  const kinds = as.filter((capacity) => capacity !== 'presidency');
  const seats = `select m.network_id from memberships m where m.organisation_id in ${liveText(roles)} and ${openOn('m')}`;
  const texts = [
    ...(kinds.length > 0 ? [`${seats} and m.role in ${listOf(kinds)}`] : []),
    ...(as.includes('presidency') ? [`${seats} and exists (${presidesText})`] : []),
  ];
  const values = as.includes('presidency') ? [client, day, day, day, day] : [client, day, day];
  return bound(`(${texts.join(' union all ')})`, kinds.length > 0 && texts.length > 1 ? [client, day, day, ...values] : values);
}

const presidesText = `select 1 from presidencies p where p.network_id = m.network_id and p.organisation_id = m.organisation_id and ${openOn('p')}`;

/** The sharing groups in which the caller's organisation is today. */
export const groupsOf = (context: Context, roles: readonly Role[]): SQL =>
  bound(`(select g.group_id from group_members g where g.organisation_id in ${liveText(roles)} and ${openOn('g')})`, [
    context.principal?.client ?? null,
    today(context),
    today(context),
  ]);

/** The records on which the caller is named, if it lives and has one of the roles. */
export const namedOn = ({ principal }: Context, roles: readonly Role[]): SQL =>
  bound(`(select n.subject from named_persons n where n.client_id = ? and exists ${liveText(roles)})`, [
    principal?.client ?? null,
    principal?.client ?? null,
  ]);

const aliveText = `exists (select 1 from ${liveClient} and (
  exists (select 1 from client_secrets s where s.id = ? and s.client_id = c.id) or exists (select 1 from client_keys k where k.id = ? and k.client_id = c.id)))`;
const aliveValues = ({ principal }: Context) => [principal?.client ?? null, principal?.credential ?? null, principal?.credential ?? null];

/** Whether the caller lives: client and organisation in force, and the secret or keys that got its token not taken away since. */
export const alive = (context: Context): SQL => bound(aliveText, aliveValues(context));

/** The same as a query of its own. */
export const aliveQuery = (context: Context): Query & { _: { result: { alive: number }[] } } =>
  fixed<{ alive: number }>(`select ${aliveText} as alive`, aliveValues(context));

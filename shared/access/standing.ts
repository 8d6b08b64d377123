import type { SQL } from 'drizzle-orm';
import type { Kind, Role } from '../contract/access.ts';
import type { Context } from '../database/context.ts';
import { type Query, bound, fixed } from '../database/send.ts';
import { holders, readers } from './rules.ts';

const listOf = (words: readonly string[]) => `(${words.map((word) => `'${word}'`).join(', ')})`;
const clientOf = ({ principal }: Context) => principal?.client ?? null;
const today = ({ now }: Context) => now.toISOString().slice(0, 10);

const liveClient = `clients c join organisations o on o.id = c.organisation_id
  where c.id = ? and not c.revoked and not c.suspended and not o.suspended`;
const liveText = (roles: readonly Role[]) => `(select c.organisation_id from ${liveClient} and c.role in ${listOf(roles)})`;

/** The organisation of the caller's client, if both live and it has one of the roles. */
export const live = (context: Context, roles: readonly Role[]): SQL => bound(liveText(roles), [clientOf(context)]);

const openOn = (row: string) => `${row}.starts_on <= ? and (${row}.ends_on is null or ${row}.ends_on > ?)`;
const seatsText = (roles: readonly Role[]) =>
  `select m.network_id from memberships m where m.organisation_id in ${liveText(roles)} and ${openOn('m')}`;
const presidesText = `select 1 from presidencies p where p.network_id = m.network_id and p.organisation_id = m.organisation_id and ${openOn('p')}`;

/** The networks to which the caller's organisation belongs today in one of the capacities. */
export const networksOf = (context: Context, as: readonly Kind[], roles: readonly Role[]): SQL =>
  bound(`(${seatsText(roles)} and m.role in ${listOf(as)})`, [clientOf(context), today(context), today(context)]);

const heldText = Object.entries(holders)
  .flatMap(([audience, kinds]) => kinds.map((kind) => `('${audience}', '${kind}')`))
  .join(', ');
const audiencesText = `(select m.network_id, h.column1 from memberships m join (values ${heldText}) h on h.column2 = m.role
  where m.organisation_id in ${liveText(readers)} and ${openOn('m')})`;

/** Pairs of network and audience: what the caller's organisation holds today by its seats. Groups and names are further conditions. */
export const audiencesOf = (context: Context): SQL => bound(audiencesText, [clientOf(context), today(context), today(context)]);

/** The networks that the caller's organisation presides today, being in them. */
export function presidedBy(context: Context, roles: readonly Role[]): SQL {
  const day = today(context);
  return bound(`(${seatsText(roles)} and exists (${presidesText}))`, [clientOf(context), day, day, day, day]);
}

/** The sharing groups in which the caller's organisation is today: for a condition that also asks whether the caller lives. */
export const groupsOf = (context: Context): SQL =>
  bound(`(select g.group_id from group_members g where g.organisation_id = ? and ${openOn('g')})`, [
    context.principal?.organisation ?? null,
    today(context),
    today(context),
  ]);

/** The records on which the caller is named: for a condition that also asks whether the caller lives. */
export const namedOn = (context: Context): SQL =>
  bound('(select n.subject from named_persons n where n.client_id = ?)', [clientOf(context)]);

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

import { eq, sql } from 'drizzle-orm';
import { type Permission, roles } from '../contract/access.ts';
import { Problem } from '../contract/problem.ts';
import { type Guard, repeated } from '../database/commit.ts';
import type { Context } from '../database/context.ts';
import { backOff, failureOf, unavailable } from '../database/failures.ts';
import { idempotency } from '../database/journal.ts';
import { type Query, send } from '../database/send.ts';
import { type Place, live, predicate } from './predicate.ts';

type Results<Q extends readonly Query[]> = { -readonly [K in keyof Q]: Q[K]['_']['result'] };

const attempts = 4;

const revoked = () => new Problem('unauthenticated', { es: 'Este cliente ya no está vigente.', en: 'This client is no longer valid.' });
const missing = () => new Problem('not-found');
const refused = () => new Problem('forbidden');

/**
 * Reads in one round trip, together with whether the caller is still a live client and whether this call was answered before.
 * Throws `unauthenticated`, `Replay` or `unavailable`. What the caller may see is for the queries' own predicate to say.
 */
export async function read<const Q extends readonly Query[]>(context: Context, queries: Q): Promise<Results<Q>> {
  const checks = [...(context.principal ? [aliveQuery(context)] : []), ...(context.idempotencyKey ? [answeredQuery(context)] : [])];
  const results = await sendPatiently(context, [...checks, ...queries]);
  if (context.principal && !(results.shift() as [{ alive: number }])[0].alive) throw revoked();
  const [before] = context.idempotencyKey ? (results.shift() as (typeof idempotency.$inferSelect)[]) : [];
  if (before) throw repeated(before, context);
  return results as Results<Q>;
}

const aliveQuery = (context: Context) =>
  context.db.orm.select({ alive: sql<number>`exists ${live(context, roles)}` }).from(sql`(select 1)`);

const answeredQuery = ({ db, idempotencyKey }: Context) =>
  db.orm
    .select()
    .from(idempotency)
    .where(eq(idempotency.key, idempotencyKey ?? ''));

/** A read may always be sent again: a database that is being restarted is back within a second. */
async function sendPatiently(context: Context, queries: readonly Query[], count = 0): Promise<unknown[][]> {
  try {
    return (await send(context.db, 'read', queries)) as unknown[][];
  } catch (error) {
    if (failureOf(error).kind !== 'uncertain' && failureOf(error).kind !== 'busy') throw error;
    if (count + 1 >= attempts) throw unavailable(error);
    await backOff(count);
    return sendPatiently(context, queries, count + 1);
  }
}

/**
 * The guards of a write: the caller lives (401), may see the thing (404, as if missing), may do this to it (403).
 * `see` is left out where there is nothing to see yet.
 */
export function may(context: Context, permission: Permission, place: Place, see?: Permission): Guard[] {
  return [
    { holds: sql`exists ${live(context, roles)}`, problem: revoked() },
    ...(see ? [{ holds: predicate(context, see, place), problem: missing() }] : []),
    { holds: predicate(context, permission, place), problem: refused() },
  ];
}

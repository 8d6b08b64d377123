import { eq, sql } from 'drizzle-orm';
import { type Permission, roles } from '../contract/access.ts';
import { Problem } from '../contract/problem.ts';
import { ask } from '../database/ask.ts';
import { type Guard, repeated } from '../database/commit.ts';
import type { Context } from '../database/context.ts';
import { idempotency } from '../database/journal.ts';
import { type Query, fixed } from '../database/send.ts';
import { type Place, live, predicate } from './predicate.ts';

type Results<Q extends readonly Query[]> = { -readonly [K in keyof Q]: Q[K]['_']['result'] };

const revoked = () => new Problem('unauthenticated', { es: 'Este cliente ya no está vigente.', en: 'This client is no longer valid.' });
const missing = () => new Problem('not-found');
const refused = () => new Problem('forbidden');

/**
 * Reads in one round trip, together with whether the caller is still a live client and whether this call was answered before.
 * Throws `unauthenticated`, `Replay` or `unavailable`. What the caller may see is for the queries' own predicate to say.
 */
export async function read<const Q extends readonly Query[]>(context: Context, queries: Q): Promise<Results<Q>> {
  const checks = [...(context.principal ? [aliveQuery(context)] : []), ...(context.idempotencyKey ? [answeredQuery(context)] : [])];
  const results: unknown[] = await ask(context.db, [...checks, ...queries]);
  if (context.principal && !(results.shift() as [{ alive: number }])[0].alive) throw revoked();
  const [before] = context.idempotencyKey ? (results.shift() as (typeof idempotency.$inferSelect)[]) : [];
  if (before) throw repeated(before, context);
  return results as Results<Q>;
}

const aliveText = `select exists (select 1 from clients join organisations on organisations.id = clients.organisation_id
  where clients.id = ? and not clients.revoked and not organisations.suspended) as alive`;

const aliveQuery = ({ principal }: Context) => fixed<{ alive: number }>(aliveText, [principal?.client ?? null]);

const answeredQuery = ({ db, idempotencyKey }: Context) =>
  db.orm
    .select()
    .from(idempotency)
    .where(eq(idempotency.key, idempotencyKey ?? ''));

/**
 * The guards of a write: the caller lives (401), may see the thing (404, as if missing), may do this to it (403).
 * `see` is left out where there is nothing to see yet.
 */
export function may(context: Context, permission: Permission, place: Place, see?: Permission): Guard[] {
  return [
    { holds: sql`exists ${live(context, roles)}`, problem: revoked(), first: true },
    ...(see ? [{ holds: sql`${predicate(context, see, place)} and ${place.exists ?? sql`1`}`, problem: missing() }] : []),
    { holds: predicate(context, permission, place), problem: refused() },
  ];
}

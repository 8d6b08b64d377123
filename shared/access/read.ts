import { type SQL, eq, sql } from 'drizzle-orm';
import type { Permission } from '../contract/access.ts';
import { Problem } from '../contract/problem.ts';
import { ask } from '../database/ask.ts';
import { type Guard, repeated } from '../database/commit.ts';
import type { Context } from '../database/context.ts';
import { idempotency } from '../database/journal.ts';
import type { Query, Results } from '../database/send.ts';
import { inSlot } from '../database/slots.ts';
import { type Opening, openedRows } from './opened.ts';
import { type Place, predicate } from './predicate.ts';
import { alive, aliveQuery } from './standing.ts';

const ended = () => new Problem('unauthenticated', { es: 'Este cliente ya no está vigente.', en: 'This client is no longer valid.' });
const missing = () => new Problem('not-found');
const refused = () => new Problem('forbidden');

/**
 * Reads in one round trip, together with whether the caller is still a live client and whether this call was answered before.
 * What the caller may see is for the queries' own predicate to say. `openings` name the queries whose records leave a row in the
 * audit when their label is above GREEN, in the same transaction. Throws `unauthenticated`, `Replay` or `unavailable`.
 */
export async function read<const Q extends readonly Query[]>(context: Context, queries: Q, ...openings: Opening[]): Promise<Results<Q>> {
  const checks = [...(context.principal ? [aliveQuery(context)] : []), ...(context.idempotencyKey ? [answeredQuery(context)] : [])];
  const opened = openings.map((opening) => openedRows(context, opening));
  const leavesRows = opened.length > 0;
  const reading = () => ask(context.db, [...checks, ...queries, ...opened], leavesRows ? 'write' : 'read');
  const results: unknown[] = await (leavesRows ? inSlot(reading) : reading());
  if (context.principal && !(results.shift() as [{ alive: number }])[0].alive) throw ended();
  const [before] = context.idempotencyKey ? (results.shift() as (typeof idempotency.$inferSelect)[]) : [];
  if (before) throw repeated(before, context);
  return results as Results<Q>;
}

const answeredQuery = ({ db, idempotencyKey }: Context) =>
  db.orm
    .select()
    .from(idempotency)
    .where(eq(idempotency.key, idempotencyKey ?? ''));

/**
 * The guards of a write: the caller lives (401), may see the thing (404, as if missing), may do this to it (403).
 * `see` is a permission on the same thing, or a condition where what must be seen is another thing; it is left out where there is
 * nothing to see yet.
 */
export function may(context: Context, permission: Permission, place: Place, see?: Permission | SQL): Guard[] {
  const seen = typeof see === 'string' ? sql`${allows(context, see, place)} and ${place.exists ?? sql`1`}` : see;
  return [
    { holds: alive(context), problem: ended(), first: true },
    ...(seen ? [{ holds: seen, problem: missing() }] : []),
    { holds: allows(context, permission, place), problem: refused() },
  ];
}

function allows(context: Context, permission: Permission, place: Place): SQL {
  const condition = predicate(context, permission, place);
  return place.among?.(condition) ?? condition;
}

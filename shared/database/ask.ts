import { backOff, failureOf, unavailable } from './failures.ts';
import type { Database } from './open.ts';
import { type Query, type Results, send } from './send.ts';

const attempts = 4;

/**
 * Reads in one round trip. A read may always be sent again, and a database that is being restarted is back within a second,
 * so a lost or busy one is asked up to four times. Throws `unavailable` when it stays silent. A reading that leaves its own traces
 * (`write`) must not mind being sent twice.
 */
export async function ask<const Q extends readonly Query[]>(
  db: Database,
  queries: Q,
  mode: 'read' | 'write' = 'read',
  count = 0,
): Promise<Results<Q>> {
  try {
    return await send(db, mode, queries);
  } catch (error) {
    const { kind } = failureOf(error);
    if (kind !== 'uncertain' && kind !== 'busy') throw error;
    if (count + 1 >= attempts) throw unavailable(error);
    await backOff(count);
    return ask(db, queries, mode, count + 1);
  }
}

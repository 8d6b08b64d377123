import { type SQL, sql } from 'drizzle-orm';
import type { Step } from './commit.ts';
import type { Context } from './context.ts';
import { idempotency } from './journal.ts';
import type { Query } from './send.ts';

/**
 * Puts what only the database knows into the answer that is kept for repeated calls: by path (`body.network`), the value as SQL. It goes
 * after the statements that wrote the row, so that the write stays one round trip. The answer must have a place for each value already.
 */
export function derivedAnswer({ db, idempotencyKey }: Context, values: Record<string, SQL>): Step[] {
  if (idempotencyKey === null) return [];
  const pairs = Object.entries(values).map(([path, value]) => sql`${`$.${path}`}, ${value}`);
  const change = sql`update ${idempotency} set answer = json_set(answer, ${sql.join(pairs, sql`, `)}) where key = ${idempotencyKey}`;
  return [{ query: db.orm.run(change) as unknown as Query }];
}

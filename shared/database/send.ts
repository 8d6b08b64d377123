import type { InStatement, InValue, ResultSet } from '@libsql/client';
import { type SQL, type SQLWrapper, sql as template } from 'drizzle-orm';
import type { RunnableQuery } from 'drizzle-orm/runnable-query';
import type { Database } from './open.ts';

/** A drizzle query that has not run yet. */
export type Query = RunnableQuery<unknown, 'sqlite'> & SQLWrapper;

/** The rows of each of several queries, in their order. */
export type Results<Q extends readonly Query[]> = { -readonly [K in keyof Q]: Q[K]['_']['result'] };

type Prepared = { getQuery(): { sql: string; params: unknown[] }; mapResult(result: ResultSet, isFromBatch: boolean): unknown };

/** A query whose text never changes, so that it is not built anew for every request. Its rows are as the database gives them. */
export function fixed<Row>(sql: string, params: InValue[]): Query & { _: { result: Row[] } } {
  const prepared: Prepared = { getQuery: () => ({ sql, params }), mapResult: ({ rows }) => rows };
  return { _prepare: () => prepared } as unknown as Query & { _: { result: Row[] } };
}

/** A piece of SQL whose text never changes, with its values in the order of its question marks. */
export const bound = (text: string, values: readonly (InValue | SQL)[]): SQL =>
  template(text.split('?') as unknown as TemplateStringsArray, ...values);

/**
 * Sends queries in one round trip, as one transaction, and gives their rows in order.
 * `write` takes the write lock at once (BEGIN IMMEDIATE), which drizzle's own batch does not.
 * Throws what the client throws: `LibsqlBatchError` names the failing statement.
 */
export async function send<const Q extends readonly Query[]>(db: Database, mode: 'read' | 'write', queries: Q): Promise<Results<Q>> {
  const prepared = queries.map((query) => (query as unknown as { _prepare(): Prepared })._prepare());
  const statements: InStatement[] = prepared.map((query) => {
    const { sql, params } = query.getQuery();
    return { sql, args: params as InValue[] };
  });
  db.trips += 1;
  const results = await db.client.batch(statements, mode);
  return results.map((result, index) => prepared[index]?.mapResult(result, true)) as never;
}

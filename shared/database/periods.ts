import { type SQL, and, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Problem } from '../contract/problem.ts';
import type { Step } from './commit.ts';
import type { Context } from './context.ts';
import type { Query } from './send.ts';

type Period = { from: SQLiteColumn; to: SQLiteColumn };
type PeriodTable = SQLiteTable & Period & { id: SQLiteColumn };

/** That a period holds on a day: it has begun, and its end, the first day on which it no longer holds, has not come. */
export const openOn = ({ from, to }: Period, day: string): SQL | undefined => and(lte(from, day), or(isNull(to), gt(to, day)));

/**
 * Touches a row only if no other row that is equal in the columns `same` shares a day with it; else throws `overlaps`. It goes after
 * the statement that wrote the row. A period of no days shares none.
 */
export function alone({ db }: Context, table: PeriodTable, id: string, same: SQLiteColumn[], overlaps: Problem): Step {
  const { from, to } = table;
  const other = (column: SQLiteColumn) => sql`other.${sql.identifier(column.name)}`;
  const others = sql.join(
    same.map((column) => sql`${other(column)} = ${column}`),
    sql` and `,
  );
  const clear = sql`not exists (select 1 from ${table} other where ${others} and ${other(table.id)} <> ${table.id}
    and ${other(from)} is not ${other(to)} and ${from} is not ${to}
    and (${other(to)} is null or ${other(to)} > ${from}) and (${to} is null or ${other(from)} < ${to}))`;
  const touched = sql`update ${table} set id = id where ${and(eq(table.id, id), clear)}`;
  return { query: db.orm.run(touched) as unknown as Query, one: overlaps };
}

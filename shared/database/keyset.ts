import { type SQL, sql } from 'drizzle-orm';
import type { Keyset } from '../contract/route.ts';

/** One more row than asked tells whether there is a next page. */
export const oneMore = (limit: number) => limit + 1;

/** The rows that come after a keyset in the order of `columns`; all of them when there is none. A row-value comparison, so that an index serves it. */
export const afterKeyset = (columns: readonly unknown[], after: Keyset | null) => compare(columns, sql`>`, after);

/** The same for a list in descending order. */
export const beforeKeyset = (columns: readonly unknown[], after: Keyset | null) => compare(columns, sql`<`, after);

function compare(columns: readonly unknown[], operator: SQL, after: Keyset | null): SQL | undefined {
  if (!after) return undefined;
  const row = (values: readonly unknown[]) =>
    sql`(${sql.join(
      values.map((value) => sql`${value}`),
      sql`, `,
    )})`;
  return sql`${row(columns)} ${operator} ${row(after)}`;
}

/** A page of the rows read with `oneMore(limit)`: their items, and the keyset of the last one when more follow. */
export function pageOf<Row, Item>(
  rows: Row[],
  limit: number,
  toItem: (row: Row) => Item,
  keyset: (row: Row) => Keyset,
): { items: Item[]; next: Keyset | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(toItem), next: rows.length > limit && last ? keyset(last) : null };
}

import type { Cell } from './document.ts';
import { type ColumnRole, table } from './vocabulary.ts';
import { fold, stripStop } from './words.ts';

/** What each column of a table holds; null for a column that plans do not have. */
export type Columns = (ColumnRole | null)[];

const titles = new Map(table((vocabulary) => vocabulary.columns).flatMap(([role, names]) => names.map((name) => [name, role] as const)));

/** The role that a column title names, or null. */
export function columnRole(title: string): ColumnRole | null {
  return title.length > 60 ? null : (titles.get(stripStop(fold(title))) ?? null);
}

/** The columns that a row of titles names, in their order; null when the row is no row of titles of a plan. */
export function readColumns(cells: readonly Cell[]): Columns | null {
  const seen = new Set<ColumnRole>();
  const columns = cells.map((cell) => {
    const role = columnRole(cell.lines.join(' '));
    if (role === null || seen.has(role)) return null;
    seen.add(role);
    return role;
  });
  return seen.has('objective') && seen.has('activity') ? columns : null;
}

/** The columns of finished work: the historical part prints three cells and no titles (irregularities T2). */
export const outcomeColumns: Columns = ['objective', 'activity', 'outcome'];

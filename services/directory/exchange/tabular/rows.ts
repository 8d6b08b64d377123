import { type Shape, type Tree, isTree, textsKey } from '../hsds/shape.ts';
import { type Table, isLinked, tables } from './tables.ts';

/** What a cell is written from. */
export type Cell = string | number | boolean;

/** The rows that a package has of some things, by file, in the order of the columns. */
export type Rows = Map<string, Cell[][]>;

const tableOf = new Map(tables.map((table) => [table.file, table]));

/** Adds the rows of a thing and of all that belongs to it. */
export function addRows(rows: Rows, shape: Shape, node: Tree, owner?: { entity: string; id: unknown }): void {
  const table = tableOf.get(shape.file);
  if (!table) return;
  const written: Tree = { ...node, ...(owner && !isLinked(shape.entity) ? { [`${owner.entity}_id`]: owner.id } : {}) };
  for (const { key, shape: inner } of shape.one ?? []) {
    const thing = node[key];
    if (!isTree(thing)) continue;
    written[`${key}_id`] = thing['id'];
    addRows(rows, inner, thing);
  }
  const known = rows.get(shape.file);
  const row = rowOf(table, written);
  if (known) known.push(row);
  else rows.set(shape.file, [row]);
  for (const { key, shape: inner } of shape.many ?? []) {
    for (const item of (node[key] ?? []) as Tree[]) addRows(rows, inner, item, { entity: shape.entity, id: node['id'] });
  }
}

const rowOf = ({ columns }: Table, node: Tree): Cell[] => columns.map(({ name }) => cellOf(node[name], name === textsKey));

function cellOf(value: unknown, isText: boolean): Cell {
  if (value === undefined || value === null) return '';
  if (isText || typeof value === 'object') return JSON.stringify(value);
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}

import type { ListingKind } from '../../../../shared/database/listings.ts';
import type { Report, Spot } from '../findings.ts';
import { kinds, shapeOf } from '../hsds/nouns.ts';
import type { Kind, Shape, Tree } from '../hsds/shape.ts';
import type { Given, Places } from '../reading/given.ts';
import { type Sheet, isFormula } from './csv.ts';
import { type Table, isLinked, tableOfFile, tables } from './tables.ts';

type Row = { node: Tree; at: Spot };

/** Under which name a thing has things of another kind: `service phones.csv` is `phones`. */
const namesOf = new Map<string, string>();
function nameParts(shape: Shape): void {
  for (const { key, shape: inner } of shape.many ?? []) {
    namesOf.set(`${shape.entity} ${inner.file}`, key);
    nameParts(inner);
  }
}
for (const kind of kinds) nameParts(shapeOf[kind]);

/** The things of a package, each with all that belongs to it, as HSDS nests them. What belongs to nothing is told and left out. */
export function nested(sheets: ReadonlyMap<string, Sheet>, places: Places, report: Report): Given[] {
  const rows = new Map<Table, Row[]>();
  for (const [file, sheet] of sheets) {
    const table = tableOfFile(file);
    if (table) rows.set(table, [...(rows.get(table) ?? []), ...rowsOf(table, file, sheet, report)]);
  }
  const things = new Map<string, Tree>();
  for (const [{ entity }, list] of rows) {
    for (const { node, at } of list) {
      places.set(node, at);
      if (!things.has(idOf(entity, node['id']))) things.set(idOf(entity, node['id']), node);
    }
  }
  const terms = termsOf(sheets.get('taxonomy_terms.csv'));
  for (const table of tables) for (const row of rows.get(table) ?? []) place(table, row, { things, terms, report });
  return kinds.flatMap((kind) => (rows.get(topOf(kind)) ?? []).map(({ node }): Given => ({ kind, node })));
}

const topOf = (kind: ListingKind) => tableOfFile(shapeOf[kind].file) as Table;
const idOf = (entity: string, id: unknown) => `${entity} ${String(id)}`;

type Around = { things: ReadonlyMap<string, Tree>; terms: ReadonlyMap<string, Tree>; report: Report };

function place(table: Table, { node, at }: Row, { things, terms, report }: Around): void {
  for (const { key, entity } of table.named) {
    const id = node[`${key}_id`];
    if (id === undefined) continue;
    const thing = things.get(idOf(entity, id));
    if (thing) node[key] = thing;
    else report({ code: 'dangling', at: { ...at, pointer: `/${key}_id` } });
  }
  if (isLinked(table.entity)) node['taxonomy_term'] = terms.get(String(node['taxonomy_term_id']));
  const owners = isLinked(table.entity) ? linkOf(node) : ownersOf(table, node);
  const [owner] = owners;
  if (!owner) {
    if (table.owners.length > 0 || isLinked(table.entity)) report({ code: 'ownerless', at });
    return;
  }
  if (owners.length > 1) report({ code: 'two-owners', at });
  const thing = things.get(idOf(owner.entity, owner.id));
  const name = namesOf.get(`${owner.entity} ${table.file}`);
  if (!thing) return report({ code: 'dangling', at: { ...at, pointer: `/${owner.column}` } });
  if (!name) return report({ code: 'ownerless', at });
  const list = (thing[name] ?? []) as Tree[];
  list.push(node);
  thing[name] = list;
}

type Owner = { entity: string; id: unknown; column: string };

const ownersOf = ({ owners }: Table, node: Tree): Owner[] =>
  owners.flatMap((entity) => (node[`${entity}_id`] === undefined ? [] : [{ entity, id: node[`${entity}_id`], column: `${entity}_id` }]));

/** Whose an attribute is. The name of a table serves for the name of what is in it. */
function linkOf(node: Tree): Owner[] {
  const entity = String(node['link_entity'] ?? '').replace(/s$/, '');
  return entity === '' || node['link_id'] === undefined ? [] : [{ entity, id: node['link_id'], column: 'link_id' }];
}

/** The terms of a package by their ids there, as far as they say by which code of which taxonomy they go. */
function termsOf(sheet: Sheet | undefined): Map<string, Tree> {
  if (!sheet) return new Map();
  const named = sheet.records.map((record) => Object.fromEntries(sheet.header.map((name, index) => [name, record[index]])));
  return new Map(named.map((term) => [String(term['id']), term]));
}

function rowsOf(table: Table, file: string, { header, records }: Sheet, report: Report): Row[] {
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  for (const name of header) {
    if (!columns.has(name) && name !== '') report({ code: 'unknown-column', at: { file, row: 1, pointer: `/${name}` } });
  }
  return records.map((record, index) => {
    const at = { file, row: index + 2, pointer: '' };
    const node: Tree = {};
    header.forEach((name, position) => {
      const kind = columns.get(name)?.kind;
      const cell = record[position] ?? '';
      if (kind === undefined || cell === '') return;
      if (kind !== 'json' && isFormula(cell)) report({ code: 'formula', at: { ...at, pointer: `/${name}` } });
      node[name] = valueOf(kind, cell);
    });
    return { node, at };
  });
}

const flags = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

/** What a cell says. One that is not what its column holds stays a text, for the checks of the content to refuse. */
function valueOf(kind: Kind, cell: string): unknown {
  if (kind === 'number') return numberOf(cell.trim());
  if (kind === 'boolean') return flags.get(cell.trim().toLowerCase()) ?? cell;
  return kind === 'json' ? jsonOf(cell) : cell;
}

/** A spreadsheet in Spanish writes a comma before the decimals. */
function numberOf(cell: string): number | string {
  const value = Number(/^-?\d+,\d+$/.test(cell) ? cell.replace(',', '.') : cell);
  return Number.isFinite(value) ? value : cell;
}

function jsonOf(cell: string): unknown {
  try {
    return JSON.parse(cell) as unknown;
  } catch {
    return cell;
  }
}

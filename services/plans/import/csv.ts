import Papa from 'papaparse';
import { columnRole } from './columns.ts';
import { type Block, checkRows, limits, line, notAPlan, row, type SourceDocument, unreadable } from './document.ts';
import { saysHistorical } from './headings.ts';
import type { ColumnRole } from './vocabulary.ts';
import { fold } from './words.ts';

type Groups = Map<string, { title: string; part: string; objectives: Map<string, string[][]> }>;

/** The apostrophe that keeps a spreadsheet from running a cell; our own CSV puts it there, so it is no part of the text. */
const guarded = /^'(?='*[=+\-@])/;

/** The delimiter is found out: a spreadsheet in Spanish saves semicolons. */
function readRecords(text: string): string[][] {
  const { data, errors } = Papa.parse<string[]>(text, {
    skipEmptyLines: true,
    preview: limits.rows + 2,
    delimitersToGuess: [',', ';', '\t'],
  });
  if (errors.some(({ type }) => type === 'Quotes'))
    throw unreadable('El CSV está mal formado (RFC 4180)', 'The CSV is malformed (RFC 4180)');
  return data.map((record) => record.map((cell) => cell.replace(guarded, '')));
}

function readHeader(record: readonly string[]): (ColumnRole | null)[] {
  const roles = record.map(columnRole);
  if (roles.includes('objective') && roles.includes('activity')) return roles;
  throw notAPlan('Al CSV le faltan las columnas de objetivo y actividad', 'The CSV lacks the columns objective and activity');
}

/** The records by axis and objective in the order of their first mention: a spreadsheet may have been sorted by anything. */
function group(records: readonly string[][], roles: readonly (ColumnRole | null)[]): Groups {
  const groups: Groups = new Map();
  let [axis, part, objective] = ['', '', ''];
  for (const record of records) {
    const cell = (role: ColumnRole) => record[roles.indexOf(role)]?.trim() ?? '';
    [axis, part, objective] = [cell('axis') || axis, cell('part') || part, cell('objective') || objective];
    const key = fold(`${part}\n${axis}`);
    const entry = groups.get(key) ?? { title: axis, part, objectives: new Map<string, string[][]>() };
    groups.set(key, entry);
    entry.objectives.set(objective, [...(entry.objectives.get(objective) ?? []), record]);
  }
  return groups;
}

function toBlocks(groups: Groups, roles: readonly (ColumnRole | null)[], header: Block): Block[] {
  const blocks: Block[] = [header];
  const kept = roles.flatMap((role, index) => (role === 'axis' || role === 'part' ? [] : [index]));
  const objectiveAt = roles.indexOf('objective');
  let part = '';
  for (const { title, part: own, objectives } of groups.values()) {
    if (own !== part && saysHistorical(own)) blocks.push(line(own));
    part = own;
    if (title !== '') blocks.push(line(title));
    for (const records of objectives.values()) {
      blocks.push(...records.map((record, index) => row(kept.map((at) => (index > 0 && at === objectiveAt ? '' : (record[at] ?? ''))))));
    }
  }
  return blocks;
}

/**
 * The blocks of a plan as CSV (RFC 4180): the columns axis, objective, activity, responsible and calendar, named in Spanish or English
 * in any order, one row to an activity; `part` and `outcome` may follow. Throws `not-a-plan` for other columns.
 */
export function readCsv(text: string): SourceDocument {
  const [first, ...records] = readRecords(text);
  if (!first) throw notAPlan('El archivo está vacío', 'The file is empty');
  checkRows(records.length);
  const roles = readHeader(first);
  const header = row(first.filter((_, index) => roles[index] !== 'axis' && roles[index] !== 'part'));
  return { blocks: toBlocks(group(records, roles), roles, header), footnotes: [] };
}

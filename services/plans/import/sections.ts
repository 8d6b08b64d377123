import { type Columns, outcomeColumns, readColumns } from './columns.ts';
import { type Cell, notAPlan, type SourceDocument } from './document.ts';
import type { Report } from './findings.ts';
import { headingKey, isLegend, readCode, saysHistorical } from './headings.ts';
import type { ColumnRole } from './vocabulary.ts';
import { fold } from './words.ts';

/** A row by what its cells mean; a role that the row lacks has no lines. */
export type Row = { get: (role: ColumnRole) => string[]; has: (role: ColumnRole) => boolean };
/** The rows of one axis of one part. `code` and `title` are null where none is printed. */
export type Section = { part: 'active' | 'historical'; code: string | null; title: string | null; rows: Row[] };
/** A document read as sections: the lines before its tables, the sections, the legend and the lines after them. */
export type Sections = { front: string[]; sections: Section[]; notes: string[] };

type State = {
  part: Section['part'];
  columns: Columns | null;
  pending: string[];
  front: string[] | null;
  notes: string[];
  groups: Set<string>;
  sections: Section[];
  current: Section | null;
  above: Map<ColumnRole, string[]>;
  report: Report;
};

const activeColumns: Columns = ['objective', 'activity', 'responsible', 'schedule'];

/** What the cells of a row mean: the titles decide, save for rows of another width, where the width does (irregularities T2). */
function columnsOf(state: State, cells: readonly Cell[]): Columns | null {
  const { columns } = state;
  if (!columns) return null;
  const untold = state.part === 'historical' && !columns.includes('outcome') && cells.length === outcomeColumns.length;
  if (cells.length === columns.length && !untold) return columns;
  const extra = cells.slice(columns.length);
  if (extra.length > 0 && extra.every((cell) => cell.lines.length === 0)) return columns;
  if (cells.length === outcomeColumns.length) return outcomeColumns;
  if (cells.length === activeColumns.length) return activeColumns;
  return cells.length === 2 ? outcomeColumns.slice(0, 2) : null;
}

function readRow(state: State, cells: readonly Cell[], columns: Columns): Row {
  const lines = new Map<ColumnRole, string[]>();
  columns.forEach((role, at) => {
    const cell = cells[at];
    if (role === null || !cell) return;
    // One cell beside several rows holds for each of them; an objective that goes on is the same objective.
    const shared = cell.merged && (role === 'responsible' || role === 'schedule');
    lines.set(role, shared ? (state.above.get(role) ?? []) : cell.lines);
  });
  state.above = lines;
  return { get: (role) => lines.get(role) ?? [], has: (role) => lines.has(role) };
}

/** Whether the headings before a row begin the historical part: they say so, or an axis comes back under no new section (T3, T8). */
function turnsHistorical(state: State, headings: readonly string[], axis: string | undefined, finished: boolean): boolean {
  if (state.part === 'historical') return false;
  if (finished || headings.some(saysHistorical)) return true;
  const others = headings.filter((heading) => heading !== axis).map(headingKey);
  if (axis === undefined || others.some((key) => !state.groups.has(key))) return false;
  return state.sections.some((section) => section.part === 'active' && section !== state.current && isSameAxis(section, axis));
}

function isSameAxis(section: Section, heading: string): boolean {
  const code = readCode(heading)?.code;
  return code === undefined ? fold(section.title ?? '') === fold(heading) : section.code === code;
}

/** Whether the headings only repeat the axis that is open, as they do at the top of a page. */
function repeats(state: State, titles: readonly string[], axis: string): boolean {
  const fresh = titles.some((heading) => heading !== axis && !state.groups.has(headingKey(heading)));
  return !fresh && state.current !== null && headingKey(state.current.title ?? '') === headingKey(axis);
}

function axisCode(state: State, headings: readonly string[], axis: string): string {
  const inPart = state.sections.filter((section) => section.part === state.part);
  const code = readCode(axis)?.code ?? String.fromCharCode(65 + (inPart.length % 26));
  if (!inPart.some((section) => section.code === code)) return code;
  const group = headings
    .filter((heading) => heading !== axis)
    .map((heading) => readCode(heading)?.code)
    .find((one) => one !== undefined);
  return `${group ?? inPart.length + 1}.${code}`;
}

function openSection(state: State, headings: readonly string[], finished: boolean): void {
  const titles = headings.filter((heading) => !(saysHistorical(heading) && readCode(heading) === null));
  const axis = titles.findLast((heading) => readCode(heading) !== null) ?? titles.at(-1);
  const wasPart = state.part;
  if (turnsHistorical(state, headings, axis, finished)) state.part = 'historical';
  const fresh = axis !== undefined && !(wasPart === state.part && repeats(state, titles, axis));
  for (const heading of titles) if (heading !== axis) state.groups.add(headingKey(heading));
  if (!fresh && wasPart === state.part && state.current) return;
  const code = axis === undefined ? (state.current?.code ?? null) : axisCode(state, headings, axis);
  const title = axis === undefined ? (state.current?.title ?? null) : (readCode(axis)?.title ?? axis);
  state.current = { part: state.part, code, title, rows: [] };
  state.sections.push(state.current);
}

function takeRow(state: State, cells: readonly Cell[]): void {
  const titles = readColumns(cells);
  if (state.front === null) {
    state.front = state.pending;
    state.pending = state.pending.filter((heading) => readCode(heading) !== null || saysHistorical(heading));
  }
  if (titles) takeTitles(state, titles, cells);
  else takeData(state, cells);
}

function takeTitles(state: State, titles: Columns, cells: readonly Cell[]): void {
  state.columns = titles;
  titles.forEach((role, at) => {
    const printed = cells[at]?.lines.join(' ') ?? '';
    if (role === null && printed !== '') state.report('ignored-column', 'document', printed);
  });
}

function takeData(state: State, cells: readonly Cell[]): void {
  if (cells.every((cell) => cell.lines.length === 0 && !cell.merged)) return;
  const columns = columnsOf(state, cells);
  if (!columns) return state.report('ignored-row', 'document', cells.flatMap((cell) => cell.lines).join(' '));
  const finished = columns.includes('outcome') && !columns.includes('schedule') && cells.length === outcomeColumns.length;
  openSection(state, state.pending, finished);
  state.pending = [];
  state.current?.rows.push(readRow(state, cells, columns));
}

/**
 * The axes of a document with their rows, in its active and historical parts (register PL-03, PL-10). Throws `not-a-plan` when no
 * row of titles names objectives and activities.
 */
export function readSections(document: SourceDocument, report: Report): Sections {
  const state: State = {
    part: 'active',
    columns: null,
    pending: [],
    front: null,
    notes: [],
    groups: new Set(),
    sections: [],
    current: null,
    above: new Map(),
    report,
  };
  for (const block of document.blocks) {
    if (block.kind === 'row') takeRow(state, block.cells);
    else if (!isLegend(block.text) || state.front === null) state.pending.push(block.text);
    else state.notes.push(block.text);
  }
  if (!state.columns) throw notAPlan('Ninguna tabla lleva objetivos y actividades', 'No table has objectives and activities');
  return { front: state.front ?? [], sections: state.sections, notes: [...state.pending, ...state.notes] };
}

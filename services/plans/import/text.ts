import { type Block, checkRows, limits, line, notAPlan, row, type SourceDocument, tooLarge } from './document.ts';
import { columnRole, outcomeColumns, readColumns } from './columns.ts';
import { headingKey, isLegend, looksLikeTitle, readCode, saysHistorical } from './headings.ts';
import { stripBullet } from './words.ts';

const footnoteMark = '\uFFFD';
const objectiveStart = /^\d{1,3}\s?(?:[.)]|\.?-)\s*(?=\p{L}|["“¿¡])/u;
const itemNumber = /^\s*\d{1,2}(?:\.\d{1,2})+/;

type Part = { kind: 'line'; text: string } | { kind: 'cell'; text: string };
type State = { parts: Part[]; cell: string[] | null; afterBlank: boolean; seen: Set<string>; footnotes: string[]; inFootnote: boolean };

/** For each line, whether the next cell opens before any numbered item: only then may a line between be a heading. */
function opensNext(lines: readonly string[]): boolean[] {
  const opens = new Array<boolean>(lines.length).fill(false);
  let next = false;
  for (let at = lines.length - 1; at >= 0; at--) {
    opens[at] = next;
    const text = lines[at] ?? '';
    if (text.startsWith('\t')) next = true;
    else if (itemNumber.test(text)) next = false;
  }
  return opens;
}

function nextText(lines: readonly string[], at: number): string {
  for (let next = at + 1; next < lines.length; next++) {
    const text = (lines[next] ?? '').trim();
    if (text !== '') return lines[next] ?? '';
  }
  return '';
}

/** Whether a line that stands in the last cell of a row is a heading that follows the table (irregularities T1, T8). */
function isHeading(state: State, lines: readonly string[], at: number, text: string): boolean {
  if (!state.afterBlank || stripBullet(text).bulleted) return false;
  if (columnRole(state.cell?.[0] ?? '') !== null) return true;
  if (readCode(text) !== null || state.seen.has(headingKey(text)) || saysHistorical(text)) return true;
  const next = nextText(lines, at);
  return looksLikeTitle(text) && (readCode(next) !== null || next.startsWith('\t'));
}

function closeCell(state: State): void {
  if (state.cell) state.parts.push({ kind: 'cell', text: state.cell.join('\n') });
  state.cell = null;
}

function takeOutside(state: State, text: string): void {
  state.seen.add(headingKey(text));
  state.parts.push({ kind: 'line', text });
}

function takeLine(state: State, lines: readonly string[], at: number, opens: boolean): void {
  const printed = lines[at] ?? '';
  const text = printed.trim();
  if (printed.startsWith('\t')) {
    closeCell(state);
    state.cell = [text];
    state.inFootnote = false;
  } else if (text === '') {
    state.afterBlank = true;
    return;
  } else if (text.startsWith(footnoteMark) || (state.afterBlank && isLegend(text)) || state.inFootnote) {
    closeCell(state);
    state.inFootnote = true;
    state.footnotes.push(text);
  } else if (state.cell && !(opens && isHeading(state, lines, at, text))) state.cell.push(text);
  else {
    closeCell(state);
    takeOutside(state, text);
  }
  state.afterBlank = false;
}

function chunks(cells: readonly string[], width: number): string[][] {
  const rows: string[][] = [];
  for (let at = 0; at < cells.length; at += width) rows.push(cells.slice(at, at + width));
  return rows;
}

/** The rows of one run of cells: even rows of the known width where the numbers agree, else one row to each numbered objective. */
function toRows(cells: readonly string[], width: number): string[][] {
  const starts = cells.flatMap((cell, index) => (objectiveStart.test(cell) ? [index] : []));
  const even = [width, outcomeColumns.length].find((size) => cells.length % size === 0 && starts.every((start) => start % size === 0));
  if (even !== undefined) return chunks(cells, even);
  const bounds = [...new Set([0, ...starts])];
  return bounds.flatMap((from, index) => chunks(cells.slice(from, bounds[index + 1]), width));
}

/** How many cells at the start of a run are column titles: up to the first objective, or up to the first cell that names no column. */
function titlesIn(run: readonly string[]): number {
  const ends = [run.findIndex((cell) => objectiveStart.test(cell)), run.findIndex((cell) => columnRole(cell) === null), run.length];
  const found = ends.find((end) => {
    const head = run.slice(0, Math.max(end, 0));
    return head.length <= 12 && readColumns(head.map((cell) => ({ lines: [cell], merged: false }))) !== null;
  });
  return found ?? 0;
}

function toBlocks(parts: readonly Part[]): Block[] {
  const blocks: Block[] = [];
  let run: string[] = [];
  let width = 4;
  const flush = () => {
    const head = titlesIn(run);
    if (head > 0) {
      width = head;
      blocks.push(row(run.slice(0, head)));
      run = run.slice(head);
    }
    blocks.push(...toRows(run, width).map(row));
    checkRows(blocks.length);
    run = [];
  };
  for (const part of parts) {
    if (part.kind === 'cell') run.push(part.text);
    else {
      flush();
      blocks.push(line(part.text));
    }
  }
  flush();
  return blocks;
}

/**
 * The blocks of a flattened table: a tab opens each cell, the lines under it belong to it until the next; headings and footnotes
 * follow inside the last cell and are told apart here (irregularities section 2, E2). Throws `not-a-plan` when no cell opens.
 */
export function readText(text: string): SourceDocument {
  const lines = text.split(/\r\n|\n|\r/);
  if (!lines.some((one) => one.startsWith('\t') && one.trim() !== ''))
    throw notAPlan('El texto no contiene una tabla', 'The text holds no table');
  if (lines.length > limits.lines)
    throw tooLarge(`El texto pasa de ${limits.lines} líneas`, `The text has more than ${limits.lines} lines`);
  const opens = opensNext(lines);
  const state: State = { parts: [], cell: null, afterBlank: false, seen: new Set(), footnotes: [], inFootnote: false };
  for (let at = 0; at < lines.length; at++) takeLine(state, lines, at, opens[at] ?? false);
  closeCell(state);
  if (state.parts.length > limits.rows * 10)
    throw tooLarge(`El documento pasa de ${limits.rows} filas`, `The document has more than ${limits.rows} rows`);
  return { blocks: toBlocks(state.parts), footnotes: state.footnotes };
}

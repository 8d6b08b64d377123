import { Problem } from '../../../shared/contract/problem.ts';

/** A cell of a table: its lines as printed; `merged` when it continues the cell above it. */
export type Cell = { lines: string[]; merged: boolean };

/** What stands in a document in reading order: a line outside the tables, or a row of one. */
export type Block = { kind: 'line'; text: string } | { kind: 'row'; cells: Cell[] };

/** A plan document whatever its format: its blocks, and the texts of its footnotes. */
export type SourceDocument = { blocks: Block[]; footnotes: string[] };

/** What a plan may hold at most; a larger document is refused, not cut. */
export const limits = { rows: 5_000, activities: 2_000, cellBytes: 100_000, textLength: 20_000, lines: 200_000, columns: 63 } as const;

/** The document cannot be read at all: damaged, encrypted, of another format. */
export function unreadable(es: string, en: string): Problem {
  return new Problem('unreadable-document', { es, en });
}

/** The document can be read and holds no plan. */
export function notAPlan(es: string, en: string): Problem {
  return new Problem('not-a-plan', { es, en });
}

/** The document holds more than `limits`. */
export function tooLarge(es: string, en: string): Problem {
  return new Problem('too-large', { es, en });
}

const encoder = new TextEncoder();

function cellTooLarge(): Problem {
  return tooLarge('Una celda pasa de 100 kB', 'A cell is larger than 100 kB');
}

/** Throws `too-large` for a cell that grows beyond the limit while it is read. */
export function checkLength(length: number): void {
  if (length > limits.cellBytes) throw cellTooLarge();
}

/** Throws `too-large` for a whole cell beyond the limit in UTF-8. */
export function checkCell(text: string): void {
  checkLength(text.length);
  if (text.length * 3 > limits.cellBytes) checkLength(encoder.encode(text).length);
}

/** Throws `too-large` beyond the number of rows that a plan may have. */
export function checkRows(rows: number): void {
  if (rows > limits.rows) throw tooLarge(`El documento pasa de ${limits.rows} filas`, `The document has more than ${limits.rows} rows`);
}

/** The text of a document in UTF-8, without its byte order mark. Throws `unreadable-document` for any other encoding. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    throw unreadable('El texto no está en UTF-8', 'The text is not UTF-8');
  }
}

/** Throws `too-large` beyond the columns that a row may have: those of a Word table. */
export function checkColumns(columns: number): void {
  if (columns > limits.columns) {
    throw tooLarge(`Una tabla pasa de ${limits.columns} columnas`, `A table has more than ${limits.columns} columns`);
  }
}

export function line(text: string): Block {
  return { kind: 'line', text };
}

/** A row out of cells given as text, one line of a cell per line of the text. */
export function row(cells: readonly string[]): Block {
  for (const cell of cells) checkCell(cell);
  return { kind: 'row', cells: cells.map((cell) => ({ lines: toLines(cell), merged: false })) };
}

/** The lines of a text that hold something. */
export function toLines(text: string): string[] {
  return text
    .split(/\r\n|\r|\n|\u000B|\u2028/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

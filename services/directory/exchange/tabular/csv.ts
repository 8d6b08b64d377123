import Papa from 'papaparse';
import { Problem } from '../../../../shared/contract/problem.ts';
import type { Report } from '../findings.ts';
import type { Cell } from './rows.ts';

/** What a spreadsheet would run, also behind apostrophes: an apostrophe before it is taken off again when it is read, and nothing else. */
const runs = /^'*[=+\-@\t\r]/;
const guarded = /^'(?='*[=+\-@\t\r])/;

/** Rows as CSV (RFC 4180, UTF-8). Numbers stand as they are; a text that a spreadsheet would run has an apostrophe before it. */
export const toCsv = (rows: Cell[][]): string =>
  rows.length === 0 ? '' : `${Papa.unparse(rows, { newline: '\r\n', escapeFormulae: runs })}\r\n`;

/** A table as it was read: its header and its records, each as long as the header. The record at index 0 is row 2 of the file. */
export type Sheet = { header: string[]; records: string[][] };

/**
 * A CSV file with a header, whatever it separates cells with: commas, semicolons or tabs, in UTF-8 or, when it is not that, in Latin-1.
 * Throws unreadable-document where it is malformed.
 */
export function readSheet(bytes: Uint8Array, file: string, report: Report): Sheet {
  const text = textOf(bytes, file, report);
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: delimiterOf(text), skipEmptyLines: 'greedy' });
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (broken) throw malformed(file, (broken.row ?? 0) + 1);
  const [header = [], ...records] = data;
  return {
    header: header.map((name) => name.trim()),
    records: records.map((record, index) => cellsOf(record, header.length, { file, row: index + 2 }, report)),
  };
}

const malformed = (file: string, row: number) =>
  new Problem('unreadable-document', {
    es: `${file}: el CSV está mal formado cerca de la fila ${row} (RFC 4180).`,
    en: `${file}: the CSV is malformed near row ${row} (RFC 4180).`,
  });

/** Separators in a name of a column there are none: the header alone tells. */
function delimiterOf(text: string): string {
  const header = text.slice(0, /[\r\n]/.exec(text)?.index ?? text.length);
  const count = (separator: string) => header.split(separator).length;
  return [';', '\t'].find((separator) => count(separator) > count(',')) ?? ',';
}

function textOf(bytes: Uint8Array, file: string, report: Report): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    report({ code: 'not-utf8', at: { file, row: null, pointer: '' } });
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

type Line = { file: string; row: number };

function cellsOf(record: string[], width: number, { file, row }: Line, report: Report): string[] {
  if (record.slice(width).some((cell) => cell !== '')) report({ code: 'too-many-cells', at: { file, row, pointer: '' } });
  return record.slice(0, width).map((cell) => (guarded.test(cell) ? cell.slice(1) : cell));
}

/** Whether a spreadsheet would run a cell: a sign before a figure is a number or a telephone. */
export const isFormula = (cell: string): boolean => /^[=@\t\r]|^[+-](?![\d.(\s])/.test(cell);

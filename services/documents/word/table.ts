import { Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalMergeType, WidthType } from 'docx';
import { type Line, paragraph } from './text.ts';

/** A column of a table: its title and its share of the width. */
export type Column = { title: string; share: number };

/** A cell: its lines; `null` goes on with the cell above. */
export type Cell = Line[] | null;

/** The width between the margins of a landscape page of A4, in twentieths of a point. */
const pageWidth = 14_570;

const widthsOf = (columns: readonly Column[]) => {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  return columns.map(({ share }) => Math.round((pageWidth * share) / whole));
};

function headerRow(columns: readonly Column[]): TableRow {
  const cells = columns.map(({ title }) => new TableCell({ children: [paragraph(title, { bold: true })], shading: { fill: 'E7E6E6' } }));
  return new TableRow({ children: cells, tableHeader: true, cantSplit: true });
}

const paragraphsOf = (cell: Cell) =>
  cell === null || cell.length === 0 ? [new Paragraph({})] : cell.map(({ text, ...style }) => paragraph(text, style));

/** Whether the cell in a column is the first of several that are one. */
const opens = (rows: readonly (readonly Cell[])[], at: number, column: number) => rows[at + 1]?.[column] === null;

function bodyRow(rows: readonly (readonly Cell[])[], at: number): TableRow {
  const cells = (rows[at] ?? []).map((cell, column) => {
    const merge = cell === null ? VerticalMergeType.CONTINUE : opens(rows, at, column) ? VerticalMergeType.RESTART : null;
    return new TableCell({ children: paragraphsOf(cell), ...(merge ? { verticalMerge: merge } : {}) });
  });
  return new TableRow({ children: cells });
}

/** A table across the page, its titles again on top of each page that it goes on to. */
export function table(columns: readonly Column[], rows: readonly (readonly Cell[])[]): Table {
  return new Table({
    rows: [headerRow(columns), ...rows.map((_, at) => bodyRow(rows, at))],
    columnWidths: widthsOf(columns),
    width: { size: 100, type: WidthType.PERCENTAGE },
    layout: TableLayoutType.FIXED,
    margins: { top: 60, bottom: 60, left: 90, right: 90 },
  });
}

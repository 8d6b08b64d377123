import type { Paragraph, Table } from 'docx';
import type { OutlineAxis, OutlinePart } from '../../../shared/contract/plans/outline.ts';
import { type Language, render } from '../../../shared/contract/text.ts';
import type { PlanJob } from '../../../shared/worker/documents.ts';
import { wordDocument } from '../word/document.ts';
import { type Cell, table } from '../word/table.ts';
import { heading, paragraph } from '../word/text.ts';
import { type ColumnName, columnsOf } from './columns.ts';
import { type Item, linesOf } from './items.ts';
import { type PlanRow, rowsOf } from './rows.ts';
import { type Wording, wordingIn } from './wording.ts';

const shares: Record<ColumnName, number> = { objective: 4, activity: 6, responsible: 4, schedule: 3, outcome: 5 };

/**
 * A plan as the Word document that networks work with (register PL-01 to PL-10): title, date, a table of objectives, activities, responsibles
 * and calendar for each axis, the historical part with its outcomes, and the legend. The importer reads the same plan out of it.
 */
export function planWord(job: PlanJob): Promise<Uint8Array> {
  const { outline, language, version } = job;
  const wording = wordingIn(language);
  const title = render(outline.title, language);
  const foot = { text: `${title} · ${wording.version(version.number, version.effectiveOn)}`, ...wording.page };
  const parts = outline.parts.flatMap((part) => partOf(part, job, wording));
  const children = [heading(title, 0), ...updated(job, wording), ...parts, ...wording.legend.map((line) => paragraph(line))];
  return wordDocument({ title, language, foot, children });
}

const updated = ({ outline, source }: PlanJob, wording: Wording) =>
  outline.updatedOn === null ? [] : [paragraph(wording.updated(source, outline.updatedOn))];

function partOf(part: OutlinePart, { language }: PlanJob, wording: Wording): (Paragraph | Table)[] {
  const columns = columnsOf(part);
  const historical = part.kind === 'historical';
  const axes = part.axes.flatMap((axis) => [
    heading(`${axis.code}. ${render(axis.title, language)}`, historical ? 2 : 1),
    tableOf(axis, columns, language, wording),
  ]);
  return historical ? [heading(wording.sheets.outcomes, 1), ...axes] : axes;
}

function tableOf({ objectives }: OutlineAxis, columns: readonly ColumnName[], language: Language, wording: Wording): Table {
  const titled = columns.map((name) => ({ title: wording.columns[name].toUpperCase(), share: shares[name] }));
  const rows = objectives.flatMap((objective) => rowsOf(objective, language));
  return table(
    titled,
    rows.map((row) => columns.map((name) => cellOf(row, name))),
  );
}

function cellOf(row: PlanRow, name: ColumnName): Cell {
  if (name === 'objective') return row.first ? linesIn([row.objective]) : null;
  return linesIn(row[name]);
}

const linesIn = (items: readonly Item[]) => items.flatMap((item) => linesOf(item).map((text) => ({ text, underlined: item.open })));

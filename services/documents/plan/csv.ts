import Papa from 'papaparse';
import { render } from '../../../shared/contract/text.ts';
import type { PlanJob } from '../../../shared/worker/documents.ts';
import { type Item, linesOf } from './items.ts';
import { rowsApart } from './rows.ts';
import { wordingIn } from './wording.ts';

const mark = '\uFEFF';

/** What a spreadsheet would run, and what already bears the apostrophes of one that would. */
const dangerous = /^'*[=+\-@]/;

/**
 * A plan as CSV (RFC 4180), one row to an activity, in the columns that the importer reads; part and outcomes follow when there is a historical part.
 * It opens with the byte order mark without which Excel takes UTF-8 for something else. A cell that a spreadsheet would run gets an
 * apostrophe before it, which a reader sees and the importer takes off again: safety costs looks, not content.
 */
export function planCsv({ outline, language }: PlanJob): Uint8Array {
  const { columns, parts } = wordingIn(language);
  const whole = outline.parts.some(({ kind, axes }) => kind === 'historical' || axes.some(hasOutcomes));
  const names = [columns.axis, columns.objective, columns.activity, columns.responsible, columns.schedule];
  const rows = outline.parts.flatMap(({ kind, axes }) =>
    axes.flatMap(({ code, title, objectives }) =>
      objectives.flatMap((objective) =>
        rowsApart(objective, language).map((row) => {
          const cells = [[row.objective], row.activity, row.responsible, row.schedule].map(textOf);
          return [`${code}. ${render(title, language)}`, ...cells, ...(whole ? [parts[kind], textOf(row.outcome)] : [])].map(safe);
        }),
      ),
    ),
  );
  const head = whole ? [...names, columns.part, columns.outcome] : names;
  return new TextEncoder().encode(`${mark}${Papa.unparse([head, ...rows], { newline: '\r\n' })}\r\n`);
}

const hasOutcomes = ({ objectives }: PlanJob['outline']['parts'][number]['axes'][number]) =>
  objectives.some(({ activities }) => activities.some(({ outcomes }) => outcomes.length > 0));

const textOf = (items: readonly Item[]) => items.flatMap(linesOf).join('\n');

const safe = (cell: string) => (dangerous.test(cell) ? `'${cell}` : cell);

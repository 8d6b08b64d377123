import type { Paragraph, Table } from 'docx';
import type { PackJob } from '../../../shared/worker/documents.ts';
import { table } from '../word/table.ts';
import { paragraph } from '../word/text.ts';
import { packWordingIn } from './wording.ts';

/** How much falls due and how it stands, in one row of figures, and who is silent. */
export function summaryOf({ pack, language }: PackJob): (Paragraph | Table)[] {
  const { counts, silentOnes } = packWordingIn(language);
  const cells = pack.activities.flatMap(({ cells: list }) => list);
  const silent = cells.filter((cell) => cell.silent);
  const inState = (wanted: string) => cells.filter(({ state }) => state === wanted).length;
  const figures = {
    due: cells.length,
    validated: inState('validated'),
    reported: inState('reported'),
    silent: silent.length,
    declined: inState('declined'),
    notApplicable: inState('notApplicable'),
    overdueAgreements: pack.agreements.filter(({ overdue }) => overdue).length,
  };
  const names = Object.keys(figures) as (keyof typeof figures)[];
  const columns = names.map((name) => ({ title: counts[name], share: 1 }));
  const row = names.map((name) => [{ text: String(figures[name]), bold: true }]);
  return [table(columns, [row]), ...(silent.length > 0 ? [paragraph(whoIs(silent), { label: silentOnes, before: 120 })] : [])];
}

/** Each organisation with how many of the cells are its own, the most first. */
function whoIs(cells: readonly { organisation: string }[]): string {
  const own = [...Map.groupBy(cells, ({ organisation }) => organisation)].toSorted(([, one], [, other]) => other.length - one.length);
  return own.map(([code, list]) => `${code} (${list.length})`).join(', ');
}

import type { Paragraph, Table } from 'docx';
import type { PackCell } from '../../../shared/contract/plans/pack.ts';
import { type Text, render } from '../../../shared/contract/text.ts';
import type { PackJob } from '../../../shared/worker/documents.ts';
import { localeOf, noInformation, numbered, organisationNamed } from '../common.ts';
import { printedDate } from '../plan/printed-date.ts';
import { wordingIn } from '../plan/wording.ts';
import { type Cell, table } from '../word/table.ts';
import { type Line, heading, linesOf, oneLine, paragraph } from '../word/text.ts';
import { type PackWording, packWordingIn } from './wording.ts';

/** Activity by activity, who owes what by when, how it stands and what was reported. */
export function activitiesOf(job: PackJob): (Paragraph | Table)[] {
  const { pack, language } = job;
  const wording = packWordingIn(language);
  if (pack.activities.length === 0) return [paragraph(wording.none.activities)];
  const { organisation, due, state, says } = wording.columns;
  const columns = [
    { title: organisation, share: 6 },
    { title: due, share: 5 },
    { title: state, share: 4 },
    { title: says, share: 12 },
  ];
  return pack.activities.flatMap((activity) => [
    heading(oneLine(numbered(activity, language)), 2),
    table(
      columns,
      activity.cells.map((cell) => rowOf(cell, job, wording)),
    ),
  ]);
}

function rowOf(cell: PackCell, { pack, language }: PackJob, wording: PackWording): Cell[] {
  const name = organisationNamed(cell.organisation, pack.organisations[cell.organisation], language);
  const role = cell.role === 'responsible' ? [] : [{ text: wordingIn(language).shares[cell.role] }];
  const state = { text: wording.states[cell.state], bold: cell.state === 'overdue' };
  return [[{ text: name }, ...role], dueLines(cell, localeOf[language], wording), [state], saidLines(cell, language, wording)];
}

const half = /^(\d{4})-S([12])$/;

/** The last day in time, after it the half year where that is the period: other periods say no more than that day. */
function dueLines({ due, period }: PackCell, locale: string, wording: PackWording): Line[] {
  const [, year, number] = half.exec(period) ?? [];
  return [...(due === null ? [] : [{ text: printedDate(locale, due) }]), ...(year && number ? [{ text: wording.half(number, year) }] : [])];
}

function saidLines({ silent, state, reason, says }: PackCell, language: PackJob['language'], wording: PackWording): Line[] {
  if (silent) return [{ text: noInformation[language] }];
  const why = reason ? linesOf(render(reason, language), wording.says.reason) : [];
  if (says) return [...why, ...reportLines(says, language, wording)];
  if (state === 'validated') return [...why, { text: wording.notShown }];
  return state === 'reported' ? [...why, { text: wording.untilValidated }] : why;
}

function reportLines(says: NonNullable<PackCell['says']>, language: PackJob['language'], wording: PackWording): Line[] {
  const figure = new Intl.NumberFormat(localeOf[language], { maximumFractionDigits: 20 });
  const part = (name: 'done' | 'limitations' | 'nextSteps', text: Text | null) =>
    text ? linesOf(render(text, language), wording.says[name]) : [];
  const indicators = says.indicators.map(
    ({ name, value, unit }) => `${oneLine(render(name, language))}: ${figure.format(value)}${unit ? ` ${unit}` : ''}`,
  );
  const lines = [
    ...part('done', says.done),
    ...part('limitations', says.limitations),
    ...part('nextSteps', says.nextSteps),
    ...(indicators.length > 0 ? linesOf(indicators.join('\n'), wording.says.indicators) : []),
  ];
  return lines.length > 0 ? lines : [{ text: wording.saysNothing }];
}

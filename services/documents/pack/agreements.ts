import type { Paragraph, Table } from 'docx';
import type { Agreement } from '../../../shared/contract/plans/agreements.ts';
import { render } from '../../../shared/contract/text.ts';
import type { PackJob } from '../../../shared/worker/documents.ts';
import { localeOf, organisationNamed } from '../common.ts';
import { printedDate } from '../plan/printed-date.ts';
import { type Cell, table } from '../word/table.ts';
import { type Line, linesOf, oneLine, paragraph } from '../word/text.ts';
import { type PackWording, packWordingIn } from './wording.ts';

/** The agreements that are open, the one that fell due first on top, with who does them, by when, and whether that has gone by. */
export function agreementsOf(job: PackJob): (Paragraph | Table)[] {
  const { pack, language } = job;
  const wording = packWordingIn(language);
  if (pack.agreements.length === 0) return [paragraph(wording.none.agreements)];
  const { agreement, owners, deadline, state } = wording.columns;
  const columns = [
    { title: agreement, share: 10 },
    { title: owners, share: 6 },
    { title: deadline, share: 4 },
    { title: state, share: 2 },
  ];
  const inOrder = pack.agreements.toSorted((one, other) => ((one.dueOn ?? '') < (other.dueOn ?? '') ? -1 : 1));
  return [
    table(
      columns,
      inOrder.map((one) => rowOf(one, job, wording)),
    ),
  ];
}

function rowOf(one: Agreement, job: PackJob, wording: PackWording): Cell[] {
  const { language } = job;
  const theme = one.theme ? [{ text: oneLine(render(one.theme, language)), bold: true }] : [];
  const named = namesOf(one.owners, job, wording);
  const owners = (named.length > 0 ? named : [wording.toBeDefined]).map((text) => ({ text }));
  const recipients = one.recipients.length > 0 ? linesOf(namesOf(one.recipients, job, wording).join('\n'), wording.recipients) : [];
  return [
    [...theme, ...linesOf(render(one.text, language))],
    [...owners, ...recipients],
    deadlineLines(one, localeOf[language], wording),
    [one.overdue ? { text: wording.overdue, bold: true } : { text: wording.inTime }],
  ];
}

/** Organisations by name and code; those that the reader may not see have neither. */
function namesOf(ids: readonly string[], { pack, language }: PackJob, { unnamed }: PackWording): string[] {
  return ids.map((id) => {
    const code = pack.codes[id];
    return code === undefined ? unnamed : organisationNamed(code, pack.organisations[code], language);
  });
}

function deadlineLines({ deadline, dueOn }: Agreement, locale: string, wording: PackWording): Line[] {
  if (deadline.kind === 'toBeDefined') return [{ text: wording.toBeDefined }];
  if (deadline.kind === 'date') return [{ text: printedDate(locale, deadline.date) }];
  return [{ text: wording.nextMeeting(deadline.body) }, ...(dueOn ? [{ text: printedDate(locale, dueOn) }] : [])];
}

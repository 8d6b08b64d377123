import type { Paragraph } from 'docx';
import { render } from '../../../shared/contract/text.ts';
import type { PackJob } from '../../../shared/worker/documents.ts';
import { localeOf } from '../common.ts';
import { printedDate, printedSpan } from '../plan/printed-date.ts';
import { wordingIn } from '../plan/wording.ts';
import { wordDocument } from '../word/document.ts';
import { heading, oneLine, paragraph } from '../word/text.ts';
import { agreementsOf } from './agreements.ts';
import { activitiesOf } from './cells.ts';
import { reviewOf, unresolvedOf } from './review.ts';
import { summaryOf } from './summary.ts';
import { packWordingIn } from './wording.ts';

/**
 * What falls due for a meeting as a Word document, for an officer to read on the way there: the meeting, a summary, the reports by activity
 * and country, the agreements, and what a review of the plan should look at (register ME-03 to ME-06, PL-08, PL-09).
 */
export function packWord(job: PackJob): Promise<Uint8Array> {
  const { pack, language } = job;
  const wording = packWordingIn(language);
  const title = wording.title(oneLine(nameOf(job)));
  const foot = { text: `${title} · ${wording.facts.madeOn} ${printedDate(localeOf[language], pack.madeOn)}`, ...wordingIn(language).page };
  const children = [
    heading(title, 0),
    ...factsOf(job),
    heading(wording.sections.summary, 1),
    ...summaryOf(job),
    heading(wording.sections.activities, 1),
    ...activitiesOf(job),
    heading(wording.sections.agreements, 1),
    ...agreementsOf(job),
    heading(wording.sections.review, 1),
    ...reviewOf(job),
    heading(wording.sections.unresolved, 1),
    ...unresolvedOf(job),
  ];
  return wordDocument({ title, language, foot, children });
}

function nameOf({ pack: { meeting }, language }: PackJob): string {
  return meeting.title ? render(meeting.title, language) : [meeting.body, meeting.session ?? ''].join(' ');
}

function factsOf({ pack, language }: PackJob): Paragraph[] {
  const { meeting, plan, madeOn, from, to } = pack;
  const wording = packWordingIn(language);
  const date = (day: string) => printedDate(localeOf[language], day);
  const { facts } = wording;
  return [
    paragraph(meeting.bodyName ? `${render(meeting.bodyName, language)} (${meeting.body})` : meeting.body, { label: facts.body }),
    ...(meeting.session === null ? [] : [paragraph(meeting.session, { label: facts.session })]),
    paragraph(meeting.place ? render(meeting.place, language) : wording.toBeDefined, { label: facts.place }),
    paragraph(meeting.date ? printedSpan(localeOf[language], meeting.date) : wording.toBeDefined, { label: facts.dates }),
    paragraph(plan ? `${render(plan.title, language)}, ${wording.version(plan.version)}` : wording.noPlan, { label: facts.plan }),
    paragraph(wording.between(date(from), date(to)), { label: facts.window }),
    paragraph(date(madeOn), { label: facts.madeOn }),
  ];
}

import type { Paragraph, Table } from 'docx';
import type { PackJob } from '../../../shared/worker/documents.ts';
import { localeOf, numbered } from '../common.ts';
import { printedDate } from '../plan/printed-date.ts';
import { table } from '../word/table.ts';
import { bullet, heading, linesOf, oneLine, paragraph } from '../word/text.ts';
import { type PackWording, packWordingIn } from './wording.ts';

/** What a review of the plan should look at: proposed, never done. */
export function reviewOf({ pack, language }: PackJob): (Paragraph | Table)[] {
  const wording = packWordingIn(language);
  const date = (day: string) => printedDate(localeOf[language], day);
  const withoutMandate = pack.withoutMandate.map((one) => numbered(one, language));
  const long = pack.longToBeDefined.map((one) => `${numbered(one, language)} (${wording.since(date(one.since))})`);
  return [
    heading(wording.sections.objectives, 2),
    objectivesOf({ objectives: pack.objectives, language }, wording),
    heading(wording.sections.withoutMandate, 2),
    ...bulletsOf(withoutMandate, wording.none.withoutMandate),
    heading(wording.sections.longToBeDefined, 2),
    ...bulletsOf(long, wording.none.longToBeDefined),
  ];
}

/** The references that lead to no meeting or point, each with the activities that print it. */
export function unresolvedOf({ pack, language }: PackJob): Paragraph[] {
  const wording = packWordingIn(language);
  const items = pack.unresolved.map(({ raw, activities }) =>
    activities.length > 0 ? `${raw}, ${wording.citedBy(activities.join(', '))}` : raw,
  );
  return bulletsOf(items, wording.none.unresolved);
}

type Objectives = { objectives: PackJob['pack']['objectives']; language: PackJob['language'] };

function objectivesOf({ objectives, language }: Objectives, wording: PackWording): Paragraph | Table {
  if (objectives.length === 0) return paragraph(wording.none.objectives);
  const { objective, rule, source } = wording.columns;
  const columns = [
    { title: objective, share: 6 },
    { title: rule, share: 3 },
    { title: source, share: 6 },
  ];
  const rows = objectives.map((one) => [
    linesOf(numbered(one, language)),
    [{ text: wording.rules[one.rule] }],
    one.source === null ? [{ text: wording.noSource }] : linesOf(`«${one.source}»`),
  ]);
  return table(columns, rows);
}

const bulletsOf = (items: readonly string[], none: string): Paragraph[] =>
  items.length > 0 ? items.map((text) => bullet(oneLine(text))) : [paragraph(none)];

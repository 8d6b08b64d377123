import type { Paragraph, Table } from 'docx';
import type { ActorReport, Entry } from '../../../shared/contract/plans/annual-report.ts';
import { render } from '../../../shared/contract/text.ts';
import type { AnnualJob } from '../../../shared/worker/documents.ts';
import { noInformation, numbered, organisationNamed } from '../common.ts';
import { labelOf } from '../plan/items.ts';
import { type Cell, table } from '../word/table.ts';
import { heading, linesOf, oneLine } from '../word/text.ts';
import { type ActorRow, rowsOf } from './rows.ts';
import { type AnnualWording, annualWordingIn } from './wording.ts';

type Language = AnnualJob['language'];

/** Actor by actor the matrix of its mandates: programmed, carried out, programmed next, funding. */
export function actorsOf({ report, language }: AnnualJob): (Paragraph | Table)[] {
  const titles = annualWordingIn(language).columns(report.year);
  return report.actors.flatMap((actor) => [
    heading(oneLine(organisationNamed(actor.organisation.code, actor.organisation.name, language)), 1),
    matrixOf(actor, titles, language),
  ]);
}

function matrixOf(actor: ActorReport, titles: ReturnType<AnnualWording['columns']>, language: Language): Table {
  const columns = [
    { title: titles.mandates, share: 5 },
    { title: titles.programmed, share: 5 },
    { title: titles.carriedOut, share: 5 },
    { title: titles.programmedNext, share: 5 },
    { title: titles.funding, share: 4 },
  ];
  return table(
    columns,
    rowsOf(actor).map((row) => cellsOf(row, language)),
  );
}

function cellsOf(row: ActorRow, language: Language): Cell[] {
  const entries = (list: readonly Entry[]) => list.flatMap((one) => linesOf(entryText(one, language)));
  const silent = row.silent.map((number) => ({ text: `${labelOf(number)} ${noInformation[language]}` }));
  const unheard = row.carriedOut.length === 0 && row.mandates.some(({ number }) => number === null);
  return [
    row.mandates.flatMap((one) => linesOf(numbered(one, language))),
    entries(row.programmed),
    [...entries(row.carriedOut), ...silent, ...(unheard ? [{ text: noInformation[language] }] : [])],
    entries(row.programmedNext),
    entries(row.funding),
  ];
}

/** What an entry says, after all the numbers that it answers: "66., 67. …". */
const entryText = ({ numbers, text }: Entry, language: Language): string =>
  `${numbers.map(labelOf).join(', ')} ${render(text, language)}`.trim();

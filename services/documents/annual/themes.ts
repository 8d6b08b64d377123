import type { Paragraph, Table } from 'docx';
import type { AnnualReport, ThemeReport } from '../../../shared/contract/plans/annual-report.ts';
import { type Text, render } from '../../../shared/contract/text.ts';
import type { AnnualJob } from '../../../shared/worker/documents.ts';
import { noInformation, numbered, organisationNamed } from '../common.ts';
import { table } from '../word/table.ts';
import { type Line, heading, linesOf, oneLine, paragraph } from '../word/text.ts';

type Language = AnnualJob['language'];
type Objective = ThemeReport['objectives'][number];
type Action = Objective['goals'][number]['actions'][number];

/** Theme by theme and objective by objective a table of goals and the actions reported on them, in the words of the plan for its levels. */
export function themesOf({ report: { themes, scheme }, language }: AnnualJob): (Paragraph | Table)[] {
  const { levels } = scheme;
  const titled = (level: Text, text: string) => oneLine(`${render(level, language)} ${text}`);
  return themes.flatMap(({ code, title, objectives }) => [
    heading(titled(levels.axis, `${code}. ${render(title, language)}`), 1),
    ...objectives.flatMap((objective) => [
      heading(titled(levels.objective, numbered(objective, language)), 2),
      objective.goals.length > 0 ? goalsOf(objective, levels, language) : paragraph(noInformation[language]),
    ]),
  ]);
}

function goalsOf({ goals }: Objective, { activity, entry }: AnnualReport['scheme']['levels'], language: Language): Table {
  const columns = [
    { title: render(activity, language), share: 2 },
    { title: render(entry, language), share: 3 },
  ];
  return table(
    columns,
    goals.map((goal) => [linesOf(numbered(goal, language)), actionLines(goal.actions, language)]),
  );
}

function actionLines(actions: readonly Action[], language: Language): Line[] {
  if (actions.length === 0) return [{ text: noInformation[language] }];
  return actions.flatMap(({ organisation: { code, name }, text }) =>
    linesOf(render(text, language), oneLine(organisationNamed(code, name, language))),
  );
}

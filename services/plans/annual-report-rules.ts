import { lastDay, firstDay } from '../../shared/contract/dates.ts';
import type { ActorReport, AnnualReport, Entry, ThemeReport } from '../../shared/contract/plans/annual-report.ts';
import type { Outline, OutlineActivity } from '../../shared/contract/plans/outline.ts';
import type { ReportContent } from '../../shared/contract/plans/reports.ts';
import type { Text } from '../../shared/contract/text.ts';

/** An organisation as the annual report names it. */
export type Actor = ActorReport['organisation'];

/** A published report of a year. */
export type Reported = { id: string; activity: string; year: number; actor: Actor; content: ReportContent };

type Numbered = ActorReport['mandates'][number];

/**
 * Actor by actor: its numbered mandates, what was announced for the year, what was done, what is announced for the next, and the funding.
 * What was announced is what the reports of the year before call next steps, and what the plan schedules. A mandate of which an actor says
 * nothing is silent, never progress. Pure (register OA-01, OA-02).
 */
function byActor(outline: Outline, reports: readonly Reported[], year: number, actors: ReadonlyMap<string, Actor>): ActorReport[] {
  const activities = activitiesOf(outline);
  const numbers = new Map(activities.map(({ id, number }) => [id ?? '', number]));
  const owners = (activity: OutlineActivity) =>
    activity.responsibilities.flatMap(({ party }) => (party.organisation === null ? [] : [party.organisation]));
  const named = new Set([...activities.flatMap(owners), ...reports.map(({ actor }) => actor.code)]);
  return [...actors.values()]
    .filter(({ code }) => named.has(code))
    .map((organisation) => {
      const own = reports.filter(({ actor }) => actor.code === organisation.code);
      const answered = new Set(
        own.filter((one) => one.year === year).flatMap(({ activity, content }) => [activity, ...content.alsoAnswers]),
      );
      const mandates = activities.filter((one) => owners(one).includes(organisation.code) || answered.has(one.id ?? ''));
      const said = (when: number, what: (content: ReportContent) => Text | null) =>
        own.filter((one) => one.year === when).flatMap((one) => entryOf(one, what, numbers));
      const scheduled = (when: number) =>
        mandates
          .filter((one) => isScheduledIn(one, when))
          .map(({ number, text }): Entry => ({ numbers: number ? [number] : [], text, report: null }));
      return {
        organisation,
        mandates: mandates.flatMap(numberedOf),
        programmed: [...said(year - 1, ({ nextSteps }) => nextSteps), ...scheduled(year)],
        carriedOut: said(year, ({ done }) => done),
        programmedNext: [...said(year, ({ nextSteps }) => nextSteps), ...scheduled(year + 1)],
        funding: said(year, ({ funding }) => funding),
        silent: mandates.filter(({ id }) => !answered.has(id ?? '')).flatMap(({ number }) => number ?? []),
      };
    });
}

function entryOf(
  { id, activity, content }: Reported,
  what: (content: ReportContent) => Text | null,
  numbers: ReadonlyMap<string, string | null>,
): Entry[] {
  const text = what(content);
  return text === null ? [] : [{ numbers: [activity, ...content.alsoAnswers].flatMap((one) => numbers.get(one) ?? []), text, report: id }];
}

function isScheduledIn({ schedule }: OutlineActivity, year: number): boolean {
  if (!schedule?.date) return false;
  return firstDay(schedule.date) <= `${year}-12-31` && lastDay(schedule.date) >= `${year}-01-01`;
}

/** Theme by theme: objective → goal → the actions that organisations report. Pure (register FI-01, FI-02). */
function byTheme(outline: Outline, reports: readonly Reported[], year: number): ThemeReport[] {
  const ofYear = reports.filter((one) => one.year === year);
  const actions = (activity: string) =>
    ofYear.flatMap(({ id, activity: own, actor, content: { done, alsoAnswers } }) =>
      done !== null && (own === activity || alsoAnswers.includes(activity)) ? [{ organisation: actor, text: done, report: id }] : [],
    );
  return activeAxes(outline).map(({ code, title, objectives }) => ({
    code,
    title,
    objectives: objectives.flatMap((objective) =>
      numberedOf(objective).map((one) => ({
        ...one,
        goals: objective.activities
          .filter(({ placeholder }) => !placeholder)
          .flatMap((goal) => numberedOf(goal).map((each) => ({ ...each, actions: actions(each.id) }))),
      })),
    ),
  }));
}

const numberedOf = ({ id, number, text }: { id?: string | undefined; number: string | null; text: Text }): Numbered[] =>
  id === undefined ? [] : [{ id, number, text }];

const activeAxes = ({ parts }: Outline) => parts.filter(({ kind }) => kind === 'active').flatMap(({ axes }) => axes);

const activitiesOf = (outline: Outline): OutlineActivity[] =>
  activeAxes(outline)
    .flatMap(({ objectives }) => objectives.flatMap(({ activities }) => activities))
    .filter(({ placeholder }) => !placeholder);

/** The two shapes of a report, of which the scheme's is filled. */
export function shaped(
  scheme: AnnualReport['scheme'],
  outline: Outline,
  reports: readonly Reported[],
  year: number,
  actors: ReadonlyMap<string, Actor>,
) {
  return scheme.shape === 'mandates'
    ? { actors: byActor(outline, reports, year, actors), themes: [] }
    : { actors: [], themes: byTheme(outline, reports, year) };
}

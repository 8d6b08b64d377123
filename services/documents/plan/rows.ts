import type { OutlineObjective } from '../../../shared/contract/plans/outline.ts';
import type { Language } from '../../../shared/contract/text.ts';
import { type ActivityItems, type Item, itemsOf, linesOf, objectiveItem } from './items.ts';

/** The cells of one row of the table; `first` is whether its objective begins here. */
export type PlanRow = { first: boolean; objective: Item; activity: Item[]; responsible: Item[]; schedule: Item[]; outcome: Item[] };

/** A row of more than this grows over a page; items then stand better in rows of their own. */
const longestRow = 20_000;

const lengthOf = (items: readonly Item[]) => items.reduce((sum, item) => sum + linesOf(item).join('\n').length, 0);

/** Whether what stands in the cells of one row finds its activity by its number alone. */
function canStack({ activities }: OutlineObjective, items: readonly ActivityItems[]): boolean {
  const numbers = activities.map(({ number }) => number ?? '');
  const distinct = new Set(numbers).size === numbers.length && !numbers.includes('');
  const alike = new Set(numbers.map((number) => number.includes('.'))).size <= 1;
  const single = items.every(({ responsible, schedule }) => responsible.length <= 1 && schedule.length <= 1);
  const short = items.every(
    (one) => lengthOf([one.activity, ...one.responsible, ...one.schedule, ...one.outcomes]) * items.length < longestRow,
  );
  return distinct && alike && single && short && activities.every(namesOutcomes);
}

const namesOutcomes = ({ number, outcomes }: OutlineObjective['activities'][number]) =>
  outcomes.every((outcome) => outcome.number !== null && outcome.number.split('.').slice(0, 2).join('.') === number);

const withoutNumber = ({ label }: Item) => label === '';

/** The rows of one activity: one, or one more for each outcome where one of them bears no number that parts it from the others. */
function ownRows(objective: Item, items: ActivityItems, first: boolean): PlanRow[] {
  const { activity, responsible, schedule, outcomes } = items;
  const apart = outcomes.length > 1 && outcomes.some(withoutNumber);
  const row = { first, objective, activity: [activity], responsible, schedule, outcome: apart ? outcomes.slice(0, 1) : outcomes };
  const more = apart ? outcomes.slice(1) : [];
  return [row, ...more.map((one) => ({ first: false, objective, activity: [], responsible: [], schedule: [], outcome: [one] }))];
}

/** The rows of an objective with one activity each. */
export function rowsApart(objective: OutlineObjective, language: Language): PlanRow[] {
  const item = objectiveItem(objective, language);
  const rows = objective.activities.flatMap((activity, at) => ownRows(item, itemsOf(activity, language), at === 0));
  return rows.length > 0 ? rows : [{ first: true, objective: item, activity: [], responsible: [], schedule: [], outcome: [] }];
}

/** The rows of an objective as the document has them: one, with the items of its activities stacked in each cell, wherever their numbers tell them apart. */
export function rowsOf(objective: OutlineObjective, language: Language): PlanRow[] {
  const items = objective.activities.map((activity) => itemsOf(activity, language));
  if (!canStack(objective, items)) return rowsApart(objective, language);
  const stacked = {
    activity: items.map(({ activity }) => activity),
    responsible: items.flatMap(({ responsible }) => responsible),
    schedule: items.flatMap(({ schedule }) => schedule),
    outcome: items.flatMap(({ outcomes }) => outcomes),
  };
  return [{ first: true, objective: objectiveItem(objective, language), ...stacked }];
}

import type { NewOutcome } from '../../../shared/contract/plans/edits.ts';
import type { OutlineAxis, OutlineObjective, Outcome } from '../../../shared/contract/plans/outline.ts';
import type { Text } from '../../../shared/contract/text.ts';
import { fold } from '../import/words.ts';
import { type Draft, type EditOf, activityOf, axesOf, mandatesOf, remove } from './draft-tree.ts';

/**
 * Moves a fulfilled activity to the historical part with what it achieved, under the objective of the same words there, or a new one.
 * It keeps its id and its mandates; its number is the next one there, where numbering begins anew in each axis (register PL-10, PL-11).
 */
export function finishActivity(draft: Draft, { item, outcomes }: EditOf<'finishActivity'>): void {
  const { axis, objective, activity } = activityOf(draft, item);
  const there = historicalObjective(draft, historicalAxis(draft, axis), objective);
  remove(objective.activities, activity);
  const number = `${there.number ?? ''}.${nextNumber(there.activities)}`;
  there.activities.push({
    ...activity,
    number,
    placeholder: false,
    responsibilities: [],
    schedule: null,
    cadence: { kind: 'none', bodies: [] },
    outcomes: [...activity.outcomes, ...outcomes.map((one, at) => toOutcome(draft, one, `${number}.${at + 1}`))],
  });
}

function historicalAxis(draft: Draft, { code, title }: OutlineAxis): OutlineAxis {
  const axes = axesOf(draft, 'historical');
  const found = axes.find((axis) => axis.code === code);
  if (found) return found;
  const axis: OutlineAxis = { code, title, objectives: [] };
  axes.push(axis);
  return axis;
}

function historicalObjective({ newId }: Draft, axis: OutlineAxis, { text, fromPlanOfAction }: OutlineObjective): OutlineObjective {
  const found = axis.objectives.find((one) => saysSame(one.text, text));
  if (found) return found;
  const objective: OutlineObjective = { id: newId(), number: String(nextNumber(axis.objectives)), text, fromPlanOfAction, activities: [] };
  axis.objectives.push(objective);
  return objective;
}

/** The same words in any language that both have. */
const saysSame = (one: Text, other: Text): boolean =>
  Object.entries(one).some(([language, words]) => fold(words) === fold(other[language as keyof Text] ?? ''));

/** The number after the greatest last part: after 1.2 and 1.10 comes 11. */
const nextNumber = (siblings: readonly { number: string | null }[]): number =>
  1 + Math.max(0, ...siblings.map(({ number }) => Number(number?.split('.').at(-1) ?? 0) || 0));

const toOutcome = (draft: Draft, { number, text, mandates, events, recurring }: NewOutcome, given: string): Outcome => ({
  id: draft.newId(),
  number: number ?? given,
  text,
  mandates: mandatesOf(draft, mandates, 'outcome'),
  events,
  recurring,
});

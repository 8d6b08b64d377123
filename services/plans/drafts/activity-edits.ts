import type { OutlineActivity } from '../../../shared/contract/plans/outline.ts';
import { type Draft, type EditOf, activityOf, checkNumber, insert, mandatesOf, objectiveOf, remove } from './draft-tree.ts';

export function addActivity(draft: Draft, edit: EditOf<'addActivity'>): void {
  const { objective } = objectiveOf(draft, edit.objective, 'objective');
  const { number = null, text, fromPlanOfAction = false, placeholder = false, responsibilities = [], schedule = null } = edit;
  const { mandates = [], cadence = { kind: 'none', bodies: [] } } = edit;
  const activity: OutlineActivity = {
    id: draft.newId(),
    number,
    text,
    fromPlanOfAction,
    placeholder,
    mandates: mandatesOf(draft, mandates, 'activity'),
    responsibilities,
    schedule,
    cadence,
    outcomes: [],
  };
  place(draft, edit.objective, activity, edit.position);
  checkNumber(objective.activities, number);
}

/** Puts an activity under an objective. What only held its place until it was named is taken away (register PL-08). */
export function place(draft: Draft, objectiveId: string, activity: OutlineActivity, position?: number): void {
  const { objective } = objectiveOf(draft, objectiveId, 'objective');
  if (!activity.placeholder) {
    objective.activities = objective.activities.filter((one) => !one.placeholder || one.number !== activity.number);
  }
  insert(objective.activities, activity, position);
}

export function changeActivity(draft: Draft, { kind: _kind, item, mandates, ...given }: EditOf<'changeActivity'>): void {
  const { objective, activity } = activityOf(draft, item);
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  Object.assign(activity, said);
  if (mandates) {
    const elsewhere = activity.mandates.filter(({ foundIn }) => foundIn !== 'activity');
    activity.mandates = [...mandatesOf(draft, mandates, 'activity'), ...elsewhere];
  }
  checkNumber(objective.activities, activity.number);
}

export function moveActivity(draft: Draft, { item, objective: target, position }: EditOf<'moveActivity'>): void {
  const { objective, activity } = activityOf(draft, item);
  const { objective: there } = objectiveOf(draft, target, 'objective');
  remove(objective.activities, activity);
  insert(there.activities, activity, position);
  checkNumber(there.activities, activity.number);
}

export function retireActivity(draft: Draft, { item }: EditOf<'retireActivity'>): void {
  const { objective, activity } = activityOf(draft, item);
  remove(objective.activities, activity);
}

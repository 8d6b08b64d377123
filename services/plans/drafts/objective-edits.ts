import type { OutlineObjective } from '../../../shared/contract/plans/outline.ts';
import { type Draft, type EditOf, NoSuchPlace, axesOf, axisOf, checkNumber, insert, objectiveOf, remove } from './draft-tree.ts';

export function changeFront({ outline }: Draft, { title, updatedOn }: EditOf<'changeFront'>): void {
  if (title !== undefined) outline.title = title;
  if (updatedOn !== undefined) outline.updatedOn = updatedOn;
}

export function addAxis(draft: Draft, { code, title }: EditOf<'addAxis'>): void {
  const axes = axesOf(draft, 'active');
  if (axes.some((axis) => axis.code === code))
    throw new NoSuchPlace('code', { es: `El eje ${code} ya está`, en: `The axis ${code} is there already` });
  axes.push({ code, title, objectives: [] });
}

export function changeAxis(draft: Draft, { code, title }: EditOf<'changeAxis'>): void {
  axisOf(draft, code).title = title;
}

export function addObjective(draft: Draft, { axis, position, number, text, fromPlanOfAction }: EditOf<'addObjective'>): void {
  const { objectives } = axisOf(draft, axis);
  insert<OutlineObjective>(objectives, { id: draft.newId(), number, text, fromPlanOfAction, activities: [] }, position);
  checkNumber(objectives, number);
}

export function changeObjective(draft: Draft, { item, number, text, fromPlanOfAction }: EditOf<'changeObjective'>): void {
  const { axis, objective } = objectiveOf(draft, item);
  if (text !== undefined) objective.text = text;
  if (fromPlanOfAction !== undefined) objective.fromPlanOfAction = fromPlanOfAction;
  if (number === undefined) return;
  objective.number = number;
  checkNumber(axis.objectives, number);
}

export function moveObjective(draft: Draft, { item, axis: code, position }: EditOf<'moveObjective'>): void {
  const { axis, objective } = objectiveOf(draft, item);
  const target = axisOf(draft, code);
  remove(axis.objectives, objective);
  insert(target.objectives, objective, position);
  checkNumber(target.objectives, objective.number);
}

/** Takes an objective out with what hangs from it. Who decided it is checked where the draft is kept. */
export function retireObjective(draft: Draft, { item, agreement }: EditOf<'retireObjective'>): void {
  const { axis, objective } = objectiveOf(draft, item);
  remove(axis.objectives, objective);
  draft.removals.push({ objective: item, number: objective.number, text: objective.text, agreement });
}

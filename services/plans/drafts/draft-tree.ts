import type { Removal } from '../../../shared/contract/plans/drafts.ts';
import type { Edit } from '../../../shared/contract/plans/edits.ts';
import type {
  MandateRef,
  Outline,
  OutlineActivity,
  OutlineAxis,
  OutlineObjective,
  OutlinePart,
} from '../../../shared/contract/plans/outline.ts';
import { type Body, findCitations } from '../citations.ts';

/** The outline of a draft while edits are applied to it: a copy of its own, which they change. */
export type Draft = { outline: Outline; removals: Removal[]; bodies: readonly Body[]; newId: () => string };

/** One kind of edit. */
export type EditOf<K extends Edit['kind']> = Extract<Edit, { kind: K }>;

type Bilingual = { es: string; en: string };

/** An edit that cannot be made, and the field of it that says why. */
export class NoSuchPlace extends Error {
  readonly field: string;
  readonly detail: Bilingual;

  constructor(field: string, detail: Bilingual) {
    super(detail.en);
    this.field = field;
    this.detail = detail;
  }
}

export const openDraft = (outline: Outline, { bodies, newId }: Pick<Draft, 'bodies' | 'newId'>): Draft => ({
  outline: structuredClone(outline),
  removals: [],
  bodies,
  newId,
});

/** The axes of a part; the part is made where the plan has none yet. */
export function axesOf({ outline }: Draft, kind: OutlinePart['kind']): OutlineAxis[] {
  const found = outline.parts.find((part) => part.kind === kind);
  if (found) return found.axes;
  const part: OutlinePart = { kind, axes: [] };
  outline.parts.push(part);
  return part.axes;
}

/** An axis of the active part by its code. */
export function axisOf(draft: Draft, code: string): OutlineAxis {
  const found = axesOf(draft, 'active').find((axis) => axis.code === code);
  if (!found) throw new NoSuchPlace('axis', { es: `No hay eje ${code}`, en: `There is no axis ${code}` });
  return found;
}

/** An objective of the active part and the axis that it is in. */
export function objectiveOf(draft: Draft, id: string, field = 'item'): { axis: OutlineAxis; objective: OutlineObjective } {
  for (const axis of axesOf(draft, 'active')) {
    const objective = axis.objectives.find((one) => one.id === id);
    if (objective) return { axis, objective };
  }
  throw new NoSuchPlace(field, { es: 'No hay tal objetivo en la parte activa', en: 'There is no such objective in the active part' });
}

/** An activity of the active part, with its objective and axis. */
export function activityOf(draft: Draft, id: string): { axis: OutlineAxis; objective: OutlineObjective; activity: OutlineActivity } {
  for (const axis of axesOf(draft, 'active')) {
    for (const objective of axis.objectives) {
      const activity = objective.activities.find((one) => one.id === id);
      if (activity) return { axis, objective, activity };
    }
  }
  throw new NoSuchPlace('item', { es: 'No hay tal actividad en la parte activa', en: 'There is no such activity in the active part' });
}

/** Puts an item among its siblings: at a position from 1 on, or last. */
export function insert<T>(list: T[], item: T, position = list.length + 1): void {
  list.splice(Math.min(position, list.length + 1) - 1, 0, item);
}

export const remove = <T>(list: T[], item: T): void => void list.splice(list.indexOf(item), 1);

/** No two siblings print the same number. */
export function checkNumber(siblings: readonly { number: string | null }[], number: string | null): void {
  if (number === null || siblings.filter((one) => one.number === number).length <= 1) return;
  throw new NoSuchPlace('number', { es: `El número ${number} ya está`, en: `The number ${number} is taken` });
}

/** Citations as printed, understood. Each must read as one citation. */
export function mandatesOf({ bodies }: Draft, printed: readonly string[], foundIn: MandateRef['foundIn']): MandateRef[] {
  return printed.map((raw) => {
    const [found, ...more] = findCitations(raw.startsWith('(') ? raw : `(${raw})`, bodies);
    if (found && more.length === 0) return { ...found.citation, foundIn };
    throw new NoSuchPlace('mandates', { es: `No se lee como una cita: ${raw}`, en: `It does not read as a citation: ${raw}` });
  });
}

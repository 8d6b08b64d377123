import type { Outline, OutlineActivity, OutlineObjective, OutlinePart } from '../../../shared/contract/plans/outline.ts';
import { mandateKey } from '../mandate-key.ts';
import type { Language, Text } from '../../../shared/contract/text.ts';

export type ItemKind = 'objective' | 'activity';

/**
 * An item of the current version of a plan. `position` is its order among the items of its kind, over the whole plan; `mandates` are the
 * keys of the citations it rests on, an objective on those of its activities.
 */
export type PreviousItem = {
  id: string;
  item: ItemKind;
  part: OutlinePart['kind'];
  axis: string;
  number: string | null;
  text: Text;
  position: number;
  mandates: readonly string[];
};

/** An item of a newly read outline, in the same terms; `source` is the item itself. */
export type NewItem = Omit<PreviousItem, 'id'> & { source: OutlineObjective | OutlineActivity };

/** The items of an outline in document order, the objectives and the activities each counted from 0. */
export function listItems(outline: Outline): NewItem[] {
  const next = { objective: 0, activity: 0 };
  const list: NewItem[] = [];
  for (const { kind: part, axes } of outline.parts) {
    for (const { code: axis, objectives } of axes) {
      for (const objective of objectives) {
        list.push(toItem('objective', objective, part, axis, next.objective++));
        for (const activity of objective.activities) list.push(toItem('activity', activity, part, axis, next.activity++));
      }
    }
  }
  return list;
}

function toItem(item: ItemKind, source: NewItem['source'], part: NewItem['part'], axis: string, position: number): NewItem {
  const activities = 'activities' in source ? source.activities : [source];
  const mandates = activities.flatMap((activity) => activity.mandates.map(mandateKey));
  return { item, part, axis, number: source.number, text: source.text, position, mandates, source };
}

/** An outline with the stable ids of the items that were matched; nothing else changes. */
export function withIds(outline: Outline, ids: ReadonlyMap<NewItem['source'], string>): Outline {
  const give = <T extends NewItem['source']>(source: T): T => {
    const id = ids.get(source);
    return id === undefined ? source : { ...source, id };
  };
  const parts = outline.parts.map((part) => ({
    ...part,
    axes: part.axes.map((axis) => ({
      ...axis,
      objectives: axis.objectives.map((objective) => ({ ...give(objective), activities: objective.activities.map(give) })),
    })),
  }));
  return { ...outline, parts };
}

/** The printed text of an item in a language, or null when it has none. */
export function textIn(item: { text: Text }, language: Language): string | null {
  return item.text[language] ?? null;
}

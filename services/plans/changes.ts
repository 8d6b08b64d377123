import type { ItemChange } from '../../shared/contract/plans/import-report.ts';
import type { Outline, OutlineActivity, OutlineObjective } from '../../shared/contract/plans/outline.ts';

type Item = OutlineObjective | OutlineActivity;
type Placed = { item: ItemChange['item']; id: string | null; number: string | null; source: Item; part: string; parent: string };

/**
 * What became of each item between two versions whose items share their ids, in the order of the later one, what is gone last. `changed`
 * is anything that an item says save its number; `moved` is another axis or objective (register PL-13).
 */
export function changesBetween(before: Outline, after: Outline): ItemChange[] {
  const earlier = new Map(placed(before).map((one) => [one.id, one]));
  const later = placed(after);
  const kept = new Set(later.map(({ id }) => id));
  const gone = [...earlier.values()].filter(({ id }) => !kept.has(id));
  return [...later.map((one) => changeOf(earlier.get(one.id), one)), ...gone.map(goneOf)];
}

function changeOf(before: Placed | undefined, { item, id, number, source, part, parent }: Placed): ItemChange {
  const now = { item, id, number, text: source.text };
  if (!before) return { ...now, kinds: ['new'], previousNumber: null, previousText: null };
  const finished = part === 'historical' && before.part === 'active';
  const kinds: ItemChange['kinds'] = [
    ...(says(source) === says(before.source) ? [] : (['changed'] as const)),
    ...(finished ? (['movedToHistorical'] as const) : []),
    ...(!finished && parent !== before.parent ? (['moved'] as const) : []),
    ...(number === before.number ? [] : (['renumbered'] as const)),
  ];
  return { ...now, kinds: kinds.length > 0 ? kinds : ['same'], previousNumber: before.number, previousText: before.source.text };
}

const goneOf = ({ item, id, number, source: { text } }: Placed): ItemChange => ({
  item,
  id,
  kinds: ['gone'],
  number: null,
  previousNumber: number,
  text,
  previousText: text,
});

/** All that an item says of itself: not its number, not its id, not what hangs from it. */
function says(source: Item): string {
  const { id: _id, number: _number, ...rest } = source;
  const own = 'activities' in rest ? { text: rest.text, fromPlanOfAction: rest.fromPlanOfAction } : rest;
  return JSON.stringify(own, (key, value: unknown) => (key === 'id' ? undefined : sorted(value)));
}

/** Languages stand in any order. */
const sorted = (value: unknown): unknown =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value;

function placed({ parts }: Outline): Placed[] {
  return parts.flatMap(({ kind, axes }) =>
    axes.flatMap(({ code, objectives }) =>
      objectives.flatMap((objective) => [
        {
          item: 'objective',
          id: objective.id ?? null,
          number: objective.number,
          source: objective,
          part: kind,
          parent: `${kind} ${code}`,
        } as const,
        ...objective.activities.map(
          (activity) =>
            ({
              item: 'activity',
              id: activity.id ?? null,
              number: activity.number,
              source: activity,
              part: kind,
              parent: objective.id ?? '',
            }) as const,
        ),
      ]),
    ),
  );
}

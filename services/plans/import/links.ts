import type { Item } from './items.ts';

/** Which activity (by its place in the row) an item of another cell belongs to, and how that was told. */
export type Link = { item: Item; owner: number; by: 'number' | 'position' | 'last' };

function activityPart(number: string | null): string | null {
  const parts = number?.split('.') ?? [];
  return parts.length < 2 ? null : parts.slice(0, 2).join('.');
}

/** The passes of linking, the surest first: the expected number in its place, anywhere, the activity's number, the place alone. */
function passes(activities: readonly (string | null)[], items: readonly Item[], suffix: string) {
  const expected = activities.map((number) => (number === null ? null : `${number}${suffix}`));
  const indexOf = (list: readonly (string | null)[], number: string | null, free: (owner: number) => boolean) =>
    number === null ? -1 : list.findIndex((one, owner) => one === number && free(owner));
  return [
    (at: number) => (expected[at] !== null && expected[at] === items[at]?.number ? at : -1),
    (at: number, free: (owner: number) => boolean) => indexOf(expected, items[at]?.number ?? null, free),
    (at: number, free: (owner: number) => boolean) => indexOf(activities, activityPart(items[at]?.number ?? null), free),
    (at: number) => at,
  ];
}

/**
 * Links the items of a responsible or calendar cell to the activities of the row, one each where that can be: by the number the
 * chain gives ("2.2" → "2.2.1" → "2.2.1.1"), then by position; a further item joins the activity it names, else the last one
 * (register PL-02, irregularities N1 to N5).
 */
export function linkItems(activities: readonly (string | null)[], items: readonly Item[], suffix: '.1' | '.1.1'): Link[] {
  const owners = new Map<number, Link>();
  const taken = new Set<number>();
  const free = (owner: number) => owner >= 0 && owner < activities.length && !taken.has(owner);
  const steps = passes(activities, items, suffix);
  steps.forEach((step, order) => {
    items.forEach((item, at) => {
      const owner = owners.has(at) ? -1 : step(at, free);
      if (!free(owner)) return;
      taken.add(owner);
      owners.set(at, { item, owner, by: order < 2 ? 'number' : 'position' });
    });
  });
  return items.map((item, at) => owners.get(at) ?? further(activities, item, free));
}

function further(activities: readonly (string | null)[], item: Item, free: (owner: number) => boolean): Link {
  const named = activities.indexOf(activityPart(item.number) ?? '');
  if (named !== -1) return { item, owner: named, by: 'number' };
  const next = activities.findIndex((_, owner) => free(owner));
  return { item, owner: next === -1 ? activities.length - 1 : next, by: 'last' };
}

/** Links the outcomes of a row to its activities: several to one, by the number they open with, else by position or to the one before. */
export function linkOutcomes(activities: readonly (string | null)[], items: readonly Item[]): Link[] {
  let last = 0;
  return items.map((item, at) => {
    const named = activities.indexOf(activityPart(item.number) ?? '');
    const byPlace = items.length === activities.length ? at : last;
    last = named === -1 ? byPlace : named;
    return { item, owner: last, by: named === -1 ? 'position' : 'number' };
  });
}

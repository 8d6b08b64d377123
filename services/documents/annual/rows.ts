import type { ActorReport, Entry } from '../../../shared/contract/plans/annual-report.ts';

const lists = ['programmed', 'carriedOut', 'programmedNext', 'funding'] as const;
type Lists = Record<(typeof lists)[number], Entry[]>;

/** Mandates of an actor and what it says of them, side by side. */
export type ActorRow = Lists & { mandates: ActorReport['mandates']; silent: string[] };

/**
 * The rows of an actor, in the order of its mandates: what one entry answers together stands in one row, so that it is printed once. What
 * bears no number, or one that is no mandate of the actor, comes last. Pure.
 */
export function rowsOf(actor: ActorReport): ActorRow[] {
  const groups = groupsOf(actor);
  const rows = new Map<string, ActorRow>();
  for (const one of actor.mandates) {
    const key = groups.get(one.number ?? '') ?? '';
    const row = rows.get(key) ?? emptyRow();
    row.mandates.push(one);
    if (one.number !== null && actor.silent.includes(one.number) && !row.silent.includes(one.number)) row.silent.push(one.number);
    rows.set(key, row);
  }
  for (const list of lists)
    for (const entry of actor[list]) {
      const key = entry.numbers.map((number) => groups.get(number)).find((group) => group !== undefined) ?? '';
      const row = rows.get(key) ?? emptyRow();
      row[list].push(entry);
      rows.set(key, row);
    }
  const last = rows.get('');
  rows.delete('');
  return [...rows.values(), ...(last ? [last] : [])];
}

const emptyRow = (): ActorRow => ({ mandates: [], silent: [], programmed: [], carriedOut: [], programmedNext: [], funding: [] });

/** Which group each number of a mandate is in: those that an entry names together are in one, called by the first of them. */
function groupsOf(actor: ActorReport): Map<string, string> {
  const groups = new Map(actor.mandates.flatMap(({ number }) => (number === null ? [] : [[number, number] as const])));
  for (const { numbers } of lists.flatMap((list) => actor[list])) {
    const together = new Set(numbers.flatMap((number) => groups.get(number) ?? []));
    const [first] = [...groups.values()].filter((group) => together.has(group));
    if (first === undefined) continue;
    for (const [number, group] of groups) if (together.has(group)) groups.set(number, first);
  }
  return groups;
}

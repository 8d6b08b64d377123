import type { Enrolment } from '../../../shared/contract/training/enrolments.ts';

/** Persons who were counted together. */
export type Count = { country: string | null; sex: Enrolment['sex']; audiences: string[]; people: number; about: boolean };

/** How many persons there are under each key, in the order of the keys; who has several is counted in each. */
export function tallied<K extends string | null>(counts: readonly Count[], keysOf: (count: Count) => readonly K[]): [K, number][] {
  const sums = new Map<K, number>();
  for (const count of counts) for (const key of keysOf(count)) sums.set(key, (sums.get(key) ?? 0) + count.people);
  return [...sums].toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1));
}

/** Numbers of persons below this are not told: they would tell of the persons (register OA-47). */
const least = 5;

/** Whether a number of persons may be told. */
export const isShown = (people: number): boolean => people >= least;

/** A number of persons, null where it may not be told. */
export const shown = (people: number): number | null => (isShown(people) ? people : null);

/**
 * The parts of a whole that is told itself, each with its number of persons, null where it may not be told: a small one, and with it as many
 * of the next larger ones as it takes so that the difference to the whole tells none. Parts of nobody are left out.
 */
export function shownParts<K>(parts: readonly (readonly [K, number])[]): [K, number | null][] {
  const some = parts.filter(([, people]) => people > 0);
  const rising = some.toSorted(([, one], [, other]) => one - other);
  const hidden = new Set(rising.slice(0, hiddenIn(rising.map(([, people]) => people))).map(([key]) => key));
  return some.map(([key, people]) => [key, hidden.has(key) ? null : people]);
}

/** How many of some rising numbers are left out. */
function hiddenIn(rising: readonly number[]): number {
  const small = rising.filter((people) => !isShown(people)).length;
  if (small === 0) return 0;
  const enough = rising.findIndex((_, at) => at + 1 >= Math.max(small, 2) && sumOf(rising.slice(0, at + 1)) >= 2 * least);
  return enough === -1 ? rising.length : enough + 1;
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);

/** A source of numbers that gives the same ones for the same seed (mulberry32). */
export type Random = { below: (limit: number) => number; pick: <T>(items: readonly T[]) => T; shuffle: <T>(items: readonly T[]) => T[] };

/** The seed of this run: the one that is given, or in `SEED`, or a new one. Printed, so that a failed run can be had again. */
export function runSeed(given = process.env['SEED']): number {
  const seed = Number(given ?? Math.floor(Math.random() * 2 ** 31));
  console.log(`SEED=${seed}`);
  return seed;
}

/** Numbers from a seed. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  const shuffle = <T>(items: readonly T[]): T[] => {
    const mixed = [...items];
    for (let last = mixed.length - 1; last > 0; last -= 1) {
      const other = below(last + 1);
      [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
    }
    return mixed;
  };
  return { below, pick, shuffle };
}

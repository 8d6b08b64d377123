import { setTimeout as pause } from 'node:timers/promises';

interface Patience {
  /** Milliseconds until it gives up. */
  within: number;
  /** Milliseconds between two looks. */
  every?: number;
}

/** Looks until `condition` gives something other than false, null or undefined, and returns that; undefined when the time is over. */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { within, every = 20 }: Patience,
): Promise<Exclude<T, false | null | undefined> | undefined> {
  const end = performance.now() + within;
  do {
    const found = await condition();
    if (found !== false && found !== null && found !== undefined) return found as Exclude<T, false | null | undefined>;
    await pause(every);
  } while (performance.now() < end);
  return undefined;
}

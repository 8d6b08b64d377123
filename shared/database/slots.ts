import { Problem } from '../contract/problem.ts';

const longestRun = 30_000;

/** How many run at once and how many wait, and for how long each does, in milliseconds. */
type Room = { most: number; mostWaiting: number; longestWait: number };

/** When each lease ends by itself. A request that its caller gives up may never say that it is done. */
type Leases = Map<symbol, number>;

/**
 * Runs at most so many pieces of work of an isolate at once. With too many already waiting, or no slot free in time, it answers 503.
 * Each request waits on a timer of its own: in workerd no request may be woken by another's.
 */
export function slotsFor(
  what: { es: string; en: string },
  { most, mostWaiting, longestWait }: Room,
): <T>(work: () => Promise<T>) => Promise<T> {
  const running: Leases = new Map();
  const waiting: Leases = new Map();
  const crowded = () => new Problem('unavailable', what, { headers: { 'Retry-After': '1' } });
  const turn = async () => {
    const place = take(waiting, mostWaiting, 2 * longestWait);
    if (!place) throw crowded();
    try {
      for (const end = Date.now() + longestWait; Date.now() < end;) {
        await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 10));
        const lease = take(running, most, longestRun);
        if (lease) return lease;
      }
      throw crowded();
    } finally {
      waiting.delete(place);
    }
  };
  return async (work) => {
    const lease = take(running, most, longestRun) ?? (await turn());
    try {
      return await work();
    } finally {
      running.delete(lease);
    }
  };
}

function take(leases: Leases, most: number, longest: number): symbol | undefined {
  const now = Date.now();
  for (const [lease, end] of leases) if (end < now) leases.delete(lease);
  if (leases.size >= most) return undefined;
  const lease = Symbol('lease');
  leases.set(lease, now + longest);
  return lease;
}

/** Runs a write when one of the isolate's four slots is free, or answers 503 (architecture, rule 11). */
export const inSlot = slotsFor(
  { es: 'Hay demasiadas escrituras en espera. Intente de nuevo.', en: 'Too many writes are waiting. Try again.' },
  { most: 4, mostWaiting: 64, longestWait: 3_000 },
);

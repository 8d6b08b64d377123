import { Problem } from '../contract/problem.ts';

const mostRunning = 4;
const mostWaiting = 64;
const longestRun = 30_000;
const longestWait = 3_000;

/** When each lease ends by itself. A request that its caller gives up may never say that it is done. */
type Leases = Map<symbol, number>;
const running: Leases = new Map();
const waiting: Leases = new Map();

/**
 * Runs a write when one of the isolate's four slots is free. With 64 already waiting, or none free in three seconds, it answers 503.
 * Each request waits on a timer of its own: in workerd no request may be woken by another's.
 */
export async function inSlot<T>(write: () => Promise<T>): Promise<T> {
  const lease = take(running, mostRunning, longestRun) ?? (await turn());
  try {
    return await write();
  } finally {
    running.delete(lease);
  }
}

async function turn(): Promise<symbol> {
  const place = take(waiting, mostWaiting, 2 * longestWait);
  if (!place) throw crowded();
  try {
    for (const end = Date.now() + longestWait; Date.now() < end;) {
      await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 10));
      const lease = take(running, mostRunning, longestRun);
      if (lease) return lease;
    }
    throw crowded();
  } finally {
    waiting.delete(place);
  }
}

function take(leases: Leases, most: number, longest: number): symbol | undefined {
  const now = Date.now();
  for (const [lease, end] of leases) if (end < now) leases.delete(lease);
  if (leases.size >= most) return undefined;
  const lease = Symbol('lease');
  leases.set(lease, now + longest);
  return lease;
}

const crowded = () =>
  new Problem(
    'unavailable',
    { es: 'Hay demasiadas escrituras en espera. Intente de nuevo.', en: 'Too many writes are waiting. Try again.' },
    { headers: { 'Retry-After': '1' } },
  );

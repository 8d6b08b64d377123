import { Problem } from '../contract/problem.ts';

const inFlight = 8;
const queueLength = 64;
let taken = 0;
const waiting: (() => void)[] = [];

/** Runs a write when one of the isolate's eight slots is free. With 64 already waiting it answers 503 instead. */
export async function inSlot<T>(write: () => Promise<T>): Promise<T> {
  if (taken < inFlight) taken += 1;
  else await turn();
  try {
    return await write();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else taken -= 1;
  }
}

function turn(): Promise<void> {
  if (waiting.length >= queueLength) {
    throw new Problem(
      'unavailable',
      { es: 'Hay demasiadas escrituras en espera. Intente de nuevo.', en: 'Too many writes are waiting. Try again.' },
      { headers: { 'Retry-After': '1' } },
    );
  }
  return new Promise((resolve) => waiting.push(resolve));
}

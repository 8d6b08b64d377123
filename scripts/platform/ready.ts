import { PlainError } from './plain-error.ts';
import { waitFor } from './wait.ts';

const READY_WITHIN_MS = 30_000;

/** Waits until the gateway says that it is ready; a gateway without /readyz counts as ready with its first answer. */
export async function waitUntilReady(url: string): Promise<void> {
  const ready = await waitFor(() => answersReady(url), { within: READY_WITHIN_MS, every: 50 });
  if (!ready) throw new PlainError(`Enlace started but does not say that it is ready: see ${url}/readyz and the logs.`);
}

async function answersReady(url: string): Promise<boolean> {
  try {
    const { status } = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) });
    return status !== 503 && status !== 502;
  } catch {
    return false;
  }
}

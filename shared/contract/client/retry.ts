import type { Route } from '../route.ts';

const attempts = 5;

/**
 * Sends until the answer is worth giving back. A lost connection and 503 are repeated where repeating is safe: a read, or a POST,
 * which carries its idempotency key. 429 was not acted upon, so it is always repeated. 401 asks for a new token once.
 */
export async function patiently(
  route: Route,
  send: () => Promise<Response>,
  authorize: (renew: boolean) => Promise<void>,
): Promise<Response> {
  const repeatable = route.method === 'get' || route.method === 'post';
  await authorize(false);
  let renewed = false;
  for (let attempt = 1; ; attempt += 1) {
    const response = await send().catch((error: unknown) => error);
    const last = attempt >= attempts;
    if (!(response instanceof Response)) {
      if (last || !repeatable || isAbort(response)) throw response;
    } else if (response.status === 401 && !renewed) {
      renewed = true;
      await authorize(true);
      continue;
    } else if (last || !(response.status === 429 || (response.status === 503 && repeatable))) {
      return response;
    }
    await pause(attempt, response instanceof Response ? response.headers.get('retry-after') : null);
  }
}

const isAbort = (error: unknown) => error instanceof Error && error.name === 'AbortError';

/** Waits as long as the answer asks, or a little longer each time; never two clients the same. */
function pause(attempt: number, retryAfter: string | null): Promise<void> {
  const asked = Number(retryAfter) * 1000;
  const milliseconds = asked > 0 ? asked * (1 + Math.random() / 4) : 100 * 2 ** attempt * (0.5 + Math.random());
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

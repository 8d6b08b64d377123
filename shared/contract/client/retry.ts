import { pause } from './pause.ts';

const attempts = 5;
const longestWait = 120_000;

/** Whether a request may be sent again when nobody knows if it arrived, and what ends the waiting. */
export type Patience = { repeatable: boolean; signal?: AbortSignal | undefined };

/**
 * Sends until the answer is worth giving back, five times at most. A lost connection and 503 are repeated where repeating is safe;
 * 429 was not acted upon, so it is always repeated. An answer that asks for a wait of more than two minutes is given back.
 */
export async function patiently(send: () => Promise<Response>, { repeatable, signal }: Patience): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const last = attempt === attempts;
    const response = await send().catch((error: unknown) => {
      if (last || !repeatable || signal?.aborted) throw error;
    });
    const wait = waitBefore(attempt, response);
    if (response) {
      const passing = response.status === 429 || (response.status === 503 && repeatable);
      if (last || !passing || wait > longestWait) return response;
      await response.body?.cancel();
    }
    await pause(wait, signal);
  }
}

/** As long as the answer asks (RFC 9110, 10.2.3), or a little longer each time; never two clients the same. In milliseconds. */
function waitBefore(attempt: number, response: Response | undefined | void): number {
  const asked = response?.headers.get('retry-after') ?? '';
  const milliseconds = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.now();
  return milliseconds > 0 ? milliseconds * (1 + Math.random() / 4) : 100 * 2 ** attempt * (0.5 + Math.random());
}

type Hints = { EVENTS?: { send: (message: object, options?: { delaySeconds?: number }) => Promise<unknown> } };

/** How far ahead a queue takes a message. */
const mostSeconds = 43_200;

/** So many milliseconds after a hint the next one is late by a second: one that comes then speaks for all in between. */
const quiet = 100;
let said = 0;
let toBeSaid = 0;

/**
 * Says that there may be something to relay, now or in so many seconds. It is a hint for speed alone: whatever becomes of it, the sweep of
 * the webhooks worker finds what there is within a minute. Many writes at once are worth two hints, one at once and one when they are over.
 */
export async function hint(env: object, seconds = 0): Promise<void> {
  const { EVENTS } = env as Hints;
  if (seconds > mostSeconds) return;
  const delaySeconds = seconds > 0 ? Math.ceil(seconds) : delayNow(Date.now());
  if (delaySeconds !== null) await EVENTS?.send({}, { delaySeconds }).catch(() => undefined);
}

/** The seconds until a hint of this moment is due; null when one is on its way that speaks for it. */
function delayNow(now: number): number | null {
  if (now - said >= quiet) {
    said = now;
    return 0;
  }
  if (toBeSaid > now) return null;
  toBeSaid = now + 1_000;
  return 1;
}

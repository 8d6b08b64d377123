type Hints = { EVENTS?: { send: (message: object, options?: { delaySeconds?: number }) => Promise<unknown> } };

/** How far ahead a queue takes a message. */
const mostSeconds = 43_200;

/**
 * Says that there may be something to relay, now or in so many seconds. It is a hint for speed alone: whatever becomes of it, the sweep of
 * the webhooks worker finds what there is within a minute.
 */
export async function hint(env: object, seconds = 0): Promise<void> {
  const { EVENTS } = env as Hints;
  if (seconds > mostSeconds) return;
  await EVENTS?.send({}, { delaySeconds: Math.ceil(seconds) }).catch(() => undefined);
}

/** How long after the try before, in seconds; after the last of these once a day. */
const pauses = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
const day = 86_400;
const jitter = 0.1;

/** The seconds from a failed try to the next, when so many have been made: up to a tenth more or less, so that a crowd does not come back at once. */
export function pauseAfter(tries: number, random: () => number = Math.random): number {
  const pause = pauses[tries - 1] ?? day;
  return pause * (1 - jitter + 2 * jitter * random());
}

/** The statuses with which a receiver asks for patience (RFC 6585, 4; RFC 9110, 15.6). */
const patient = [429, 502, 503, 504];

/** The seconds that an answer asks to wait (RFC 9110, 10.2.3: seconds or a date), a day at most; null when it asks for nothing. */
export function askedToWait(status: number, retryAfter: string | undefined, now: Date): number | null {
  if (!patient.includes(status) || retryAfter === undefined) return null;
  const text = retryAfter.trim();
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : (Date.parse(text) - now.getTime()) / 1_000;
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, day) : null;
}

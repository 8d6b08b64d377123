import * as z from 'zod';
import { Problem } from '../contract/problem.ts';

/** The longest that a call may take, in milliseconds. */
const longest = 15_000;

/** How much of an answer is read unless told, and at most, in bytes. */
const fewBytes = 16_384;
const mostBytes = 1_000_000;

/** How much longer the outgoing worker may take to tell what became of it, in milliseconds. */
const grace = 1_000;

/** A call as the outgoing worker takes it. */
export const OutsideCall = z.strictObject({
  url: z.string(),
  method: z.enum(['GET', 'POST', 'OPTIONS']).default('GET'),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().nullable().default(null),
  within: z.int().min(1).max(longest).default(longest),
  mostBytes: z.int().min(1).max(mostBytes).default(fewBytes),
});

/**
 * A call to the outside: the address, GET unless told, the headers to send (these and no others), the text to send, and within how many
 * milliseconds the whole answer must be here (15,000 unless told, and at most); of the answer so many bytes are read, unpacked (16,384
 * unless told, 1,000,000 at most).
 */
export type OutsideCall = z.input<typeof OutsideCall>;

/** Why an address may not be called: a short code, and a sentence for whoever gave it. */
export type Refusal = { code: string; detail: { es: string; en: string } };

/**
 * What became of a call. `answered`: by any status but 3xx, or by 304, which leads nowhere; `body` is text, at most `mostBytes` of it, and
 * `truncated` says that there was more; of the headers those that help to read it, and to ask whether it has changed since. `redirected`:
 * answered by another 3xx, which is never followed. `refused`: the address may not be called, and was not. `timeout`: not all of it was here
 * in time. `unreachable`: no answer, for whatever reason. Which one is told to nobody, since it would tell what is inside our network.
 */
export type Outcome =
  | { kind: 'answered'; status: number; headers: Record<string, string>; body: string; truncated: boolean }
  | { kind: 'redirected'; status: number }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'timeout' }
  | { kind: 'unreachable' };

/**
 * Calls an address of somebody else through the outgoing worker, under the rules of "Outgoing calls": what goes wrong outside is an outcome,
 * and so is an outgoing worker that gives no answer, for it may wait for a nameserver or be started again just now.
 * What it answers belongs to whoever gave the address: show it to no other organisation. Throws only when the call itself is malformed.
 */
export async function callOutside(outgoing: Fetcher, call: OutsideCall): Promise<Outcome> {
  const signal = AbortSignal.timeout((call.within ?? longest) + grace);
  const answer = await ask(outgoing, 'call', call, signal).catch(() => null);
  return answer ? read(answer) : { kind: signal.aborted ? 'timeout' : 'unreachable' };
}

/**
 * Why an address may not be called, or null; for the moment when somebody gives it. Nothing is called and no name is looked up.
 * Throws unavailable when the outgoing worker gives no answer within five seconds.
 */
export async function refusalOf(outgoing: Fetcher, url: string): Promise<Refusal | null> {
  const answer = await ask(outgoing, 'check', { url }, AbortSignal.timeout(5_000)).catch(() => null);
  if (answer) return read(answer);
  const detail = { es: 'La dirección no se pudo revisar ahora.', en: 'The address could not be looked at just now.' };
  throw new Problem('unavailable', detail, { headers: { 'Retry-After': '5' } });
}

/** Refuses an address that the platform would never call, when somebody gives it in this field. Throws unprocessable. */
export async function assertCallable(outgoing: Fetcher, url: string | undefined, pointer: string): Promise<void> {
  const refusal = url === undefined ? null : await refusalOf(outgoing, url);
  if (refusal) throw new Problem('unprocessable', refusal.detail, { errors: [{ pointer, detail: refusal.detail }] });
}

type Answer = { ok: boolean; status: number; text: string };

async function ask(outgoing: Fetcher, what: 'call' | 'check', call: OutsideCall, signal: AbortSignal): Promise<Answer> {
  const response = await outgoing.fetch(`http://outgoing/${what}`, { method: 'POST', body: JSON.stringify(call), signal });
  return { ok: response.ok, status: response.status, text: await response.text() };
}

function read<T>({ ok, status, text }: Answer): T {
  if (!ok) throw new Error(`The outgoing worker answered ${status}: ${text}`);
  return JSON.parse(text) as T;
}

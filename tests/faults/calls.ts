import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '../../scripts/platform/wait.ts';
import type { Rig } from './rig.ts';

/** An answer as it came over the wire, or undefined when the connection broke. */
export type Answer = { status: number; text: string; etag: string | null; retryAfter: string | null };

/** A request that can be sent again just as it was. */
export type Call = { method: 'GET' | 'POST' | 'PATCH'; path: string; key?: string; ifMatch?: string; body?: unknown };

/** Sends once with plain fetch, which hides nothing and repeats nothing. */
export async function sendOnce({ platform, token }: Rig, { method, path, key, ifMatch, body }: Call): Promise<Answer | undefined> {
  const headers = new Headers({ Authorization: `Bearer ${await token()}` });
  if (key) headers.set('Idempotency-Key', key);
  if (ifMatch) headers.set('If-Match', ifMatch);
  if (body) headers.set('Content-Type', 'application/json');
  try {
    const response = await fetch(platform.url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    const text = await response.text();
    return { status: response.status, text, etag: response.headers.get('etag'), retryAfter: response.headers.get('retry-after') };
  } catch {
    return undefined;
  }
}

/** Every answer of a call that was repeated until one said what became of it; undefined stands for a lost connection. */
export type Story = { answers: (Answer | undefined)[]; final: Answer };

const answered = (answer: Answer | undefined): answer is Answer => answer !== undefined && answer.status < 500 && answer.status !== 429;

/** A caller that is asked to wait does, at most two seconds, and no two callers the same. */
const asked = (answer: Answer | undefined) => pause(Math.min(Number(answer?.retryAfter ?? 0), 2) * (500 + Math.random() * 500));

/** How long to go on, in milliseconds, and who is told of every try. */
type Patience = { within?: number; onSend?: () => void };

/** Sends the same call again until it is answered with anything but a failure of the server or 429. */
export async function sendUntilAnswered(rig: Rig, call: Call, { onSend, within = 120_000 }: Patience = {}): Promise<Story> {
  const answers: (Answer | undefined)[] = [];
  const final = await waitFor(
    async () => {
      onSend?.();
      const answer = await sendOnce(rig, call);
      answers.push(answer);
      if (answered(answer)) return answer;
      await asked(answer);
      return undefined;
    },
    { within, every: 50 },
  );
  if (!final) throw new Error(`${call.method} ${call.path} was never answered: ${statuses(answers)}`);
  return { answers, final };
}

/** The statuses of a story, for a message. */
export const statuses = (answers: (Answer | undefined)[]): string => answers.map((answer) => answer?.status ?? 'lost').join(' ');

import type { StoredAnswer } from './journal.ts';
import type { Database } from './open.ts';

/** Who calls, as its token says, and with which secret or keys it got it. What it may do is read from the database, not from here. */
export type Principal = { client: string; organisation: string; credential: string };

/** What a verb is handed: the database of this request, who asks, and what a write needs to be recorded and repeated. */
export type Context = {
  db: Database;
  principal: Principal | null;
  requestId: string;
  now: Date;
  /** SHA-256 of method, path and content of the request, base64url. */
  contentHash: string;
  /** The caller's Idempotency-Key, scoped to the caller and the operation. */
  idempotencyKey: string | null;
};

/** Thrown when a call with the same key has already been answered: the answer to give again. */
export class Replay extends Error {
  readonly answer: StoredAnswer;

  constructor(answer: StoredAnswer) {
    super('The call was already answered');
    this.name = 'Replay';
    this.answer = answer;
  }
}

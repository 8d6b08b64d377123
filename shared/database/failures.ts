import { LibsqlBatchError, LibsqlError } from '@libsql/client';
import { Problem } from '../contract/problem.ts';

/** How a failed round trip is to be taken: refused by a rule, held up for a moment, or with an outcome nobody knows. */
export type Failure =
  | { kind: 'constraint'; constraint: 'unique' | 'check' | 'foreign'; statement: number }
  | { kind: 'busy' }
  | { kind: 'uncertain' }
  | { kind: 'fault' };

/** What the client says when the server or the way to it gave out, whatever became of the statements. */
const lost = new Set([
  'SERVER_ERROR',
  'INTERNAL_ERROR',
  'UNKNOWN',
  'STREAM_EXPIRED',
  'HRANA_CLOSED_ERROR',
  'HRANA_PROTO_ERROR',
  'TRANSACTION_CLOSED',
  // The server undoes what has held the write lock for five seconds while another waited, as on a machine that stands still.
  'TRANSACTION_TIMEOUT',
  'TRANSACTION_BUSY',
]);

/** Sorts an error of the client. Only what the database itself refused is certain; a lost connection is not. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof LibsqlError)) return { kind: isConnectionError(error) ? 'uncertain' : 'fault' };
  if (error.code.startsWith('SQLITE_CONSTRAINT')) {
    return {
      kind: 'constraint',
      constraint: constraintOf(error.message),
      statement: error instanceof LibsqlBatchError ? error.statementIndex : -1,
    };
  }
  if (error.code.startsWith('SQLITE_BUSY')) return { kind: 'busy' };
  return { kind: lost.has(error.code) ? 'uncertain' : 'fault' };
}

function constraintOf(message: string): 'unique' | 'check' | 'foreign' {
  if (message.includes('CHECK constraint')) return 'check';
  return message.includes('FOREIGN KEY constraint') ? 'foreign' : 'unique';
}

/** A fetch that failed or ran out of time throws TypeError, TimeoutError or workerd's plain "Network connection lost." */
function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ['TimeoutError', 'AbortError', 'TypeError'].includes(error.name) || /connection|network|fetch failed/i.test(error.message);
}

/** The database did not answer: come back in a second. */
export const unavailable = (cause?: unknown) =>
  new Problem(
    'unavailable',
    { es: 'La base de datos no respondió. Intente de nuevo.', en: 'The database did not answer. Try again.' },
    { headers: { 'Retry-After': '1' }, cause },
  );

/** Waits a little longer at each attempt, never two callers the same. */
export function backOff(attempt: number): Promise<void> {
  const milliseconds = 20 * 3 ** attempt * (0.5 + Math.random());
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

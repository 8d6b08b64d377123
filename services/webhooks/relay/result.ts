import type { attemptOutcomes } from '../../../shared/contract/webhooks/deliveries.ts';
import type { Outcome } from '../../../shared/worker/outgoing.ts';
import { askedToWait, pauseAfter } from './schedule.ts';

/** What became of one attempt, and what follows from it: when to try again, how long to leave the endpoint alone, whether it is gone. */
export type Result = {
  endpoint: string;
  position: number;
  number: number;
  outcome: (typeof attemptOutcomes)[number];
  status: number | null;
  milliseconds: number;
  answer: string | null;
  pause: number;
  hold: number | null;
  gone: boolean;
};

type Tried = Pick<Result, 'endpoint' | 'position' | 'number'> & { tries: number };

const mostShown = 1_000;

/** Reads the outcome of a call: 2xx is success, a redirect a failure, 410 the end of the endpoint (Standard Webhooks). */
export function resultOf({ tries, ...of }: Tried, outcome: Outcome, milliseconds: number, now: Date): Result {
  const status = 'status' in outcome ? outcome.status : null;
  const answer = outcome.kind === 'answered' ? outcome.body.slice(0, mostShown) : null;
  const hold = outcome.kind === 'answered' ? askedToWait(outcome.status, outcome.headers['retry-after'], now) : null;
  const pause = Math.max(pauseAfter(tries), hold ?? 0);
  return { ...of, outcome: wordFor(outcome), status, milliseconds, answer, pause, hold, gone: status === 410 };
}

function wordFor(outcome: Outcome): Result['outcome'] {
  if (outcome.kind !== 'answered') return outcome.kind;
  return outcome.status >= 200 && outcome.status < 300 ? 'delivered' : 'failed';
}

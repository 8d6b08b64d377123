import { type SQL, sql } from 'drizzle-orm';
import { Problem } from '../../../shared/contract/problem.ts';
import type { ForeignEvent, ForeignFault } from '../../../shared/contract/training/subscriptions.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { type Outcome, callOutside } from '../../../shared/worker/outgoing.ts';
import { calendarOf } from './calendar.ts';
import { type SubscriptionRow, auditOf, versionStep } from './places.ts';
import { conditionsOf, validatorsOf } from './validators.ts';

const longest = 15_000;
const mostBytes = 1_000_000;

type Kept = { events: ForeignEvent[]; leftOut: number; etag: string | null; lastModified: string | null };

/** What a reading gave: what the calendar holds now, nothing where it has not changed, or why it could not be read. */
type Reading = Partial<Kept> | ForeignFault;

/**
 * Reads a followed calendar within so many milliseconds (15,000 unless told) and keeps what came of it: its events, that it has not changed,
 * or its fault, which leaves the events known before. A change or a deletion meanwhile goes before what was read. Throws when the database or
 * the outgoing worker fails, never for what the calendar answers.
 */
export async function readSubscription(context: Context, outgoing: Fetcher, row: SubscriptionRow, within = longest): Promise<void> {
  const conditions = conditionsOf(row, context.now);
  const headers = { accept: 'text/calendar', ...conditions };
  const outcome = await callOutside(outgoing, { url: row.url, headers, within, mostBytes });
  const reading = readingOf(outcome, Object.keys(conditions).length > 0, context.now);
  await keep(context, row, typeof reading === 'string' ? failed(context, row, reading) : read(context, reading));
}

/** An answer of "not modified" says something only to whoever asked. */
function readingOf(outcome: Outcome, isConditional: boolean, now: Date): Reading {
  if (outcome.kind !== 'answered') return outcome.kind;
  const { status, headers, body, truncated } = outcome;
  if (status === 404 || status === 410) return 'not-found';
  if (status === 304 && isConditional) return {};
  if (status !== 200) return 'answer';
  if (truncated) return 'too-large';
  const calendar = calendarOf(body, now);
  return calendar ? { ...calendar, ...validatorsOf(headers) } : 'malformed';
}

const read = ({ now }: Context, reading: Exclude<Reading, string>) => ({
  ...reading,
  readAt: now.toISOString(),
  fault: null,
  faults: 0,
  dueAt: dueAfter(now, 0),
});

const failed = ({ now }: Context, { faults }: SubscriptionRow, fault: ForeignFault) => ({
  fault,
  faults: faults + 1,
  dueAt: dueAfter(now, faults + 1),
});

/**
 * When a calendar is read again that is read at `now` and has so many faults on end: 6 hours after none, 1 hour after the first, then twice
 * as long each time, a week at most.
 */
export const dueAfter = (now: Date, faults: number | SQL): SQL<string> =>
  sql`strftime('%Y-%m-%dT%H:%M:%fZ', ${now.toISOString()}, (case ${faults} when 0 then 6 else min(1 << min(${faults} - 1, 8), 168) end) || ' hours')`;

async function keep(context: Context, { id, version }: SubscriptionRow, values: Parameters<typeof versionStep>[3]): Promise<void> {
  const audit = { action: 'training:read-foreign', ...auditOf(id) } as const;
  await commit(context, { steps: [versionStep(context, id, version, values)], audit }).catch((error: unknown) => {
    if (!(error instanceof Problem && error.code === 'stale')) throw error;
  });
}

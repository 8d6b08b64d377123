import { sql } from 'drizzle-orm';
import { Problem } from '../../../shared/contract/problem.ts';
import type { EnrolmentDecision, EnrolmentState } from '../../../shared/contract/training/enrolments.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { act, onlyIf, set, today, versionStep } from './acts.ts';
import { versionOf } from './enrolments.ts';
import { decidedEvent } from './places.ts';
import { hasSeat } from './seats.ts';

const noSeat = new Problem('conflict', {
  es: 'No queda asiento para su país: puede esperar en la lista.',
  en: 'No seat is left for its country: it may wait on the list.',
});
const over = new Problem('conflict', { es: 'Ya se retiró.', en: 'It was withdrawn.' });
const hasAttended = new Problem('conflict', { es: 'Ya asistió.', en: 'It has attended.' });

/**
 * Accepts a person, puts on the waiting list or declines, at the given version. Throws not-found, forbidden, stale, conflict when no seat is
 * left for the country, when it was withdrawn, or when the person has attended already.
 */
export async function decideEnrolment(context: Context, id: string, version: number, { state }: EnrolmentDecision) {
  const [row] = await commit(context, {
    ...act(context, id, 'enrolment:decide'),
    steps: [
      versionStep(context, id, version),
      onlyIf(context, id, sql`state <> 'withdrawn'`, over),
      onlyIf(context, id, sql`attended = '[]'`, hasAttended),
      ...(state === 'accepted' ? [onlyIf(context, id, sql`(state = 'accepted' or ${hasSeat(id, today(context))})`, noSeat)] : []),
      set(context, id, { state }),
    ],
    events: [decidedEvent(id, state)],
  });
  return versionOf(row);
}

/** Withdraws a person at the given version: the seat is free again. Throws not-found, forbidden, stale, conflict when the person has attended. */
export async function withdrawEnrolment(context: Context, id: string, version: number) {
  const [row] = await commit(context, {
    ...act(context, id, 'enrolment:write'),
    steps: [
      versionStep(context, id, version),
      onlyIf(context, id, sql`attended = '[]'`, hasAttended),
      set(context, id, { state: 'withdrawn' satisfies EnrolmentState }),
    ],
    events: [decidedEvent(id, 'withdrawn')],
  });
  return versionOf(row);
}

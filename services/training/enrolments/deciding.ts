import { type SQL, and, eq, sql } from 'drizzle-orm';
import { may, read } from '../../../shared/access/read.ts';
import type { Permission } from '../../../shared/contract/access.ts';
import { type FieldError, Problem } from '../../../shared/contract/problem.ts';
import type { Attendance, EnrolmentDecision, EnrolmentState } from '../../../shared/contract/training/enrolments.ts';
import type { EditionContent } from '../../../shared/contract/training/editions.ts';
import { type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { idempotency } from '../../../shared/database/journal.ts';
import { enrolments, trainings } from '../../../shared/database/training.ts';
import { selectEnrolments, versionOf } from './enrolments.ts';
import { type EnrolmentRow, allowed, auditOf, decidedEvent, ofEnrolment } from './places.ts';
import { hasSeat } from './seats.ts';

const noSeat = new Problem('conflict', {
  es: 'No queda asiento para su país: puede esperar en la lista.',
  en: 'No seat is left for its country: it may wait on the list.',
});
const over = new Problem('conflict', { es: 'Ya se retiró.', en: 'It was withdrawn.' });
const hasAttended = new Problem('conflict', { es: 'Ya asistió.', en: 'It has attended.' });
const notAccepted = new Problem('conflict', { es: 'No fue aceptada.', en: 'It was not accepted.' });

const today = ({ now }: Context) => now.toISOString().slice(0, 10);

/** What every act on one enrolment asks, records and answers. */
const act = (context: Context, id: string, permission: Permission) => ({
  guards: may(context, permission, ofEnrolment(id), 'enrolment:read'),
  audit: { action: permission, ...auditOf(id) },
  result: selectEnrolments(context, eq(enrolments.id, id)),
});

/** The statement that takes an enrolment from one version to the next, with these values. */
const versionStep = ({ db }: Context, id: string, version: number, values: Partial<EnrolmentRow> = {}): Step => ({
  query: db.orm
    .update(enrolments)
    .set({ ...values, version: version + 1 })
    .where(and(eq(enrolments.id, id), eq(enrolments.version, version))),
  one: new Problem('stale'),
});

const set = ({ db }: Context, id: string, values: { [K in keyof EnrolmentRow]?: EnrolmentRow[K] | SQL }): Step => ({
  query: db.orm
    .update(enrolments)
    .set(values as Partial<EnrolmentRow>)
    .where(eq(enrolments.id, id)),
});

const onlyIf = ({ db }: Context, id: string, holds: SQL, problem: Problem): Step => ({
  query: db.orm
    .update(enrolments)
    .set({ id })
    .where(and(eq(enrolments.id, id), holds)),
  one: problem,
});

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

/**
 * Says on which days a person was there, at the given version, in place of what was said before. Throws not-found, forbidden, stale,
 * unprocessable when a day or a session is not the training's or still to come, conflict when the person was not accepted.
 */
export async function recordAttendance(context: Context, id: string, version: number, { attended }: Attendance) {
  const [[its]] = await read(context, [
    context.db.orm
      .select({ content: trainings.content, firstDay: trainings.firstDay, lastDay: trainings.lastDay })
      .from(enrolments)
      .innerJoin(trainings, eq(trainings.id, enrolments.training))
      .where(and(eq(enrolments.id, id), allowed(context, 'enrolment:read'))),
  ]);
  if (!its) throw new Problem('not-found');
  assertHeld(attended, { ...its, sessions: (its.content as EditionContent).sessions ?? [], today: today(context) });
  const [row] = await commit(context, {
    ...act(context, id, 'enrolment:decide'),
    steps: [
      versionStep(context, id, version),
      onlyIf(context, id, sql`state = 'accepted'`, notAccepted),
      set(context, id, { attended: attended.toSorted((one, other) => (one.on < other.on ? -1 : 1)) }),
    ],
  });
  return versionOf(row);
}

type Held = { firstDay: string; lastDay: string; today: string; sessions: NonNullable<EditionContent['sessions']> };

function assertHeld(attended: Attendance['attended'], { firstDay, lastDay, today: day, sessions }: Held): void {
  const fault = (index: number, es: string, en: string): FieldError => ({ pointer: `/body/attended/${index}`, detail: { es, en } });
  const errors = attended.flatMap(({ session, on }, index) => {
    if (on < firstDay || on > lastDay) return [fault(index, 'Ese día no es de la capacitación.', 'That day is not of the training.')];
    if (on > day) return [fault(index, 'Ese día está por venir.', 'That day is still to come.')];
    if (session !== null && !sessions.some((one) => one.id === session))
      return [fault(index, 'No hay tal sesión.', 'There is no such session.')];
    const twice = attended.findIndex((other) => other.session === session && other.on === on) < index;
    return twice ? [fault(index, 'Dicho dos veces.', 'Said twice.')] : [];
  });
  if (errors.length > 0) throw new Problem('unprocessable', errors[0]?.detail, { errors });
}

/**
 * Erases what an enrolment says of its person, at the given version, for good, also from the answers kept for repeated calls. That somebody
 * was there stays. Throws not-found, forbidden, stale.
 */
export async function eraseEnrolment(context: Context, id: string, version: number) {
  const at = context.now.toISOString();
  const [row] = await commit(context, {
    ...act(context, id, 'enrolment:write'),
    steps: [
      versionStep(context, id, version),
      set(context, id, { name: null, post: null, sex: null, erasedAt: sql`coalesce(${enrolments.erasedAt}, ${at})` }),
      {
        query: context.db.orm
          .update(idempotency)
          .set({ answer: null })
          .where(sql`${idempotency.answer} ->> '$.body.id' = ${id}`),
      },
    ],
  });
  return versionOf(row);
}

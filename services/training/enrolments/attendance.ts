import { and, eq, sql } from 'drizzle-orm';
import { read } from '../../../shared/access/read.ts';
import { type FieldError, Problem } from '../../../shared/contract/problem.ts';
import { certificateKinds } from '../../../shared/contract/training/certificates.ts';
import type { EditionContent } from '../../../shared/contract/training/editions.ts';
import type { Attendance } from '../../../shared/contract/training/enrolments.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { enrolments, trainings } from '../../../shared/database/training.ts';
import { act, notCertified, onlyIf, set, today, versionStep } from './acts.ts';
import { versionOf } from './enrolments.ts';
import { allowed } from './places.ts';

const notAccepted = new Problem('conflict', { es: 'No fue aceptada.', en: 'It was not accepted.' });

/**
 * Says on which days a person was there, at the given version, in place of what was said before. Throws not-found, forbidden, stale,
 * unprocessable when a day or a session is not the training's or still to come, conflict when the person was not accepted, or a certificate rests on
 * what would be taken back.
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
      ...(attended.length === 0 ? [notCertified(context, id, certificateKinds)] : []),
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

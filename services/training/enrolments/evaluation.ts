import { sql } from 'drizzle-orm';
import { Problem } from '../../../shared/contract/problem.ts';
import type { EvaluationGiven } from '../../../shared/contract/training/enrolments.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { act, notCertified, onlyIf, today, versionStep } from './acts.ts';
import { versionOf } from './enrolments.ts';

const absent = new Problem('conflict', { es: 'No asistió.', en: 'It did not attend.' });
const untimely = {
  es: 'Se evalúa desde el primer día y a más tardar hoy.',
  en: 'It is evaluated from the first day on, and today at the latest.',
};
const notThen = new Problem('unprocessable', untimely, { errors: [{ pointer: '/body/evaluation/on', detail: untimely }] });

/**
 * Says whether a person passed, or takes that back, at the given version. Throws not-found, forbidden, stale, unprocessable for a day before the
 * training or still to come, conflict when the person did not attend, or a tutor's certificate rests on what would change (register TR-17).
 */
export async function evaluateEnrolment(context: Context, id: string, version: number, { evaluation }: EvaluationGiven) {
  const on = evaluation?.on ?? null;
  const begins = sql`(select t.first_day from trainings t where t.id = training_enrolments.training_id)`;
  const [row] = await commit(context, {
    ...act(context, id, 'enrolment:decide'),
    steps: [
      versionStep(context, id, version, { evaluation }),
      onlyIf(context, id, sql`attended <> '[]'`, absent),
      ...(evaluation?.passed ? [] : [notCertified(context, id, ['tutor'])]),
      ...(on === null ? [] : [onlyIf(context, id, sql`${on} between ${begins} and ${today(context)}`, notThen)]),
    ],
  });
  return versionOf(row);
}

import { type SQL, and, asc, eq } from 'drizzle-orm';
import { read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import type { Enrolment, EnrolmentState } from '../../../shared/contract/training/enrolments.ts';
import type { Context } from '../../../shared/database/context.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { enrolments } from '../../../shared/database/training.ts';
import { type EnrolmentRow, allowed } from './places.ts';

type Filter = { limit: number; edition?: string | undefined; organisation?: string | undefined; state?: EnrolmentState | undefined };

/** Whom the caller's organisation nominated, and who was nominated for its trainings, in that order (register TR-01, TR-16). */
export async function listEnrolments(context: Context, { limit, edition, organisation, state }: Filter, after: Keyset | null) {
  const wanted = and(
    allowed(context, 'enrolment:read'),
    edition === undefined ? undefined : eq(enrolments.training, edition),
    organisation === undefined ? undefined : eq(enrolments.organisation, organisation),
    state === undefined ? undefined : eq(enrolments.state, state),
    afterKeyset([enrolments.id], after),
  );
  const [rows] = await read(context, [selectEnrolments(context, wanted).limit(oneMore(limit))]);
  return pageOf(rows, limit, toEnrolment, ({ id }) => [id]);
}

/** An enrolment with its version. Throws not-found. */
export async function getEnrolment(context: Context, id: string) {
  const wanted = and(eq(enrolments.id, id), allowed(context, 'enrolment:read'));
  const [[row]] = await read(context, [selectEnrolments(context, wanted)]);
  return versionOf(row);
}

/** The query for enrolments, in the order of nomination. */
export const selectEnrolments = ({ db }: Context, where: SQL | undefined) =>
  db.orm.select().from(enrolments).where(where).orderBy(asc(enrolments.id)).$dynamic();

/** The one enrolment of a query with its version. Throws not-found. */
export function versionOf(row: EnrolmentRow | undefined) {
  if (!row) throw new Problem('not-found');
  return { body: toEnrolment(row), version: row.version };
}

/** The enrolment that a row shows. */
export function toEnrolment({ training, version: _, ...shown }: EnrolmentRow): Enrolment {
  const { id, organisation, country, name, post, sex, state, attended, evaluation, erasedAt, createdAt } = shown;
  return { id, edition: training, organisation, country, name, post, sex, state, attended, evaluation, erasedAt, createdAt };
}

import { eq, or, gt, isNull, sql } from 'drizzle-orm';
import { may } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { focalPoints } from '../../../shared/database/focal-points.ts';
import { idempotency } from '../../../shared/database/journal.ts';
import { selectFocalPoints, versionOf } from './focal-points.ts';
import { onlyWhere, versionStep } from './keeping.ts';
import { focalPointChanged, keptIn, ofFocalPoint } from './places.ts';

const hasEnded = new Problem('conflict', { es: 'Ya terminó.', en: 'It has ended.' });
const stillHolds = new Problem('conflict', {
  es: 'Aún no termina: sus datos se borran después.',
  en: 'It has not ended yet: its data are erased afterwards.',
});

/** What every act on one focal point asks, records and answers. */
const act = (context: Context, id: string) => ({
  guards: may(context, 'focal:edit', ofFocalPoint(id), 'focal:read'),
  audit: { action: 'focal:edit', subject: id, ...keptIn(id) } as const,
  events: [focalPointChanged(id)],
  result: selectFocalPoints(context, eq(focalPoints.id, id)),
});

/** Says that a focal point is still right today, at the given version. Throws not-found, forbidden, stale, conflict when it has ended. */
export async function confirmFocalPoint(context: Context, id: string, version: number) {
  const today = context.now.toISOString().slice(0, 10);
  const { guards, ...rest } = act(context, id);
  const [row] = await commit(context, {
    ...rest,
    guards: [...guards, onlyWhere(id, sql`${or(isNull(focalPoints.to), gt(focalPoints.to, today))}`, hasEnded)],
    steps: [versionStep(context, id, version, { lastConfirmedOn: today, reminded: 0 })],
  });
  return versionOf(row);
}

/** Says on which day a focal point no longer holds, at the given version. Throws not-found, forbidden, stale, unprocessable, conflict. */
export async function endFocalPoint(context: Context, id: string, version: number, on: string) {
  const [row] = await commit(context, { ...act(context, id), steps: [versionStep(context, id, version, { to: on })] });
  return versionOf(row);
}

/**
 * Erases what a focal point that has ended says of its person, at the given version, for good: also from the answers that are kept for
 * repeated calls. Throws not-found, forbidden, stale, conflict while it holds. What was erased before stays so.
 */
export async function eraseFocalPoint(context: Context, id: string, version: number) {
  const at = context.now.toISOString();
  const { guards, ...rest } = act(context, id);
  const nothing = { name: null, phones: [], emails: [], languages: [], hours: null, allHours: null, note: null };
  const [row] = await commit(context, {
    ...rest,
    guards: [...guards, onlyWhere(id, sql`${focalPoints.to} <= ${at.slice(0, 10)}`, stillHolds)],
    steps: [
      versionStep(context, id, version, { ...nothing, erasedAt: sql`coalesce(${focalPoints.erasedAt}, ${at})` }),
      answersForgotten(context, id),
    ],
  });
  return versionOf(row);
}

const answersForgotten = ({ db }: Context, id: string): Step => ({
  query: db.orm
    .update(idempotency)
    .set({ answer: null })
    .where(sql`${idempotency.answer} ->> '$.body.id' = ${id}`),
});

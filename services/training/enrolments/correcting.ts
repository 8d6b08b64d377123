import { eq, sql } from 'drizzle-orm';
import { Problem } from '../../../shared/contract/problem.ts';
import type { PersonPatch } from '../../../shared/contract/training/enrolments.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { idempotency } from '../../../shared/database/journal.ts';
import { enrolments } from '../../../shared/database/training.ts';
import { certificates } from '../../../shared/database/training-certificates.ts';
import { act, onlyIf, set, versionStep } from './acts.ts';
import { versionOf } from './enrolments.ts';

const wasErased = new Problem('conflict', { es: 'Sus datos personales se borraron.', en: 'Its personal data were erased.' });

/** Corrects what an enrolment says of its person, at the given version. Throws not-found, forbidden, stale, conflict when it was erased. */
export async function correctEnrolment(context: Context, id: string, version: number, patch: PersonPatch) {
  const [row] = await commit(context, {
    ...act(context, id, 'enrolment:write'),
    steps: [versionStep(context, id, version), onlyIf(context, id, sql`erased_at is null`, wasErased), set(context, id, patch)],
  });
  return versionOf(row);
}

/**
 * Erases what an enrolment and its certificates say of its person, at the given version, for good, also from the answers kept for repeated
 * calls. That somebody was there stays. Throws not-found, forbidden, stale.
 */
export async function eraseEnrolment(context: Context, id: string, version: number) {
  const { orm } = context.db;
  const at = context.now.toISOString();
  const [row] = await commit(context, {
    ...act(context, id, 'enrolment:write'),
    steps: [
      versionStep(context, id, version),
      set(context, id, { name: null, post: null, sex: null, erasedAt: sql`coalesce(${enrolments.erasedAt}, ${at})` }),
      { query: orm.update(certificates).set({ holder: null, nameShown: false }).where(eq(certificates.enrolment, id)) },
      {
        query: orm
          .update(idempotency)
          .set({ answer: null })
          .where(sql`${id} in (${idempotency.answer} ->> '$.body.id', ${idempotency.answer} ->> '$.body.enrolment')`),
      },
    ],
  });
  return versionOf(row);
}

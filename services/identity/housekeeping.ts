import { and, lt, or, sql } from 'drizzle-orm';
import { type Step, commit } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { idempotency } from '../../shared/database/journal.ts';
import { purgeAssertions } from './client-assertions.ts';
import { purgeRefusals } from './lockout.ts';
import { purgeKeys } from './signing-keys.ts';

const day = 86_400_000;

/** Forgets, in one commit, what nobody will ask for again: answers of repeated calls, used assertions, wrong credentials, keys that sign no more. */
export async function tidyUp(context: Context): Promise<void> {
  await commit(context, {
    steps: [purgeAnswers(context), purgeAssertions(context), purgeRefusals(context), purgeKeys(context)],
    audit: { action: 'journal:purge', subject: 'idempotency', network: null },
  });
}

/** The answers kept for repeated calls: a caller's key goes after seven days, a commit's own after one. */
function purgeAnswers({ db, now }: Context): Step {
  const before = (days: number) => new Date(now.getTime() - days * day).toISOString();
  const own = and(sql`${idempotency.key} like 'commit:%'`, lt(idempotency.createdAt, before(1)));
  return { query: db.orm.delete(idempotency).where(or(own, lt(idempotency.createdAt, before(7)))) };
}

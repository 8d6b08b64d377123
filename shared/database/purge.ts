import { and, lt, or, sql } from 'drizzle-orm';
import { type Context } from './context.ts';
import { commit } from './commit.ts';
import { idempotency } from './journal.ts';

const day = 86_400_000;

/** Forgets the answers kept for repeated calls: a caller's key after seven days, a commit's own after one. */
export async function purgeAnswers(context: Context): Promise<void> {
  const before = (days: number) => new Date(context.now.getTime() - days * day).toISOString();
  const own = and(sql`${idempotency.key} like 'commit:%'`, lt(idempotency.createdAt, before(1)));
  await commit(context, {
    steps: [{ query: context.db.orm.delete(idempotency).where(or(own, lt(idempotency.createdAt, before(7)))) }],
    audit: { action: 'journal:purge', subject: 'idempotency', network: null },
  });
}

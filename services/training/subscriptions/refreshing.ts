import { eq, sql } from 'drizzle-orm';
import { may } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { subscriptions } from '../../../shared/database/training-calendars.ts';
import { type SubscriptionRow, auditOf, ofSubscription, onlyIf, selectSubscriptions, versionStep } from './places.ts';
import { dueAfter, readSubscription } from './reading.ts';
import { getSubscription } from './subscriptions.ts';

const pause = 60_000;

const tooSoon = new Problem('conflict', {
  es: 'Se leyó hace menos de un minuto: espere un poco.',
  en: 'It was read less than a minute ago: wait a little.',
});

/**
 * Reads a followed calendar at once, at the given version, and gives it as it is then: what goes wrong there is its fault, and no problem. It
 * costs three round trips: one before the call and two after it, the last as whoever asked may see it then. Throws not-found, forbidden, stale, conflict when it was read less than a minute ago.
 */
export async function refreshSubscription(context: Context, outgoing: Fetcher, id: string, version: number) {
  await readSubscription(context, outgoing, await claimed(context, id, version));
  return getSubscription(context, id);
}

/**
 * Takes the reading before it is done, so that two who ask at once do not both call: the subscription is due as if it had just been read. How
 * long ago it was tried follows from when it is due, which is as long after the last try as `dueAfter` says.
 */
async function claimed(context: Context, id: string, version: number): Promise<SubscriptionRow> {
  const { faults, dueAt } = subscriptions;
  const before = new Date(context.now.getTime() - pause);
  const [row] = await commit(context, {
    guards: may(context, 'training:subscribe', ofSubscription(id), 'training:follow'),
    steps: [
      onlyIf(context, id, eq(subscriptions.version, version), new Problem('stale')),
      onlyIf(context, id, sql`${dueAt} <= ${dueAfter(before, sql`${faults}`)}`, tooSoon),
      versionStep(context, id, version, { dueAt: dueAfter(context.now, sql`${faults}`) }),
    ],
    audit: { action: 'training:subscribe', ...auditOf(id) },
    result: selectSubscriptions(context, eq(subscriptions.id, id)),
  });
  if (!row) throw new Problem('not-found');
  return row;
}

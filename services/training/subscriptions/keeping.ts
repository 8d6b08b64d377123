import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork } from '../../../shared/access/predicate.ts';
import { may } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { CourseContent } from '../../../shared/contract/training/courses.ts';
import type { NewSubscription, SubscriptionPatch } from '../../../shared/contract/training/subscriptions.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { subscriptions } from '../../../shared/database/training-calendars.ts';
import { assertCallable } from '../../../shared/worker/outgoing.ts';
import { termsAreKnown } from '../trainings/checks.ts';
import { auditOf, ofOne, ofSubscription, selectSubscriptions, toSubscription, versionOf, versionStep } from './places.ts';

const most = 50;

const full = new Problem('conflict', {
  es: `La red ya sigue ${most} calendarios: deje alguno.`,
  en: `The network follows ${most} calendars already: leave one.`,
});
const taken = new Problem('conflict', { es: 'La red ya sigue esa dirección.', en: 'The network follows that address already.' });

/**
 * Follows a public calendar of somebody else; it is due at once. Throws not-found, forbidden, unprocessable when its address may not be called
 * or an audience is unknown, conflict when the network follows that address, or 50 of them, already.
 */
export async function createSubscription(context: Context, outgoing: Fetcher, input: NewSubscription) {
  await assertCallable(outgoing, input.url, '/body/url');
  const { network } = input;
  const row = newRow(context, input);
  const { events, ...known } = row;
  const made = { body: toSubscription({ ...known, known: events.length }), version: 1, location: `/v1/training-subscriptions/${row.id}` };
  const followed = sql`(select count(*) from ${subscriptions} where ${subscriptions.network} = ${network})`;
  await commit(context, {
    guards: [
      ...may(context, 'training:subscribe', inNetwork(network), 'network:read'),
      ...audiencesAreKnown(network, input.audiences),
      { holds: sql`${followed} < ${most}`, problem: full },
    ],
    steps: [{ query: context.db.orm.insert(subscriptions).values(row), refused: { unique: taken } }],
    audit: { action: 'training:subscribe', subject: row.id, network, source: row.organisation },
    answer: { status: 201, ...made },
  });
  return made;
}

function newRow({ principal, now }: Context, input: NewSubscription): typeof subscriptions.$inferSelect {
  const at = now.toISOString();
  return {
    id: uuid(),
    organisation: principal?.organisation ?? '',
    ...input,
    events: [],
    leftOut: 0,
    etag: null,
    lastModified: null,
    readAt: null,
    fault: null,
    faults: 0,
    dueAt: at,
    createdAt: at,
    version: 1,
  };
}

const audiencesAreKnown = (network: unknown, audiences: string[] = []) => termsAreKnown(network, { audiences } as CourseContent);

/**
 * Says anew what a followed calendar is called and whom it is about, at the given version. Throws not-found, forbidden, stale, unprocessable
 * when an audience is unknown.
 */
export async function updateSubscription(context: Context, id: string, version: number, patch: SubscriptionPatch) {
  const [row] = await commit(context, {
    guards: [
      ...may(context, 'training:subscribe', ofSubscription(id), 'training:follow'),
      ...audiencesAreKnown(ofOne(id, 'network'), patch.audiences),
    ],
    steps: [versionStep(context, id, version, patch)],
    audit: { action: 'training:subscribe', ...auditOf(id) },
    result: selectSubscriptions(context, eq(subscriptions.id, id)),
  });
  return versionOf(row);
}

/** Follows a calendar no longer, and forgets its events, at the given version. Throws not-found, forbidden, stale. */
export async function deleteSubscription(context: Context, id: string, version: number): Promise<void> {
  const target = and(eq(subscriptions.id, id), eq(subscriptions.version, version));
  await commit(context, {
    guards: may(context, 'training:subscribe', ofSubscription(id), 'training:follow'),
    steps: [{ query: context.db.orm.delete(subscriptions).where(target), one: new Problem('stale') }],
    audit: { action: 'training:subscribe', ...auditOf(id) },
  });
}

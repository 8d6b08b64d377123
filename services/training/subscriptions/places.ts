import { type SQL, asc, getTableColumns, sql } from 'drizzle-orm';
import { inNetwork, oneOf } from '../../../shared/access/predicate.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { CalendarSubscription } from '../../../shared/contract/training/subscriptions.ts';
import type { Context } from '../../../shared/database/context.ts';
import { rowsOf } from '../../../shared/database/rows.ts';
import { subscriptions } from '../../../shared/database/training-calendars.ts';

const { events, ...columns } = getTableColumns(subscriptions);

/** A subscription as a query gives it: how many events are known, but not the events. */
export type SubscriptionRow = Omit<typeof subscriptions.$inferSelect, 'events'> & { known: number };

/** A subscription, as the rules find it: its network's. */
export const subscriptionPlace = inNetwork(subscriptions.network);

/** Where the rules find one subscription. */
export const ofSubscription = (id: string) => oneOf(subscriptions, id, subscriptionPlace);

/** One column of a subscription, the step to its next version, a condition of it. */
export const { ofOne, versionStep, onlyIf } = rowsOf(subscriptions);

/** What the audit says of an act on a subscription. */
export const auditOf = (id: string) => ({ subject: id, network: ofOne(id, 'network'), source: ofOne(id, 'organisation') });

/** The query for subscriptions, the oldest first. */
export const selectSubscriptions = ({ db }: Context, where: SQL | undefined) =>
  db.orm
    .select({ ...columns, known: sql<number>`json_array_length(${events})` })
    .from(subscriptions)
    .where(where)
    .orderBy(asc(subscriptions.id))
    .$dynamic();

/** A subscription as those see it who follow it: its events are for the view of collisions. */
export function toSubscription({ known, ...row }: SubscriptionRow): CalendarSubscription {
  const { id, network, name, url, countries, audiences, leftOut, readAt, fault, dueAt, createdAt } = row;
  return { id, network, name, url, countries, audiences, events: known, leftOut, readAt, fault, dueAt, createdAt };
}

/** The one subscription of a query with its version. Throws not-found. */
export function versionOf(row: SubscriptionRow | undefined) {
  if (!row) throw new Problem('not-found');
  return { body: toSubscription(row), version: row.version };
}

import { type SQL, and, asc, sql } from 'drizzle-orm';
import { predicate } from '../../../shared/access/predicate.ts';
import { daysAfter } from '../../../shared/contract/dates.ts';
import type { ForeignEvent } from '../../../shared/contract/training/subscriptions.ts';
import type { Context } from '../../../shared/database/context.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { subscriptions } from '../../../shared/database/training-calendars.ts';
import type { Held } from '../occurrences/clashes.ts';
import { meets } from '../occurrences/recurrence.ts';
import { subscriptionPlace } from '../subscriptions/places.ts';

/** An event of a followed calendar, with what its subscription says whom it takes; the event itself is JSON. */
export type ForeignRow = { id: string; network: string; countries: string[]; audiences: string[]; event: string };

/** The same as what is compared; `event` is its UID. */
export type ForeignHeld = Held & { event: string };

/** Days, both included. */
type Stretch = { from: string; to: string };

/**
 * The query for the events that fall into a stretch, of the calendars that the caller's networks follow: by turns one of each calendar, so
 * that a full one leaves room for the others.
 */
export function selectForeign(context: Context, { from, to }: Stretch, network: string | undefined) {
  const { id, network: follower, countries, audiences, events } = subscriptions;
  const isInStretch: SQL = sql`exists (select 1 from json_each(j.value, '$.occurrences')
    where json_each.value ->> 'from' < ${daysAfter(to, 1)} and json_each.value ->> 'to' >= ${from})`;
  return context.db.orm
    .select({ id, network: follower, countries, audiences, event: sql<string>`j.value` })
    .from(subscriptions)
    .innerJoin(sql`json_each(${events}) j`, isInStretch)
    .where(and(predicate(context, 'training:follow', subscriptionPlace), networkIs(follower, network)))
    .orderBy(sql`j.key`, asc(id))
    .$dynamic();
}

/** When such an event is held in the stretch, and whom it takes; its id is that of the calendar and its own. */
export function foreignHeld({ id, network, countries, audiences, event }: ForeignRow, { from, to }: Stretch): ForeignHeld {
  const { uid, title, zone, occurrences } = JSON.parse(event) as ForeignEvent;
  const [begin, end] = [Date.parse(from), Date.parse(daysAfter(to, 1))];
  const inStretch = occurrences.filter((one) =>
    isDays(one) ? one.from <= to && one.to >= from : meets(Date.parse(one.from), Date.parse(one.to), begin, end),
  );
  return {
    id: `${id} ${uid}`,
    event: uid,
    title,
    network,
    occurrences: inStretch.map((one) => (isDays(one) ? one : { start: one.from, end: one.to })),
    countries,
    trainers: [],
    audiences,
    zone,
  };
}

const isDays = ({ from }: Stretch) => from.length === 10;

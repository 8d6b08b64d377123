import { daysAfter } from '../../../shared/contract/dates.ts';
import type { ForeignEvent } from '../../../shared/contract/training/subscriptions.ts';
import { type ForeignFeed, readFeed } from '../occurrences/feed.ts';

const daysBefore = 31;
const daysAhead = 400;
const mostDates = 2_000;

type Dates = ForeignFeed['events'][number]['occurrences'][number];

/**
 * The events of somebody else's calendar with their dates from 31 days before `now` to 400 days after it, the earliest first: its first 2,000
 * dates. What was cancelled is not held. `leftOut` counts what was found wrong, and the dates beyond. Null for what is no calendar, is over a
 * limit of the reader, or has something wrong and no event that can be read.
 */
export function calendarOf(text: string, now: Date): { events: ForeignEvent[]; leftOut: number } | null {
  const feed = feedOf(text, now);
  if (!feed || (feed.events.length === 0 && feed.findings.length > 0)) return null;
  const held = feed.events.filter(({ status }) => status !== 'cancelled');
  const dates = held
    .flatMap((event) => event.occurrences.map((one) => ({ event, ...stretchOf(one) })))
    .toSorted((one, other) => (one.from < other.from ? -1 : Number(one.from > other.from)));
  const byEvent = Map.groupBy(dates.slice(0, mostDates), ({ event }) => event);
  const events = [...byEvent].map(([{ uid, title, zone }, its]) => ({
    uid,
    title,
    zone,
    occurrences: its.map(({ from, to }) => ({ from, to })),
  }));
  return { events, leftOut: feed.findings.length + Math.max(0, dates.length - mostDates) };
}

const stretchOf = (one: Dates) => ('start' in one ? { from: one.start, to: one.end } : one);

function feedOf(text: string, now: Date): ForeignFeed | null {
  const today = now.toISOString().slice(0, 10);
  try {
    return readFeed(text, { from: daysAfter(today, -daysBefore), to: daysAfter(today, daysAhead) });
  } catch {
    // Whatever a stranger's text makes its reader do is a fault of that text: it must not keep the other calendars from being read.
    return null;
  }
}

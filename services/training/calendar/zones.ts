import { Temporal } from 'temporal-polyfill';
import { tzlib_get_ical_block as blockOf } from 'timezones-ical-library';
import { daysAfter } from '../../../shared/contract/dates.ts';
import { clockIn, startsOf } from '../occurrences/recurrence.ts';
import { ruleOf } from '../occurrences/rule.ts';
import type { SessionTime } from './calendar-event.ts';

/** The local times between which a calendar uses a zone. */
export type Span = { from: string; to: string };

/** A change of clocks: its instant, and the offsets on both sides of it, milliseconds. */
type Change = { at: number; before: number; after: number };
/** A part of a VTIMEZONE that says a change of every year, with the changes that it makes. */
type Observance = { text: string; changes: (Change & { local: string })[] };

const day = 86_400_000;
const longest = 5 * 366;

/** For each zone but UTC, which needs no definition, the span in which the sessions are; one that recurs ends within five years. */
export function spansOf(sessions: readonly SessionTime[]): Map<string, Span> {
  const spans = new Map<string, Span>();
  for (const { zone, start, end, rule } of sessions) {
    if (zone === 'UTC') continue;
    const last = rule === undefined ? end : daysAfter(end.slice(0, 10), longest) + end.slice(10);
    const span = spans.get(zone);
    spans.set(zone, {
      from: span && span.from < start ? span.from : start,
      to: span && span.to > last ? span.to : last,
    });
  }
  return spans;
}

const offsetAt = (zone: string, at: number) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000;

function changesOf(zone: string, from: number, to: number): Change[] {
  const changes: Change[] = [];
  let before = offsetAt(zone, from);
  let next = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).getTimeZoneTransition('next');
  while (next && next.epochMilliseconds < to) {
    const after = next.offsetNanoseconds / 1_000_000;
    changes.push({ at: next.epochMilliseconds, before, after });
    before = after;
    next = next.getTimeZoneTransition('next');
  }
  return changes;
}

function offsetOf(text: string | undefined): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(text ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function observanceOf(text: string, from: number, to: number): Observance {
  const value = (name: string) => new RegExp(`${name}:(.*)\r`).exec(text)?.[1];
  const [before, after] = [offsetOf(value('TZOFFSETFROM')), offsetOf(value('TZOFFSETTO'))];
  const start = (value('DTSTART') ?? '').replace(/^(....)(..)(..)T(..)(..)(..)$/, '$1-$2-$3T$4:$5:$6');
  const { rule } = ruleOf(value('RRULE') ?? '');
  const clock = (local: string) => Date.parse(`${local}Z`) - before;
  const starts = rule ? [...startsOf(start, rule, clock, { from, to }, { left: Infinity })] : [];
  return {
    text,
    changes: starts.flatMap(({ local, at }) => (at > from ? [{ local, at, before, after }] : [])),
  };
}

const offsetText = (offset: number) => {
  const minutes = Math.abs(offset) / 60_000;
  return `${offset < 0 ? '-' : '+'}${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(Math.floor(minutes % 60)).padStart(2, '0')}`;
};

/** A local time as RFC 5545 3.3.5 writes it. */
export const compact = (local: string) => local.replaceAll(/[:-]/g, '');

function onceText({ at, before, after }: Change): string {
  const name = after > before ? 'DAYLIGHT' : 'STANDARD';
  const start = compact(new Date(at + before).toISOString().slice(0, 19));
  return `BEGIN:${name}\r\nDTSTART:${start}\r\nTZOFFSETFROM:${offsetText(before)}\r\nTZOFFSETTO:${offsetText(after)}\r\nEND:${name}\r\n`;
}

const same = (one: Change | undefined, other: Change | undefined) =>
  one !== undefined && other !== undefined && one.at === other.at && one.before === other.before && one.after === other.after;

/** How many of the last changes are the same in both. */
function agreeing(told: Change[], ruled: Change[]): number {
  let count = 0;
  while (same(told.at(-1 - count), ruled.at(-1 - count))) count += 1;
  return count;
}

/**
 * The VTIMEZONE of a zone (RFC 5545 3.6.5), true at every moment of the span. The library says the rules of today as if they had held since
 * 1970, which is wrong for Mexico before November 2022, Guatemala in 2006 and the United States before 2007: its rules are taken for the years
 * in which they hold, and what was otherwise is written out change by change. Rules where they can be: Outlook reads nothing else.
 */
export function zoneBlock(zone: string, { from, to }: Span): string {
  const clock = clockIn(zone);
  // A day before, as a reader may look at the local time as if it were UTC; a year after, so that each yearly rule is seen at work.
  const [begin, end] = [clock(from) - day, clock(to) + 400 * day];
  const told = changesOf(zone, begin, end);
  const [block = ''] = [blockOf(zone)].flat();
  const parts = block.match(/BEGIN:(STANDARD|DAYLIGHT)\r\n[^]*?END:\1\r\n/g) ?? [];
  const yearly = parts.map((text) => observanceOf(text, begin, end));
  const ruled = yearly.flatMap(({ changes }) => changes).toSorted((one, other) => one.at - other.at);
  const agreed = agreeing(told, ruled);
  // Fewer changes than rules: one of the rules was never seen to hold.
  const held = agreed < yearly.length ? 0 : agreed;
  const [once, since] = [told.slice(0, told.length - held), told[told.length - held]];
  const first = offsetAt(zone, begin);
  const lines = [
    onceText({ at: -first, before: first, after: first }),
    ...once.map(onceText),
    ...(since ? yearly.map((each) => startingFrom(since.at, each)) : []),
  ];
  return `BEGIN:VTIMEZONE\r\nTZID:${zone}\r\n${lines.join('')}END:VTIMEZONE`;
}

function startingFrom(since: number, { text, changes }: Observance): string {
  const first = changes.find(({ at }) => at >= since);
  return first ? text.replace(/DTSTART:.*\r/, `DTSTART:${compact(first.local)}\r`) : text;
}

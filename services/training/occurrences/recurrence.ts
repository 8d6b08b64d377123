import { Temporal } from 'temporal-polyfill';
import { dateOf, dayLength, dayOf, daysOf, type Work } from './days.ts';
import { type Bilingual, type Rule, ruleOf } from './rule.ts';

/** Local `YYYY-MM-DDTHH:mm:ss` in an IANA zone; the rule is the text of RFC 5545 without `RRULE:`; `except` are local starts left out. */
export type Session = { start: string; end: string; zone: string; rule?: string | null; except?: readonly string[] };

/** Instants, ISO 8601 with Z; the end is not part of it. */
export type Occurrence = { start: string; end: string };

/** Instants, or dates taken at 00:00 UTC; `to` is not part of it. */
export type Window = { from: string; to: string };

/** From a local date or date-time to its instant in milliseconds. */
export type Clock = (local: string) => number;

const longest = 5 * 366;
const mostCounted = 400;

/**
 * The instant of a local time in a zone. A time that the change of clocks skips takes the offset before the gap, one that comes twice is
 * the first (RFC 5545 3.3.5, and 3.8.5.3 for the members of a recurrence), which is what Temporal calls `compatible`.
 */
export const clockIn =
  (zone: string): Clock =>
  (local) =>
    Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;

/** Whether the name is a zone of the IANA database, by its own name or an alias; an offset (`+01:00`) is none. */
export function isZone(name: string): boolean {
  if (name.length > 64 || !/^[A-Z][\w+-]*(?:\/[A-Z][\w+-]*)*$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function faultOfEnd(rule: Rule, start: string | undefined): Bilingual | null {
  if (rule.count === null && rule.until === null)
    return { es: 'La regla debe terminar: falta COUNT o UNTIL', en: 'The rule must end: COUNT or UNTIL is missing' };
  if (rule.count !== null && rule.count > mostCounted)
    return { es: `COUNT es a lo sumo ${mostCounted}`, en: `COUNT is at most ${mostCounted}` };
  // RFC 5545 3.3.10: where the start is a local time with a zone, UNTIL is an instant in UTC.
  if (rule.until && !rule.until.utc)
    return { es: 'UNTIL se escribe en UTC, como 20270331T235959Z', en: 'UNTIL is written in UTC, like 20270331T235959Z' };
  if (rule.until && start && dayOf(rule.until.at) < dayOf(start) - 1)
    return { es: 'UNTIL es anterior al comienzo', en: 'UNTIL is before the start' };
  return null;
}

function outlasts(rule: Rule, start: string | undefined): boolean {
  const first = dayOf(start ?? '2024-01-01');
  if (rule.until) return start !== undefined && dayOf(rule.until.at) > first + longest;
  const reach = { from: first, last: first + longest };
  let days = 0;
  for (const day of daysOf(rule, first, reach, { left: Infinity })) if (day <= reach.last) days += 1;
  return days < (rule.count ?? 0);
}

/**
 * What is wrong with the rule of one of our own sessions, or null. It repeats by days, weeks, months or years, ends (COUNT up to 400, or UNTIL
 * in UTC) and does so within five years: of `start` (local) where that is given; without it UNTIL cannot be measured and COUNT is
 * measured from a nominal start. A rule whose COUNT no calendar can reach (30 February) does not end.
 */
export function faultOfRule(text: string, start?: string): Bilingual | null {
  const { rule, fault } = ruleOf(text);
  if (!rule) return fault;
  const end = faultOfEnd(rule, start);
  if (end) return end;
  if (outlasts(rule, start)) return { es: 'La regla debe terminar en cinco años', en: 'The rule must end within five years' };
  return null;
}

const isPast = (until: Rule['until'], local: string, at: number) =>
  until !== null && (until.utc ? at > Date.parse(`${until.at}Z`) : local.slice(0, until.at.length) > until.at);

/** The starts of a rule from `from` on (some a little earlier) and before `to`, milliseconds, in order. `start` is a local date or date-time. */
export function* startsOf(
  start: string,
  rule: Rule | null,
  clock: Clock,
  { from, to }: { from: number; to: number },
  work: Work,
): Generator<{ local: string; at: number }> {
  const first = dayOf(start);
  // A local day begins up to 14 hours before and ends up to 12 hours after the same day in UTC.
  const reach = { from: Math.floor(from / dayLength) - 2, last: Math.floor(to / dayLength) + 2 };
  for (const day of rule ? daysOf(rule, first, reach, work) : [first]) {
    if (day < reach.from) continue;
    const local = dateOf(day) + start.slice(10);
    const at = clock(local);
    if (at >= to || (rule && day !== first && isPast(rule.until, local, at))) return;
    yield { local, at };
  }
}

/** Whether [start, end) meets [from, to); something without length is at its moment. */
export const meets = (start: number, end: number, from: number, to: number) => start < to && Math.max(end, start + 1) > from;

/**
 * The occurrences of a session that meet the window, in order, at most `most`. Each lasts exactly as long as the first one
 * (RFC 5545 3.8.5.3, for a component with an end); one in `except` is left out but counted. Nothing later than five years from the start.
 */
export function occurrencesOf(session: Session, window: Window, most = 400): Occurrence[] {
  const clock = clockIn(session.zone);
  const length = Math.max(0, clock(session.end) - clock(session.start));
  const from = Date.parse(window.from);
  const limit = (dayOf(session.start) + longest + 2) * dayLength;
  const to = Math.min(Date.parse(window.to), limit);
  const rule = session.rule ? ruleOf(session.rule).rule : null;
  const found: Occurrence[] = [];
  for (const { local, at } of startsOf(session.start, rule, clock, { from: from - length, to }, { left: Infinity })) {
    if (session.except?.includes(local) || !meets(at, at + length, from, to)) continue;
    if (found.length >= most) break;
    found.push({ start: new Date(at).toISOString(), end: new Date(at + length).toISOString() });
  }
  return found;
}

/** When the last occurrence ends by the clock there: reckoned without a zone, local times stay what they are. */
export function lastEnd(session: Session): string {
  if (!session.rule) return session.end;
  return occurrencesOf({ ...session, zone: 'UTC' }, { from: '0001-01-01', to: '9999-12-31' }).at(-1)?.end ?? session.end;
}

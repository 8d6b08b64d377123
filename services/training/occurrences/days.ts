import type { Rule } from './rule.ts';

export const dayLength = 86_400_000;

/** Work that a reading may still do, in days and months looked at; below zero it stopped early. */
export type Work = { left: number };

/** The number of a local date's day, 0 = 1970-01-01; takes the date or anything that begins with it. */
export const dayOf = (text: string) => Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / dayLength;

/** The local date of a day's number. */
export const dateOf = (day: number) => new Date(day * dayLength).toISOString().slice(0, 10);

// The calendar repeats every 400 years (146,097 days); Date.UTC alone would take the years 0 to 99 for 1900 to 1999.
function firstOfMonth(index: number): number {
  const cycle = Math.floor(index / 4800);
  return Date.UTC(2000, index - cycle * 4800, 1) / dayLength + (cycle - 5) * 146_097;
}

function monthOf(day: number): number {
  const date = new Date(day * dayLength);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

const weekdayOf = (day: number) => (((day + 3) % 7) + 7) % 7;

type Periods = { of: (day: number) => number; begin: (index: number) => number };

function periodsOf({ frequency, weekStart }: Rule): Periods {
  // Day 0 was a Thursday, so day -3 was a Monday.
  const shift = weekStart - 3;
  if (frequency === 'DAILY') return { of: (day) => day, begin: (index) => index };
  if (frequency === 'WEEKLY') return { of: (day) => Math.floor((day - shift) / 7), begin: (index) => index * 7 + shift };
  if (frequency === 'YEARLY') return { of: (day) => Math.floor(monthOf(day) / 12), begin: (index) => firstOfMonth(index * 12) };
  return { of: monthOf, begin: firstOfMonth };
}

/** The rule with what its first day says where the rule itself is silent (RFC 5545 3.3.10). */
function completed(rule: Rule, start: number): Rule {
  if (rule.frequency === 'DAILY' || rule.weekdays.length > 0 || rule.monthDays.length > 0) return rule;
  const date = new Date(start * dayLength);
  if (rule.frequency === 'WEEKLY') return { ...rule, weekdays: [{ nth: 0, weekday: weekdayOf(start) }] };
  const months = rule.frequency === 'YEARLY' && rule.months.length === 0 ? [date.getUTCMonth() + 1] : rule.months;
  return { ...rule, months, monthDays: [date.getUTCDate()] };
}

/** Whether `position` (1 …) of `length`, or the same counted from the end (−1 …), is asked for. */
const counts = (wanted: number, position: number, length: number) => wanted === position || wanted === position - length - 1;

function onWeekday(rule: Rule, day: number, month: number): boolean {
  const wanted = rule.weekdays.filter(({ weekday }) => weekday === weekdayOf(day));
  if (rule.weekdays.length === 0 || wanted.some(({ nth }) => nth === 0)) return true;
  if (wanted.length === 0) return false;
  // RFC 5545 3.3.10: ordinals count in the month, or in the year where a yearly rule names no month.
  const inYear = rule.frequency === 'YEARLY' && rule.months.length === 0;
  const first = inYear ? month - (((month % 12) + 12) % 12) : month;
  const before = Math.floor((day - firstOfMonth(first)) / 7);
  const rest = Math.floor((firstOfMonth(first + (inYear ? 12 : 1)) - 1 - day) / 7);
  return wanted.some(({ nth }) => counts(nth, before + 1, before + 1 + rest));
}

/** The days of [begin, end) that the rule names, BYSETPOS apart: month by month, leaping over months that it does not name. */
function named(rule: Rule, begin: number, end: number, work: Work): number[] {
  const days: number[] = [];
  for (let month = monthOf(begin), first = firstOfMonth(month); first < end; month += 1) {
    const next = firstOfMonth(month + 1);
    work.left -= 1;
    if (rule.months.length === 0 || rule.months.includes((((month % 12) + 12) % 12) + 1)) {
      for (let day = Math.max(begin, first); day < Math.min(end, next); day += 1) {
        work.left -= 1;
        const onDay = rule.monthDays.length === 0 || rule.monthDays.some((each) => counts(each, day - first + 1, next - first));
        if (onDay && onWeekday(rule, day, month)) days.push(day);
      }
    }
    first = next;
  }
  return days;
}

function chosen(days: number[], positions: number[]): number[] {
  if (positions.length === 0) return days;
  return days.filter((_day, index) => positions.some((each) => counts(each, index + 1, days.length)));
}

/**
 * The days of a rule from its first one, in order; the first belongs to it and counts whether or not the rule names it (RFC 5545 3.8.5.3).
 * Where nothing is counted, periods before `from` are leapt over; no period after `last` is opened, so every rule ends. UNTIL is the caller's.
 */
export function* daysOf(given: Rule, start: number, reach: { from: number; last: number }, work: Work): Generator<number> {
  const rule = completed(given, start);
  const periods = periodsOf(rule);
  let left = rule.count ?? Infinity;
  left -= 1;
  yield start;
  const first = periods.of(start);
  const ahead = rule.count === null ? Math.floor((periods.of(reach.from) - first) / rule.interval) : 0;
  for (let index = first + Math.max(0, ahead) * rule.interval; periods.begin(index) <= reach.last && left > 0; index += rule.interval) {
    const days = named(rule, periods.begin(index), periods.begin(index + 1), work);
    if (work.left < 0) return;
    for (const day of chosen(days, rule.positions)) {
      if (day <= start) continue;
      if (left <= 0) return;
      left -= 1;
      yield day;
    }
  }
}

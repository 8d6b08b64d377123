import type { OutlineActivity } from '../../../shared/contract/plans/outline.ts';

/** A date of an activity in IATI's list ActivityDateType: 1 planned start, 2 actual start, 3 planned end, 4 actual end. */
export type IatiDate = { type: '1' | '2' | '3' | '4'; day: string };

const lastOfMonth = (year: string, month: string) => new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();

/** The first and the last day that an EDTF date or interval covers. */
function daysOf(edtf: string): { first: string; last: string } {
  const [start = '', end = start] = edtf.split('/');
  const [year = '', month = '12', day] = end.split('-');
  return { first: `${start}-01-01`.slice(0, 10), last: `${year}-${month}-${day ?? String(lastOfMonth(year, month)).padStart(2, '0')}` };
}

/**
 * The dates of an activity, in order: those of its calendar as planned; in the historical part those of its events as they were; and
 * where neither names any, the day from which the plan is in force as its planned start, for IATI wants one.
 */
export function datesOf({ schedule, outcomes }: OutlineActivity, part: 'active' | 'historical', effectiveOn: string): IatiDate[] {
  const events = outcomes.flatMap(({ events: list }) => list.flatMap(({ date }) => (date === null ? [] : [daysOf(date)])));
  const first = events.map((one) => one.first).toSorted()[0];
  const last = events
    .map((one) => one.last)
    .toSorted()
    .at(-1);
  if (part === 'historical' && first !== undefined && last !== undefined) {
    return [
      { type: '2', day: first },
      { type: '4', day: last },
    ];
  }
  if (!schedule?.date) return [{ type: '1', day: effectiveOn }];
  const planned = daysOf(schedule.date);
  return [
    { type: '1', day: planned.first },
    { type: '3', day: planned.last },
  ];
}

/** When a version was made: its id begins with that moment (RFC 9562, 5.7), so the same version always gives the same file. */
export function madeAt(version: string): string {
  return new Date(Number.parseInt(version.replaceAll('-', '').slice(0, 12), 16)).toISOString();
}

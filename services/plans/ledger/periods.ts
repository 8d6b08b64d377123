import { firstDay, lastDay } from '../../../shared/contract/dates.ts';

/** A stretch of days, both ends included. */
export type Days = { from: string; to: string };

/** A period by its key in the ledger, and its days. */
export type Stretch = Days & { period: string };

const half = /^(\d{4})-S([12])$/;

/** The days of a calendar period: `2009-S2`, `2009`, an EDTF date, or an interval of two of them. */
export function daysOf(period: string): Days {
  const [start = '', end = start] = period.split('/');
  return { from: firstOf(start), to: lastOf(end) };
}

function firstOf(one: string): string {
  const [, year, number] = half.exec(one) ?? [];
  return year === undefined ? firstDay(one) : number === '1' ? `${year}-01-01` : `${year}-07-01`;
}

function lastOf(one: string): string {
  const [, year, number] = half.exec(one) ?? [];
  return year === undefined ? lastDay(one) : number === '1' ? `${year}-06-30` : `${year}-12-31`;
}

/** Whether two stretches of days share one. */
export const meet = (one: Days, other: Days): boolean => one.from <= other.to && other.from <= one.to;

/** The calendar years that share a day with a window. */
export function yearsIn({ from, to }: Days): Stretch[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, index) => stretch(String(first + index).padStart(4, '0')));
}

/** The calendar half years that share a day with a window. */
export const halvesIn = (window: Days): Stretch[] =>
  yearsIn(window)
    .flatMap(({ period }) => [stretch(`${period}-S1`), stretch(`${period}-S2`)])
    .filter((one) => meet(one, window));

/** The half year that a day is in. */
export const halfOf = (day: string): string => `${day.slice(0, 4)}-S${day.slice(5, 7) <= '06' ? 1 : 2}`;

const stretch = (period: string): Stretch => ({ period, ...daysOf(period) });

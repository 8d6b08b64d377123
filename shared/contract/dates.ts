import * as z from 'zod';

/** A calendar day, `YYYY-MM-DD`. */
export const Day = z.iso.date().meta({ description: 'Calendar day', examples: ['2009-11-26'] });

/** An instant, RFC 3339 in UTC. */
export const Instant = z.iso
  .datetime()
  .max(24)
  .meta({ description: 'Instant, RFC 3339 UTC', examples: ['2026-03-01T12:00:00.000Z'] });

const coarse = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/** Whether `text` is a date of EDTF level 0: a year, a month or a day that exists. */
function isEdtfDate(text: string): boolean {
  if (!coarse.test(text)) return false;
  return text.length < 10 || new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

/** A coarse date of a plan, EDTF level 0 (ISO 8601-2): `2010`, `2010-02`, `2010-02-15`. */
export const EdtfDate = z
  .string()
  .max(10)
  .regex(coarse)
  .refine(isEdtfDate, { error: 'Not an EDTF level 0 date / No es una fecha EDTF de nivel 0' })
  .meta({ description: 'EDTF level 0 date: year, month or day', examples: ['2010-02'] });

/** One EDTF date or an interval of two, `2005-02-07/2005-02-11`. */
export const Edtf = z
  .string()
  .max(21)
  .regex(/^[\d-]{4,10}(\/[\d-]{4,10})?$/)
  .refine((text) => text.split('/').every(isEdtfDate), {
    error: 'Not an EDTF level 0 date or interval / No es una fecha o intervalo EDTF de nivel 0',
  })
  .meta({ description: 'EDTF level 0 date or interval', examples: ['2005-02-07/2005-02-11'] });

/** The first day that an EDTF level 0 date or interval may mean: `2010-02` is `2010-02-01`. */
export const firstDay = (edtf: string): string => `${edtf.split('/')[0] ?? ''}-01-01`.slice(0, 10);

/** The last day that an EDTF level 0 date or interval may mean: `2010-02` is `2010-02-28`, `2010` is `2010-12-31`. */
export function lastDay(edtf: string): string {
  const [year = '', month = '12', day] = (edtf.split('/').at(-1) ?? '').split('-');
  if (day !== undefined) return `${year}-${month}-${day}`;
  const longest = [31, 30, 29, 28].find((length) => isEdtfDate(`${year}-${month}-${length}`)) ?? 28;
  return `${year}-${month}-${longest}`;
}

/** The day that is so many days after a day, before it when `days` is negative. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The day that is so many months after a day; the last of its month where that one is shorter. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const count = year * 12 + month - 1 + months;
  const there = `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
  const same = `${there}-${day.slice(8)}`;
  return same <= lastDay(there) ? same : lastDay(there);
}

/** The eve of a day. */
export const dayBefore = (day: string): string => daysAfter(day, -1);

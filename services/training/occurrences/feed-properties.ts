import ICAL from 'ical.js';
import { type Bilingual, isLocal } from './rule.ts';

/** A date, or a date-time to the second, as written: with Z, in the zone named, or floating. */
export type When = { local: string; utc: boolean; zone: string | null };
/** A length by the calendar (days) and by the clock (milliseconds). */
export type Length = { days: number; clock: number };
export type Property = { name: string; type: string; zone: string | null; values: unknown[] };

/** What is wrong with one event, which is left out; the others are read. */
export class EventFault extends Error {
  readonly fault: Bilingual;
  constructor(es: string, en: string) {
    super(en);
    this.fault = { es, en };
  }
}

const longestHead = 1000;

/** One content line as ical.js reads it. Names and parameters over 1,000 characters are refused: reading them costs their square. */
export function propertyOf(line: string): Property {
  const head = /^[^:"]*(?:"[^"]*"[^:"]*)*:/.exec(line)?.[0];
  const name = /^[A-Za-z0-9-]*/.exec(line)?.[0].toUpperCase() ?? '';
  const unreadable = () => new EventFault(`la línea ${name} no se puede leer`, `the line ${name} cannot be read`);
  if (!head || head.length > longestHead) throw unreadable();
  try {
    const [, parameters, type, ...values]: unknown[] = ICAL.parse.property(line);
    const zone = typeof parameters === 'object' && parameters && 'tzid' in parameters ? parameters.tzid : null;
    return { name, type: String(type), zone: typeof zone === 'string' ? zone.slice(0, 200) : null, values };
  } catch {
    throw unreadable();
  }
}

/** The moment that a value of a property says. */
export function whenOf(value: unknown, { name, type, zone }: Property): When {
  const text = String(value);
  const utc = text.endsWith('Z');
  const local = utc ? text.slice(0, -1) : text;
  if (!isLocal(local) || local.length > 10 !== (type === 'date-time'))
    throw new EventFault(`la fecha de ${name} no es válida`, `the date of ${name} is not valid`);
  return { local, utc, zone: utc || local.length === 10 ? null : zone };
}

const lengthForm = /^([+-])?P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?$/;

/** A duration of RFC 5545 3.3.6, never negative. */
export function lengthOf(value: unknown): Length {
  const [whole, sign, weeks = '0', days = '0', hours = '0', minutes = '0', seconds = '0'] = lengthForm.exec(String(value)) ?? [];
  if (!whole || sign === '-') throw new EventFault('la duración no es válida', 'the duration is not valid');
  return {
    days: Number(weeks) * 7 + Number(days),
    clock: ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000,
  };
}

/** Plain text as it may be shown: one line, no control or direction characters, at most 300 characters. */
export const plainText = (value: unknown) =>
  String(value)
    .slice(0, 2000)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, '')
    .trim()
    .slice(0, 300)
    .replace(/[\uD800-\uDBFF]$/, '')
    .toWellFormed();

import countries from 'i18n-iso-countries';
import { firstDay } from '../../shared/contract/dates.ts';
import type { Locale } from '../../shared/worker/locale.ts';

const tags = { es: 'es', en: 'en-GB' };

/** The name of a country by its code (ISO 3166-1 alpha-3); the code where it has none. */
export function countryName(code: string, locale: Locale): string {
  const alpha2 = countries.alpha3ToAlpha2(code);
  return (alpha2 && new Intl.DisplayNames([tags[locale]], { type: 'region' }).of(alpha2)) ?? code;
}

const precise = (length: number): Intl.DateTimeFormatOptions => ({
  year: 'numeric',
  ...(length > 4 ? { month: 'long' } : {}),
  ...(length > 7 ? { day: 'numeric' } : {}),
  timeZone: 'UTC',
});
const formats = (tag: string) => new Map([4, 7, 10].map((length) => [length, new Intl.DateTimeFormat(tag, precise(length))] as const));
const formatters = { es: formats(tags.es), en: formats(tags.en) };

/** Dates of EDTF level 0 as people write them, no more precise than they are: `febrero de 2010`, `4–6 May 2026`. */
export function datesWritten(from: string, to: string, locale: Locale): string {
  const format = formatters[locale].get(from.length);
  if (!format) return `${from} – ${to}`;
  if (from === to) return format.format(dayAt(from));
  if (from.length === to.length) return format.formatRange(dayAt(from), dayAt(to));
  return `${datesWritten(from, from, locale)} – ${datesWritten(to, to, locale)}`;
}

const dayAt = (edtf: string) => new Date(`${firstDay(edtf)}T00:00:00Z`);

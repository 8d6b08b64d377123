import { months, words } from './vocabulary.ts';
import { fold } from './words.ts';

const longest = 80;
const fillers = new Set(words((vocabulary) => vocabulary.dateFillers));
const ranges = new Set(words((vocabulary) => vocabulary.rangeWords));
const pairs = new Set(words((vocabulary) => vocabulary.pairWords));

type Token = { kind: 'day' | 'month' | 'year' | 'range' | 'pair'; value: number };

const pad = (value: number) => String(value).padStart(2, '0');

function toToken(word: string): Token | null {
  const month = months.get(word);
  if (month !== undefined) return { kind: 'month', value: month };
  if (/^(19|20)\d\d$/.test(word)) return { kind: 'year', value: Number(word) };
  if (/^\d{1,2}(st|nd|rd|th|º|°)?$/.test(word)) return { kind: 'day', value: Number.parseInt(word, 10) };
  if (word === '-' || ranges.has(word)) return { kind: 'range', value: 0 };
  return pairs.has(word) ? { kind: 'pair', value: 0 } : null;
}

function tokens(text: string): Token[] | null {
  const parts = fold(text).replace(/[,.]/g, ' ').replace(/-+/g, ' - ').split(' ');
  const kept = parts.filter((part) => part !== '' && !fillers.has(part)).map(toToken);
  return kept.length > 0 && kept.every((token) => token !== null) ? kept : null;
}

function day(year: number, month: number, value: number): string | null {
  const text = `${year}-${pad(month)}-${pad(value)}`;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).getUTCDate() !== value ? null : text;
}

/** One date out of its tokens, in whichever order they were printed; a missing month or year is lent by the other end of the range. */
function single(part: Token[], lent: { month?: number; year?: number }): string | null {
  const of = (kind: Token['kind']) => part.filter((token) => token.kind === kind).map((token) => token.value);
  const [years, monthsOf, days] = [of('year'), of('month'), of('day')];
  if (years.length + monthsOf.length + days.length !== part.length || years.length > 1 || monthsOf.length > 1 || days.length > 1)
    return null;
  const year = years[0] ?? lent.year;
  const month = monthsOf[0] ?? (days.length > 0 ? lent.month : undefined);
  if (year === undefined) return null;
  if (days[0] !== undefined) return month === undefined ? null : day(year, month, days[0]);
  return month === undefined ? String(year) : `${year}-${pad(month)}`;
}

function lend(part: Token[]): { month?: number; year?: number } {
  const lent: { month?: number; year?: number } = {};
  for (const token of part) if (token.kind === 'month' || token.kind === 'year') lent[token.kind] = token.value;
  return lent;
}

function isNextDay(start: string, end: string): boolean {
  return Date.parse(end) - Date.parse(start) === 86_400_000;
}

function interval(before: Token[], after: Token[], joint: Token['kind']): string | null {
  const start = single(before, lend(after));
  // The closing year of "July 22-23, 2008" stands after the range, its month before it.
  const end = single(after, lend(before));
  if (start === null || end === null || start.length !== end.length || end <= start) return null;
  if (joint === 'pair' && !(start.length === 10 && isNextDay(start, end))) return null;
  return `${start}/${end}`;
}

/**
 * A printed date in Spanish or English as EDTF level 0, or as an interval of two: `2004-05`, `2005-02-07/2005-02-11`.
 * null when the text is anything else, names a day that does not exist or leaves something to guess (irregularities S4, S6, R9).
 */
export function parsePrintedDate(text: string): string | null {
  if (text.length > longest) return null;
  const iso = /^\s*(\d{4})-(\d{2})(?:-(\d{2}))?\s*\.?\s*$/.exec(text);
  if (iso) return fromIso(Number(iso[1]), Number(iso[2]), iso[3]);
  const found = tokens(text);
  if (!found) return null;
  const joints = found.flatMap((token, index) => (token.kind === 'range' || token.kind === 'pair' ? [index] : []));
  const at = joints[0];
  if (at === undefined) return single(found, {});
  return joints.length === 1 ? interval(found.slice(0, at), found.slice(at + 1), found[at]?.kind ?? 'range') : null;
}

function fromIso(year: number, month: number, dayText: string | undefined): string | null {
  if (month < 1 || month > 12 || year < 1900 || year > 2099) return null;
  return dayText === undefined ? `${year}-${pad(month)}` : day(year, month, Number(dayText));
}

/** What both ends of an interval share, as one date: `2008-05-22/2008-05-23` is `2008-05`; null when they share no year. */
export function coarsest(edtf: string): string | null {
  const [start = '', end] = edtf.split('/');
  if (end === undefined) return start;
  if (start.slice(0, 7) === end.slice(0, 7) && start.length >= 7) return start.slice(0, 7);
  return start.slice(0, 4) === end.slice(0, 4) ? start.slice(0, 4) : null;
}

/** The longest run of words at the end of a sentence that is a date, or null: "… el 26 de noviembre de 2009" is `2009-11-26`. */
export function dateAtEnd(sentence: string): string | null {
  const parts = sentence.slice(-longest).split(' ').slice(-10);
  for (let from = 0; from < parts.length; from++) {
    const date = parsePrintedDate(parts.slice(from).join(' '));
    if (date !== null) return date;
  }
  return null;
}

import type { Citation } from '../../../shared/contract/plans/outline.ts';
import { coarsest, parsePrintedDate } from './dates.ts';
import { table, words } from './vocabulary.ts';
import { clean, fold, stripStop, wordsOf } from './words.ts';

/** A body of the network: its code and the other names it is printed with. */
export type Body = { code: string; aliases: readonly string[] };

export type Parts = Omit<Citation, 'raw' | 'complete'> & { unknown: string[]; dateIsDay: boolean; bodyIsKnown: boolean };

const instruments = new Map(
  table((vocabulary) => vocabulary.instruments).flatMap(([kind, names]) => names.map((name) => [key(name), kind] as const)),
);
const notPlaces = new Set(words((vocabulary) => vocabulary.notPlaces));
const pointWords = words((vocabulary) => vocabulary.pointWords)
  .toSorted((one, other) => other.length - one.length)
  .join('|');
const pointValue = '[0-9A-Za-z]{1,4}(?:[.\\-][0-9A-Za-z]{1,3}){0,4}(?: (?:y|and|a|to) [0-9A-Za-z]{1,4})?';
const prefixed = new RegExp(`^(?:${pointWords})(?:\\. ?| )(${pointValue})$`, 'i');
const barePoint = /^(?:\d{1,3}(?:\.[A-Za-z0-9]{1,2})?|[a-z](?:\.[A-Z0-9])?)$/;
const ordinal = /^([IVXLC]{1,7}|\d{1,3}(?:\.?[ªº°]|st|nd|rd|th|a|o)?) (.+)$/;
const small = new Set(['de', 'del', 'la', 'las', 'los', 'el', 'y', 'of', 'the', 'and']);

function key(text: string): string {
  return wordsOf(text).join(' ');
}

/** The names of the bodies, ready to be looked up by `parseParts`. */
export function bodyNames(bodies: readonly Body[]): ReadonlyMap<string, string> {
  return new Map(bodies.flatMap((body) => [...body.aliases, body.code].map((name) => [key(name), body.code] as const)));
}

/** Whether a token between commas is printed as a place: capitalised words, no common noun of documents first. */
export function isPlace(token: string): boolean {
  const parts = token.split(' ');
  if (parts.length > 5 || /\d/.test(token) || notPlaces.has(fold(parts[0] ?? ''))) return false;
  return /^\p{Lu}/u.test(token) && parts.every((part) => /^\p{Lu}/u.test(part) || small.has(fold(part)));
}

function readPoint(token: string): string | null {
  const found = prefixed.exec(token.normalize('NFD').replace(/\p{M}/gu, ''));
  if (found?.[1] !== undefined) return found[1];
  return barePoint.test(token) ? token : null;
}

function readBody(
  token: string,
  folded: string,
  names: ReadonlyMap<string, string>,
): { body: string; session: string | null; known: boolean } | null {
  const known = names.get(folded);
  if (known !== undefined) return { body: known, session: null, known: true };
  const numbered = ordinal.exec(token);
  const inner = numbered?.[2] === undefined ? null : readBody(numbered[2], key(numbered[2]), names);
  if (numbered && inner) return { ...inner, session: numbered[1] ?? null };
  return /^\p{Lu}{2,10}$/u.test(token) ? { body: token, session: null, known: false } : null;
}

function takeToken(parts: Parts, token: string, names: ReadonlyMap<string, string>): void {
  const folded = key(token);
  const instrument = instruments.get(folded);
  const point = readPoint(token);
  const body = readBody(token, folded, names);
  if (instrument !== undefined && parts.instrument === null) parts.instrument = instrument;
  else if (body?.known && parts.body === null) Object.assign(parts, { body: body.body, session: body.session, bodyIsKnown: true });
  else if (point !== null && parts.point === null) parts.point = point;
  else if (body && parts.body === null) Object.assign(parts, { body: body.body, session: body.session });
  else if (isPlace(token) && parts.place === null) parts.place = token;
  else parts.unknown.push(token);
}

/** How many tokens from `at` on make a date (two for "mayo, 2004"), and the date; a day or a range is told apart from a month. */
function takeDate(parts: Parts, tokens: readonly string[], at: number): number {
  for (const count of [2, 1]) {
    if (at + count > tokens.length || parts.date !== null) continue;
    // "mayo, 2004" goes together; "mayo 2004, 21" is a date and a point.
    if (count === 2 && !/^\d{4}$/.test(tokens[at + 1] ?? '')) continue;
    const date = parsePrintedDate(tokens.slice(at, at + count).join(' '));
    if (date === null) continue;
    parts.date = coarsest(date);
    parts.dateIsDay = date.length > 7;
    return count;
  }
  return 0;
}

/** The comma-separated tokens of a reference, classified in whatever order they stand (irregularities R2 to R11). */
export function parseParts(content: string, names: ReadonlyMap<string, string>): Parts {
  const none = { point: null, instrument: null, body: null, session: null, place: null, date: null };
  const parts: Parts = { ...none, unknown: [], dateIsDay: false, bodyIsKnown: false };
  const tokens = content
    .split(',')
    .map((token) => stripStop(clean(token)))
    .filter((token) => token !== '');
  for (let at = 0; at < tokens.length;) {
    const taken = takeDate(parts, tokens, at);
    if (taken === 0) takeToken(parts, tokens[at] ?? '', names);
    at += Math.max(taken, 1);
  }
  return parts;
}

import type { Schedule } from '../../../shared/contract/plans/outline.ts';
import { parsePrintedDate } from './dates.ts';
import { phraseAt, phraseIndex } from './phrases.ts';
import { table } from './vocabulary.ts';
import { clean, fold, stripStop, wordsOf } from './words.ts';

const statuses = phraseIndex(
  table((vocabulary) => vocabulary.statuses).flatMap(([status, names]) => names.map((name) => [name, status] as const)),
);
const separator = /^[\s.,;:\-\u2010-\u2015\u2212]*/;

/** What follows the first `count` words of a text, without the punctuation between; null when nothing does. */
function afterWords(text: string, count: number): string | null {
  const word = /[\p{L}\p{N}]+/gu;
  let end = 0;
  for (let taken = 0; taken < count; taken++) end = word.exec(text) ? word.lastIndex : end;
  const rest = text.slice(end).replace(separator, '');
  return rest === '' ? null : rest;
}

/** A date at the start of a cell, with what stands after its full stop or dash as a note. */
function dated(raw: string): { date: string; note: string | null } | null {
  const whole = parsePrintedDate(stripStop(raw));
  if (whole !== null) return { date: whole, note: null };
  const cut = /\. | [-\u2010-\u2015\u2212]+ |; /.exec(raw);
  if (!cut) return null;
  const date = parsePrintedDate(raw.slice(0, cut.index));
  return date === null ? null : { date, note: raw.slice(cut.index + cut[0].length) };
}

/**
 * A calendar cell without its number and citations: one of the four statuses, the EDTF date when it is scheduled, and what else it
 * says as a note. The status is null when the wording is none of these (register PL-05, irregularities S1 to S5).
 */
export function parseSchedule(text: string): Schedule {
  const raw = clean(text);
  const found = phraseAt(statuses, wordsOf(raw), 0);
  if (found) return { raw, status: found.value, date: null, note: afterWords(raw, found.words.length) };
  const date = dated(raw);
  return date ? { raw, status: 'scheduled', ...date } : { raw, status: null, date: null, note: null };
}

/** Whether a text opens with the word for "continuous": a result that keeps coming (register PL-11). */
export function isContinuous(text: string): boolean {
  return phraseAt(statuses, wordsOf(text), 0)?.value === 'continuous';
}

/** Whether a text says nothing but "to be defined" or "pending": the place of an activity that nobody has named (register PL-08). */
export function isPlaceholder(text: string): boolean {
  const found = phraseAt(statuses, wordsOf(text), 0);
  return found !== null && found.value !== 'continuous' && wordsOf(fold(text)).length === found.words.length;
}

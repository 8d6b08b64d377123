import { words } from './vocabulary.ts';
import { dateAtEnd } from './dates.ts';
import { readCode } from './headings.ts';
import { stripStop, wordsOf } from './words.ts';

const plan = new Set(words((vocabulary) => vocabulary.planWords));
const updates = new Set(words((vocabulary) => vocabulary.updateWords));
const longestTitle = 1_000;

/** The title of the plan among the lines before its tables: the one that says "plan", else the longest; null when there is none. */
export function readTitle(front: readonly string[]): string | null {
  const lines = front.filter((line) => readCode(line) === null && line.length <= longestTitle && !saysUpdate(line));
  const named = lines.find((line) => wordsOf(line).some((word) => plan.has(word)));
  return named ?? lines.toSorted((one, other) => other.length - one.length)[0] ?? null;
}

function saysUpdate(line: string): boolean {
  return dateAtEnd(stripStop(line)) !== null && wordsOf(line).some((word) => updates.has(word));
}

/** The date of the last update, EDTF level 0, or null ("Actualizado por la ST el 26 de noviembre de 2009"). */
export function readUpdatedOn(front: readonly string[]): string | null {
  const line = front.find((one) => one.length <= longestTitle && saysUpdate(one));
  const date = line === undefined ? null : dateAtEnd(stripStop(line));
  return date === null || date.includes('/') ? null : date;
}

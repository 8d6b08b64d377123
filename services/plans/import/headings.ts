import { words } from './vocabulary.ts';
import { clean, fold, isCapitals, stripStop, wordsOf } from './words.ts';

/** A heading that prints a code: of an axis ("A. …", "Eje 2: …") or of a section ("I. …"). */
export type Coded = { code: string; title: string };

const axisWords = words((vocabulary) => vocabulary.axisWords)
  .toSorted((one, other) => other.length - one.length)
  .join('|');
const worded = new RegExp(`^(?:${axisWords})\\s+([A-Z]|[IVX]{1,4}|\\d{1,2})\\s?[.):\\-\\u2013\\u2014]*\\s+(\\S.*)$`, 'iu');
const lettered = /^([A-Z]|[IVX]{1,4})\s?(?:\.-|[.):]|[-\u2013\u2014]{1,2}(?=\s))\s*(?=\p{L}|["“«¿¡])(.*)$/u;
const historical = new Set(words((vocabulary) => vocabulary.historicalWords));
const legend = new RegExp(`^(?:${words((vocabulary) => vocabulary.legendWords).join('|')})\\s?:`);
const longestHeading = 400;

/** The code and title of a heading, or null for a line that prints none. */
export function readCode(line: string): Coded | null {
  const text = clean(line);
  if (text.length > longestHeading) return null;
  const found = worded.exec(text) ?? lettered.exec(text);
  return found?.[1] === undefined || !found[2] ? null : { code: found[1].toUpperCase(), title: found[2] };
}

/** Whether a heading says that the historical part begins (irregularities T8). */
export function saysHistorical(line: string): boolean {
  return line.length <= longestHeading && wordsOf(line).some((word) => historical.has(word));
}

/** Whether a line explains the marks of the document ("Underlined: …"). */
export function isLegend(line: string): boolean {
  return legend.test(fold(line.slice(0, 80)));
}

/** Whether a line without a code may be a section title by its looks alone. */
export function looksLikeTitle(line: string): boolean {
  return line.length <= longestHeading && !/^\d/.test(line) && isCapitals(line);
}

/** The form in which headings are compared: without code and closing stop. */
export function headingKey(line: string): string {
  return stripStop(fold(readCode(line)?.title ?? line));
}

import type { Citation } from '../../shared/contract/plans/outline.ts';
import { type Body, bodyNames, parseParts, type Parts } from './import/citation-tokens.ts';
import { words } from './import/vocabulary.ts';
import { clean } from './import/words.ts';

export type { Body } from './import/citation-tokens.ts';

/** A citation and the stretch of the text that prints it, `text.slice(start, end)`. */
export type FoundCitation = { citation: Citation; start: number; end: number };
type Names = ReadonlyMap<string, string>;
type Span = { start: number; end: number };

const longest = 400;
const labelWords = words((vocabulary) => vocabulary.citationLabels)
  .toSorted((one, other) => other.length - one.length)
  .join('|');
const label = new RegExp(`^\\s{0,9}(?:${labelWords})(?:\\s{0,3}\\.\\s{0,3}:?|\\s{0,3}:|\\s{1,3}(?=p[a-z]{0,3}\\.))\\s*`, 'i');

/** The parentheses of a text, the outer one after those inside it; one that never closes and is labelled ends with its line. */
function parentheses(text: string): Span[] {
  const open: number[] = [];
  const spans: Span[] = [];
  for (let at = text.indexOf('('); at !== -1 && at < text.length; at++) {
    if (text[at] === '(') open.push(at);
    if (text[at] !== ')' || open.length === 0) continue;
    const start = open.pop() ?? at;
    if (at - start <= longest) spans.push({ start, end: at + 1 });
  }
  const last = open.at(-1);
  if (last !== undefined && text.length - last <= longest && label.test(text.slice(last + 1)))
    spans.push({ start: last, end: text.length });
  return spans;
}

function toCitation(raw: string, parts: Parts): Citation {
  const { point, instrument, body, session, place, date } = parts;
  const complete = point !== null && instrument !== null && body !== null && date !== null;
  return { raw: clean(raw), point, instrument, body, session, place, date, complete };
}

function isBare(parts: Parts): boolean {
  if (parts.unknown.length > 0 || parts.date === null || parts.dateIsDay) return false;
  return parts.bodyIsKnown || (parts.place !== null && parts.body === null && parts.point === null && parts.date.length === 7);
}

function read(text: string, span: Span, names: Names): FoundCitation[] {
  const raw = text.slice(span.start, span.end);
  const content = raw.replace(/^\(/, '').replace(/\)$/, '');
  const labelled = label.exec(content);
  if (!labelled && (content.length > 120 || !content.includes(','))) return [];
  const pieces = content.slice(labelled?.[0].length ?? 0).split(';');
  const parts = pieces.map((piece) => parseParts(piece, names)).filter((one) => labelled || isBare(one));
  return parts.map((one) => ({ citation: toCitation(raw, one), ...span }));
}

/**
 * The citations of a text in printed order: each parenthesis labelled "Ref.", and each bare one that holds nothing but a place or
 * a known body and a month. What is not printed is null. Several references in one parenthesis (`;`) share its stretch. Never
 * throws; linear in the length of the text (register PL-04, irregularities section 4).
 */
export function findCitations(text: string, bodies: readonly Body[]): FoundCitation[] {
  const names = bodyNames(bodies);
  const found = parentheses(text).flatMap((span) => read(text, span, names));
  const ordered = found.toSorted((one, other) => one.start - other.start || other.end - one.end);
  let [start, end] = [-1, 0];
  return ordered.filter((one) => {
    const inside = one.start < end && one.start !== start;
    if (!inside) [start, end] = [one.start, one.end];
    return !inside;
  });
}

/** A text without its citations, line by line as printed, and the citations that were in it (irregularities R15). */
export function cutCitations(text: string, bodies: readonly Body[]): { text: string; citations: Citation[] } {
  const found = findCitations(text, bodies);
  let rest = '';
  let from = 0;
  for (const { start, end } of found) {
    if (start < from) continue;
    rest = `${rest}${text.slice(from, start).trimEnd()}\u0000`;
    from = end;
  }
  const cut = `${rest}${text.slice(from)}`.replace(
    /(\.?)\u0000[ \t]{0,9}(\.?)/g,
    (_, before: string, after: string) => before || after || ' ',
  );
  return {
    text: cut
      .split('\n')
      .map(clean)
      .filter((line) => line !== '')
      .join('\n'),
    citations: found.map((one) => one.citation),
  };
}

/** Whether a text without parentheses reads like a reference: a known body, a date and something else, between commas. */
export function readsLikeCitation(text: string, bodies: readonly Body[]): boolean {
  if (text.length > 200 || !text.includes(',')) return false;
  const parts = parseParts(text.replace(label, ''), bodyNames(bodies));
  return parts.bodyIsKnown && parts.date !== null && !parts.dateIsDay;
}

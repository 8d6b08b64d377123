import { type Mentions, isPlaceholder, isSpecimenBeside, mentionsIn, saysSo, wordsOf } from './beside.ts';
import { type NumberShape, nationalNumbers, nearWords } from './national-numbers.ts';
import { numberChecks } from './number-checks.ts';
import { visible } from './visible.ts';

/** Nothing of a longer code, a date, an amount, a telephone number or a machine readable line on either side. */
const before = '(?<![A-Z0-9<]|\\d-|(?<!\\d)\\d{1,3}[.,]|[+$€£] ?)';
const after = '(?![A-Z0-9<]|-\\d|[.,]\\d{1,3}(?!\\d))';
const lists = new Map(Object.entries(nearWords).map(([name, words]) => [name, wordsOf(words)]));
const shapes = nationalNumbers.map((row) => ({
  row,
  pattern: new RegExp(`${before}(?:${row.shape})${after}`, 'gi'),
  words: row.near ? lists.get(row.near) : undefined,
}));
type Shape = (typeof shapes)[number];

const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
/** What stands between angle brackets is text like any other: XMP and pasted pages are full of it. */
const tags = /<(\/?[a-z][^<>]*)>/gi;
const dashes = /[‐‑‒–—―−]/g;

/** The shapes of persons' document numbers that a text holds, each once; specimens are left out. Linear in the text. */
export function findNationalNumbers(text: string): NumberShape[] {
  const plain = visible(text)
    .replaceAll(dashes, '-')
    .replaceAll('°', 'o')
    .replaceAll(uuids, ' ')
    .replaceAll(tags, ' $1 ')
    .replaceAll(/[^\S\n]+/g, ' ');
  if (!/\d\d/.test(plain)) return [];
  const mentions = mentionsIn(plain);
  const holds = (shape: Shape) => plain.matchAll(shape.pattern).some(({ 0: number, index }) => isOne(shape, mentions, number, index));
  return shapes.filter(holds).map(({ row }) => row);
}

function isOne({ row: { check }, words }: Shape, mentions: Mentions, number: string, at: number): boolean {
  const compact = number.replaceAll(/[ -]/g, '').toUpperCase();
  if (isPlaceholder(compact) || (check && !numberChecks[check](compact))) return false;
  if (words && !saysSo(mentions, at, at + number.length, words)) return false;
  return !isSpecimenBeside(mentions.text, at, at + number.length);
}

import { stripBullet } from './words.ts';

/** What stands under one number in a cell: the number without its final dot, the label as printed, and the lines. */
export type Item = { number: string | null; label: string; lines: string[] };

const chained = /^(\d{1,2}(?:\.\d{1,2}){1,5})\.?(?=\s|$|[\p{L}("“¿¡\-\u2013\u2014])\s*/u;
const plain = /^(\d{1,2})[.)](?=\s|\p{L})\s*/u;
const objective =
  /^(?:objetivo|objective)?\s*(\d{1,3})\s?(?:\.-|[.):]|-+|[\u2013\u2014])\s*(?=\S)|^(?:objetivo|objective)\s+(\d{1,3})\s+|^(\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+/iu;
const continues = /^(?:\p{Ll}|\(\s?ref)/iu;
const startsLower = /^\p{Ll}/u;

function continuesLine(line: string): boolean {
  return startsLower.test(line) || (line.startsWith('(') && continues.test(line));
}

function split(lines: readonly string[], number: RegExp): Item[] {
  const items: Item[] = [];
  for (const line of lines) {
    const found = number.exec(line);
    const last = items.at(-1);
    if (found) items.push({ number: found[1] ?? null, label: found[0].trim(), lines: [line.slice(found[0].length)] });
    else if (last) last.lines.push(line);
    else items.push({ number: null, label: '', lines: [line] });
  }
  return items;
}

function unnumbered(lines: readonly string[]): Item[] {
  const items: Item[] = [];
  const allBulleted = lines.every((line) => stripBullet(line).bulleted);
  for (const line of lines) {
    const { bulleted, text } = stripBullet(line);
    const last = items.at(-1);
    if (last && (continuesLine(line) || (bulleted && !allBulleted))) last.lines.push(line);
    else items.push({ number: null, label: '', lines: [allBulleted ? text : line] });
  }
  return items;
}

/**
 * The numbered items of a cell. A line without number belongs to the last number (irregularities T6, T7); where no line prints one,
 * each line is an item, save those that go on with the sentence before.
 */
export function splitItems(lines: readonly string[]): Item[] {
  if (lines.some((line) => chained.test(line))) return split(lines, chained);
  if (lines.some((line) => plain.test(line))) return split(lines, plain);
  return unnumbered(lines);
}

/** The number and text of an objective cell. */
export function readObjective(lines: readonly string[]): Item {
  const [first = '', ...rest] = lines;
  const found = objective.exec(first);
  const number = found?.[1] ?? found?.[2] ?? found?.[3] ?? null;
  const label = found?.[0] ?? '';
  return { number, label: label.trim(), lines: [first.slice(label.length), ...rest].filter((line) => line !== '') };
}

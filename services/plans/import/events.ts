import type { OutcomeEvent } from '../../../shared/contract/plans/outline.ts';
import type { Body } from '../citations.ts';
import { bodyNames, isPlace } from './citation-tokens.ts';
import { parsePrintedDate } from './dates.ts';
import { words } from './vocabulary.ts';
import { clean, stripBullet, stripStop, wordsOf } from './words.ts';

const prepositions = words((vocabulary) => vocabulary.eventPrepositions).join('|');
const lead = new RegExp(`^.*(?:[.:;”"]\\s|\\s(?:${prepositions})\\s)`, 'iu');
const longest = 1_000;

/** How many comma-separated pieces at the end are the date ("July 22-23, 2008" is two), and the date. */
function dateOf(pieces: readonly string[]): { date: string; count: number } | null {
  for (const count of [2, 1]) {
    const date = count > pieces.length ? null : parsePrintedDate(pieces.slice(-count).join(', '));
    if (date !== null) return { date, count };
  }
  return null;
}

/** The place before the date: the last piece, and the one before it where both are names ("Managua, Nicaragua"). */
function placeOf(pieces: readonly string[]): string | null {
  const last = pieces.at(-1);
  if (last === undefined) return null;
  const tail = last.replace(lead, '');
  if (!isPlace(tail)) return null;
  const before = pieces.at(-2);
  if (tail !== last || before === undefined) return tail;
  const town = before.replace(lead, '');
  return isPlace(town) ? `${town}, ${tail}` : tail;
}

/**
 * The event that closes a line of an outcome, "Managua, Nicaragua, 22 y 23 de julio 2008", or null. A bulleted line may also name a
 * date alone; what names a body of the network is a reference, not an event (register PL-11, irregularities T6, S6).
 */
export function readEvent(line: string, bodies: readonly Body[]): (OutcomeEvent & { whole: boolean }) | null {
  if (line.length > longest) return null;
  const { bulleted, text } = stripBullet(stripStop(clean(line)));
  const pieces = text.split(',').map(clean);
  const found = dateOf(pieces);
  if (!found) return null;
  const before = pieces.slice(0, -found.count);
  const names = bodyNames(bodies);
  if (before.some((piece) => names.has(wordsOf(piece).join(' ')))) return null;
  const place = placeOf(before);
  if (place === null && !bulleted) return null;
  const raw = bulleted || place === null ? text : [place, ...pieces.slice(-found.count)].join(', ');
  return { raw, place, date: found.date, whole: bulleted };
}

import { mrzStreams, type MrzStream } from './mrz-stream.ts';
import { cardBackAt, cardFrontAt } from './mrz-card.ts';
import { type PageFormat, pageLineAt } from './mrz-page.ts';

/** A machine readable line in a text, and whether it is a specimen's. */
export type MrzFound = { format: 'TD1' | PageFormat; specimen: boolean };

/**
 * The machine readable lines of a text whose own check digits are right, however they are written: lower case, full width,
 * spaced out, quoted, run together. A line counts when the digits of number, birth and expiry in it are right: a wrong
 * composite digit, or one of the personal number, makes no document of a person's a specimen. Linear in the text.
 */
export const findMrz = (text: string): MrzFound[] => mrzStreams(text).flatMap(linesOf);

function linesOf(stream: MrzStream): MrzFound[] {
  const found: MrzFound[] = [];
  let at = 0;
  while (at < stream.characters.length) {
    const line = pageLineAt(stream.characters, at) ?? cardBackAt(stream.characters, at) ?? cardFrontAt(stream, at);
    if (line) found.push({ format: line.format, specimen: line.specimen });
    at += line?.length ?? 1;
  }
  return found;
}

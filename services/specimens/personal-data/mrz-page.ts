import { isNumberRight, isRight } from './mrz-digits.ts';
import { isBlankNumber, isSpecimenName, isState, utopia } from './mrz-specimen.ts';

/** Formats of two lines of ICAO Doc 9303: cards (TD2), passports (TD3), visas (MRV-A, MRV-B). */
export type PageFormat = 'TD2' | 'TD3' | 'MRV-A' | 'MRV-B';

/** Second line of two: number, nationality, birth, sex, expiry, optional (9303-4, 9303-6, 9303-7). */
const secondLine = /[A-Z0-9<]{9}[0-9<][A-Z][A-Z<]{2}[0-9<]{7}[MFX<][0-9<]{7}[A-Z0-9<]{8}/y;
const firstLine = /^[A-Z][A-Z0-9<][A-Z<]{3}(?=.*<<)[A-Z<]+$/;

/** The second line of a passport, visa or card of two lines that begins at `at`, if its digits are right. */
export function pageLineAt(characters: string, at: number): { format: PageFormat; specimen: boolean; length: number } | undefined {
  secondLine.lastIndex = at;
  const line = secondLine.exec(characters)?.[0];
  if (!line || !areDigitsRight(line)) return undefined;
  const [long, short] = [44, 36].map((length) => lineBefore(characters, at, length));
  const specimen = line.slice(10, 13) === utopia || isBlankNumber(line.slice(0, 9)) || isSpecimenLine(firstOf(long, short));
  return { format: formatOf(characters.slice(at, at + 44), long, short), specimen, length: line.length };
}

/** The line before as one of 44 characters where it is a passport's or a visa's: its last 36 may be the first line of a card by chance. */
const firstOf = (long: string | undefined, short: string | undefined) =>
  long && /^[PV]/.test(long) && isState(long.slice(2, 5)) ? long : (short ?? long ?? '');

const isSpecimenLine = (first: string) => first.slice(2, 5) === utopia || isSpecimenName(first.slice(5));

function areDigitsRight(line: string): boolean {
  const [birth, expiry] = [line.slice(13, 19), line.slice(21, 27)];
  return (
    /[1-9]/.test(birth + expiry) &&
    isRight(birth, line.charAt(19)) &&
    isRight(expiry, line.charAt(27)) &&
    isNumberRight(line.slice(0, 9), line.charAt(9), line.slice(28))
  );
}

function lineBefore(characters: string, at: number, length: number): string | undefined {
  const line = at < length ? '' : characters.slice(at - length, at);
  return firstLine.test(line) ? line : undefined;
}

function formatOf(line: string, long: string | undefined, short: string | undefined): PageFormat {
  if (long && /^[PV]/.test(long)) return long.startsWith('V') ? 'MRV-A' : 'TD3';
  if (short) return short.startsWith('V') ? 'MRV-B' : 'TD2';
  if (isTd3(line)) return 'TD3';
  if (isComposite(line, 35)) return 'TD2';
  return /^[A-Z0-9<]{44}$/.test(line) ? 'MRV-A' : 'MRV-B';
}

const isTd3 = (line: string) => line.length === 44 && isRight(line.slice(28, 42), line.charAt(42)) && isComposite(line, 43);

/** Whether the composite digit at `last` is right: over number, birth, expiry and what follows it, each with its digit. */
const isComposite = (line: string, last: number) =>
  /\d/.test(line.charAt(last)) && isRight(line.slice(0, 10) + line.slice(13, 20) + line.slice(21, last), line.charAt(last));

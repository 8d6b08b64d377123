import { isNumberRight, isRight } from './mrz-digits.ts';
import { isBlankNumber, isSpecimenName, isState, utopia } from './mrz-specimen.ts';
import type { MrzStream } from './mrz-stream.ts';

/** First line of three: code, state, number, optional (9303-5). */
const front = /[ACI][A-Z0-9<][A-Z<]{3}[A-Z0-9<]{9}[0-9<][A-Z0-9<]{15}/y;
/** Second line of three: birth, sex, expiry, nationality, optional, composite digit (9303-5). */
const back = /[0-9<]{7}[MFX<][0-9<]{7}[A-Z<]{3}[A-Z0-9<]{11}\d/y;
const names = /[A-Z<]{30}/y;
const length = 30;

type CardLine = { format: 'TD1'; specimen: boolean; length: number };

/** The second line of a card of three that begins at `at`, if the digits of birth and expiry are right and its nationality is one. */
export function cardBackAt(characters: string, at: number): CardLine | undefined {
  const line = matchAt(back, characters, at);
  if (!line) return undefined;
  if (!isState(line.slice(15, 18))) return undefined;
  const [birth, expiry] = [line.slice(0, 6), line.slice(8, 14)];
  if (!/[1-9]/.test(birth + expiry) || !isRight(birth, line.charAt(6)) || !isRight(expiry, line.charAt(14))) return undefined;
  return { format: 'TD1', specimen: isSpecimen(characters, at - length), length };
}

/** The first line of a card of three that begins at `at`, if the digit of its number is right and it looks like a line. */
export function cardFrontAt(stream: MrzStream, at: number): CardLine | undefined {
  const line = matchAt(front, stream.characters, at);
  if (!line || !isState(line.slice(2, 5))) return undefined;
  if (!isNumberRight(line.slice(5, 14), line.charAt(14), line.slice(15)) || !isOneLine(stream, at, line)) return undefined;
  return { format: 'TD1', specimen: isSpecimen(stream.characters, at), length };
}

/** One check digit is right by chance in a tenth of all prose: alone, the line has fillers, or stands by itself, or is spaced out evenly. */
function isOneLine({ characters, gaps }: MrzStream, at: number, line: string): boolean {
  if (line.split('<').length > 3) return true;
  const inside = gaps.subarray(at + 1, at + length);
  if (inside.every((gap) => gap === 1)) return true;
  const end = at + length;
  const startsHere = gaps[at] === 1 || characters[at - 1] === ' ';
  const endsHere = end === characters.length || gaps[end] === 1 || characters[end] === ' ';
  return startsHere && endsHere && inside.every((gap) => gap === 0);
}

function isSpecimen(characters: string, start: number): boolean {
  const first = matchAt(front, characters, start) ?? '';
  const second = matchAt(back, characters, start + length) ?? '';
  const third = second && (matchAt(names, characters, start + 2 * length) ?? '');
  return first.slice(2, 5) === utopia || second.slice(15, 18) === utopia || isBlankNumber(first.slice(5, 14)) || isSpecimenName(third);
}

function matchAt(shape: RegExp, characters: string, at: number): string | undefined {
  if (at < 0) return undefined;
  shape.lastIndex = at;
  return shape.exec(characters)?.[0];
}

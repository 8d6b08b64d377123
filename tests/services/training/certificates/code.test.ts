import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalCode, newCode } from '../../../../services/training/certificates/code.ts';
import { Certificate } from '../../../../shared/contract/training/certificates.ts';

const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const group = fc.string({ unit: fc.constantFrom(...signs), minLength: 4, maxLength: 4 });
const code = fc.array(group, { minLength: 4, maxLength: 4 }).map((groups) => groups.join('-'));
const printed = Certificate.shape.code;

/** Ways in which people write the same sign. */
const written: Record<string, string[]> = { 0: ['0', 'O', 'o'], 1: ['1', 'I', 'i', 'L', 'l'], '-': ['-', '', ' ', ' - ', '–', '‑', '\t'] };

const typed = code.chain((original) =>
  fc
    .tuple(
      ...[...original].map((sign) => fc.constantFrom(...(written[sign] ?? [sign, sign.toLowerCase()]))),
      fc.constantFrom('', ' ', '\n'),
    )
    .map((parts) => ({ original, typed: parts.join('') })),
);

test('a code is printed as the contract says, and is its own canonical form', () => {
  const codes = Array.from({ length: 100 }, newCode);
  expect(codes.map((one) => printed.parse(one))).toEqual(codes);
  expect(codes.map(canonicalCode)).toEqual(codes);
});

test('every sign comes at every place, and no code twice', () => {
  const codes = Array.from({ length: 4_000 }, newCode);
  expect(new Set(codes).size).toBe(codes.length);
  for (const place of [0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13, 15, 16, 17, 18]) {
    expect(new Set(codes.map((one) => one[place])).size).toBe(32);
  }
});

test('however somebody types a code, it is the one that is printed', () => {
  fc.assert(
    fc.property(typed, ({ original, typed: text }) => {
      expect(canonicalCode(text)).toBe(original);
    }),
  );
});

test('what is taken for a code has the form of one; anything else is none', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'09AKZaoilu- ßſıK.é'), maxLength: 24 }), (text) => {
      const taken = canonicalCode(text);
      if (taken === null) return;
      expect(printed.parse(taken)).toBe(taken);
      expect(text.replaceAll(/[\s-]/g, '')).toHaveLength(16);
    }),
  );
});

test.each([
  ['nothing', ''],
  ['a sign too few', 'K7QD-2M9X-4RTW-8HJ'],
  ['a sign too many', 'K7QD-2M9X-4RTW-8HJCC'],
  ['a letter that codes do not have', 'U7QD-2M9X-4RTW-8HJC'],
  ['a small one of these', 'u7qd-2m9x-4rtw-8hjc'],
  ['a letter that turns into two', 'ß7QD-2M9X-4RTW-8HJ'],
  ['the Kelvin sign', '\u212A7QD-2M9X-4RTW-8HJC'],
  ['dots', 'K7QD.2M9X.4RTW.8HJC'],
])('%s is no code', (_, text) => expect(canonicalCode(text)).toBeNull());

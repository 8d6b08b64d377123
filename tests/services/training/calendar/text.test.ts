import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clean, cleanLine } from '../../../../services/training/calendar/text.ts';
import { anyText } from './calendar-world.ts';

test.each([
  ['a\r\nb\rc\nd', 'a\nb\nc\nd'],
  ['tab\tstays', 'tab\tstays'],
  ['bell\u0007, escape\u001B, delete\u007F, next line\u0085', 'bell, escape, delete, next line'],
  ['half \uD83D of one', 'half \uFFFD of one'],
  ['whole 😀 of one', 'whole 😀 of one'],
  ['no character \uFFFE\uFFFF', 'no character '],
])('%j becomes %j', (text, cleaned) => {
  expect(clean(text)).toBe(cleaned);
});

test('a clean text stays as it is, is well formed and has no control character but tab and line feed', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const cleaned = clean(text);
      expect(clean(cleaned)).toBe(cleaned);
      expect(cleaned.isWellFormed()).toBe(true);
      expect(cleaned.replaceAll(/[\t\n]/g, '')).not.toMatch(/\p{Cc}/u);
      expect(cleanLine(text)).not.toMatch(/[\n\t]|^\s|\s$/);
    }),
  );
});

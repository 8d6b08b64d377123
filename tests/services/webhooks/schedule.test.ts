import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askedToWait, pauseAfter } from '../../../services/webhooks/relay/schedule.ts';

const hour = 3_600;
const middle = () => 0.5;

test('the pauses are those of the schedule, then one a day', () => {
  const pauses = Array.from({ length: 12 }, (_, tries) => pauseAfter(tries + 1, middle));
  const hours = [2, 5, 10, 14, 20, 24, 24, 24, 24].map((count) => count * hour);
  expect(pauses).toEqual([5, 300, 1_800, ...hours]);
});

test('a pause is never a tenth more or less than the schedule says', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.double({ min: 0, max: 1, noNaN: true }), (tries, chance) => {
      const off = pauseAfter(tries, () => chance) / pauseAfter(tries, middle);
      expect(Math.abs(off - 1)).toBeLessThan(0.1 + 1e-9);
    }),
  );
});

const now = new Date('2026-03-01T12:00:00.000Z');

test.each<[status: number, retryAfter: string | undefined, seconds: number | null]>([
  [429, '120', 120],
  [503, ' 7 ', 7],
  [502, '1', 1],
  [504, 'Sun, 01 Mar 2026 12:01:00 GMT', 60],
  [429, '99999999', 24 * hour],
  [429, 'Sat, 01 Mar 2036 12:00:00 GMT', 24 * hour],
  [429, 'Sun, 01 Mar 2026 11:59:00 GMT', null],
  [429, '0', null],
  [429, '-5', null],
  [429, 'soon', null],
  [429, '', null],
  [429, undefined, null],
  [500, '120', null],
  [200, '120', null],
  [404, '120', null],
])('%i with Retry-After %s asks to wait %s seconds', (status, retryAfter, seconds) => {
  expect(askedToWait(status, retryAfter, now)).toBe(seconds);
});

test('whatever stands in Retry-After, the wait is within a day', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const seconds = askedToWait(429, text, now);
      expect(seconds === null || (seconds > 0 && seconds <= 24 * hour)).toBe(true);
    }),
  );
});

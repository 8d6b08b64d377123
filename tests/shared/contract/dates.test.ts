import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Edtf, dayBefore, daysAfter, firstDay, lastDay } from '../../../shared/contract/dates.ts';

test.each([
  ['2009-12', '2009-12-01', '2009-12-31'],
  ['2009', '2009-01-01', '2009-12-31'],
  ['2012-02', '2012-02-01', '2012-02-29'],
  ['1900-02', '1900-02-01', '1900-02-28'],
  ['2009-12-01', '2009-12-01', '2009-12-01'],
  ['2009-12-02/2009-12-03', '2009-12-02', '2009-12-03'],
  ['2009-11/2010', '2009-11-01', '2010-12-31'],
  ['0050-02', '0050-02-01', '0050-02-28'],
  ['9999-12', '9999-12-01', '9999-12-31'],
])('%s may mean the days from %s to %s', (edtf, first, last) => {
  expect([firstDay(edtf), lastDay(edtf)]).toEqual([first, last]);
});

test.each(['2009-02-29', '2009-02-30', '2009-13', '2009-00', '2010-04-31', '2009-12-01/2009-02-30'])('%s is no date', (edtf) => {
  expect(Edtf.safeParse(edtf).success).toBe(false);
});

const day = fc
  .date({ min: new Date('0001-01-02'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('every day is in its month and its month in its year', () => {
  fc.assert(
    fc.property(day, (one) => {
      const [month, year] = [one.slice(0, 7), one.slice(0, 4)];
      expect([firstDay(one), lastDay(one)]).toEqual([one, one]);
      expect(firstDay(month) <= one && one <= lastDay(month)).toBe(true);
      expect(firstDay(year) <= firstDay(month) && lastDay(month) <= lastDay(year)).toBe(true);
    }),
  );
});

test('the day after the last of a month is the first of the next one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9998 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
      const edtf = (y: number, m: number) => `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}`;
      const next = month === 12 ? edtf(year + 1, 1) : edtf(year, month + 1);
      expect(daysAfter(lastDay(edtf(year, month)), 1)).toBe(firstDay(next));
    }),
  );
});

test('the eve is one day earlier, and the day after it is the day again', () => {
  fc.assert(
    fc.property(day, (one) => {
      expect(dayBefore(one) < one).toBe(true);
      expect(daysAfter(dayBefore(one), 1)).toBe(one);
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { halfYearsBetween, isOver, monthsOf } from '../../../../services/specimens/figures/half-years.ts';
import { HalfYear } from '../../../../shared/contract/specimens/figures.ts';

const halfYear = fc
  .tuple(fc.integer({ min: 0, max: 9999 }), fc.constantFrom(1, 2))
  .map(([year, half]) => `${String(year).padStart(4, '0')}-S${half}`);

describe('half years', () => {
  test('from one to another come in their order, each once, and both are among them', () => {
    fc.assert(
      fc.property(halfYear, halfYear, (one, other) => {
        const [from = '', to = ''] = [one, other].toSorted();
        const all = halfYearsBetween(from, to);
        expect([all[0], all.at(-1)]).toEqual([from, to]);
        expect(all).toEqual([...new Set(all)].toSorted());
        expect(all.every((period) => HalfYear.safeParse(period).success)).toBe(true);
        expect(all).toHaveLength((Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 2 + Number(to.slice(6)) - Number(from.slice(6)) + 1);
        expect(halfYearsBetween(to, from)).toEqual(from === to ? [from] : []);
      }),
    );
  });

  test('hold each month of a year in one of the two', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), (month) => {
        const name = `2026-${String(month).padStart(2, '0')}`;
        const holding = ['2026-S1', '2026-S2'].filter((period) => monthsOf(period).from <= name && name <= monthsOf(period).to);
        expect(holding).toEqual([month <= 6 ? '2026-S1' : '2026-S2']);
      }),
    );
  });

  test.each([
    ['2026-06-30T23:59:59Z', false],
    ['2026-07-01T00:00:00Z', true],
  ])('at %s the first one of that year is over: %s', (now, over) => expect(isOver('2026-S1', new Date(now))).toBe(over));
});

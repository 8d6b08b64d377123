import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Clash, clashesOf, type Held } from '../../../../services/training/occurrences/clashes.ts';

const hour = 3_600_000;
const origin = Date.parse('2026-03-01T00:00:00Z');
const at = (hours: number) => new Date(origin + hours * hour).toISOString();
const date = (days: number) => at(days * 24).slice(0, 10);
const held = (id: string, occurrences: Held['occurrences'], more: Partial<Held> = {}): Held => ({
  id,
  title: id,
  network: null,
  occurrences,
  countries: ['MX'],
  trainers: [],
  audiences: [],
  ...more,
});

describe('two clash', () => {
  const noon = { start: '2026-03-05T12:00:00Z', end: '2026-03-05T14:00:00Z' };
  test('when they overlap and share a country, a trainer or an audience', () => {
    const one = held('b', [noon], { countries: ['MX', 'CR'], trainers: ['t1'], audiences: ['police'] });
    const other = held('a', [{ start: '2026-03-05T13:00:00Z', end: '2026-03-05T18:00:00Z' }], {
      network: 'n2',
      countries: ['CR', 'PE'],
      trainers: ['t2'],
      audiences: ['police', 'consuls'],
    });
    expect(clashesOf([one, other])).toEqual([
      {
        a: 'a',
        b: 'b',
        for: ['country', 'audience'],
        shared: { countries: ['CR'], trainers: [], audiences: ['police'] },
        from: '2026-03-05T13:00:00.000Z',
        to: '2026-03-05T14:00:00.000Z',
      },
    ]);
  });
  test.each([
    ['only touch', held('b', [{ start: '2026-03-05T14:00:00Z', end: '2026-03-05T15:00:00Z' }])],
    ['share nothing', held('b', [noon], { countries: ['PE'] })],
    ['share a word of another kind', held('b', [noon], { countries: [], trainers: ['MX'] })],
    ['are the same', held('a', [noon])],
    ['have no dates', held('b', [])],
    ['are on other days', held('b', [{ from: '2026-03-06', to: '2026-03-07' }])],
  ])('not when they %s', (_why, other) => {
    expect(clashesOf([held('a', [noon]), other])).toEqual([]);
  });
  test('by days where one is dated by days', () => {
    const days = held('b', [{ from: '2026-03-04', to: '2026-03-05' }]);
    expect(clashesOf([held('a', [noon]), days])).toMatchObject([{ from: '2026-03-05', to: '2026-03-05' }]);
    expect(clashesOf([days, held('c', [{ from: '2026-03-05', to: '2026-03-09' }])])).toMatchObject([
      { from: '2026-03-05', to: '2026-03-05' },
    ]);
  });
  test('a late session is on the day of its zone and on that of UTC', () => {
    const late = held('a', [{ start: '2026-03-06T02:00:00Z', end: '2026-03-06T04:00:00Z' }], { zone: 'America/Mexico_City' });
    const on = (day: string) => clashesOf([late, held('b', [{ from: day, to: day }])]).length;
    expect(['2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07'].map(on)).toEqual([0, 1, 1, 0]);
    const noZone = { ...late, zone: null };
    expect(clashesOf([noZone, held('b', [{ from: '2026-03-05', to: '2026-03-05' }])])).toEqual([]);
  });
  test('once a pair, by the first time, and at most as many as asked for', () => {
    const weekly = [0, 7, 14].map((each) => ({ start: at(each * 24), end: at(each * 24 + 2) }));
    const list = ['a', 'b', 'c', 'd'].map((id) => held(id, weekly));
    expect(clashesOf(list)).toHaveLength(6);
    expect(new Set(clashesOf(list).map((each) => each.from))).toEqual(new Set([at(0)]));
    expect(clashesOf(list, 4)).toHaveLength(4);
  });
});

/** Every pair, every quarter of a day: slow and plain. */
function plainly(list: Held[]): Pick<Clash, 'a' | 'b' | 'for' | 'from' | 'to'>[] {
  const out: Pick<Clash, 'a' | 'b' | 'for' | 'from' | 'to'>[] = [];
  const quarters = Array.from({ length: 200 }, (_, index) => index);
  const onQuarter = (each: Held, quarter: number) =>
    each.occurrences.some((one) => 'start' in one && one.start <= at(quarter * 6) && at(quarter * 6) < one.end);
  const onDay = (each: Held, day: number) => each.occurrences.some((one) => 'from' in one && one.from <= date(day) && date(day) <= one.to);
  const touches = (each: Held, day: number) => [0, 1, 2, 3].some((part) => onQuarter(each, day * 4 + part));
  const run = (hits: number[]) => hits.filter((each, index) => each === (hits[0] ?? 0) + index);
  for (const a of list)
    for (const b of list) {
      const reasons: Clash['for'] = [];
      if (a.countries.some((each) => b.countries.includes(each))) reasons.push('country');
      if (a.trainers.some((each) => b.trainers.includes(each))) reasons.push('trainer');
      if (a.audiences.some((each) => b.audiences.includes(each))) reasons.push('audience');
      if (a.id >= b.id || reasons.length === 0) continue;
      const exact = run(quarters.filter((each) => onQuarter(a, each) && onQuarter(b, each)));
      const dated = run(
        quarters.filter((each) => (onDay(a, each) && (onDay(b, each) || touches(b, each))) || (onDay(b, each) && touches(a, each))),
      );
      const moments = exact.length > 0 ? [{ from: at(exact[0]! * 6), to: at(exact.at(-1)! * 6 + 6) }] : [];
      const days = dated.length > 0 ? [{ from: date(dated[0]!), to: date(dated.at(-1)!) }] : [];
      const [first] = [...days, ...moments].toSorted((x, y) => (x.from < y.from ? -1 : 1));
      if (first) out.push({ a: a.id, b: b.id, for: reasons, ...first });
    }
  return out;
}

const names = (letters: string) => fc.subarray([...letters], { maxLength: 2 });
const instants = fc
  .tuple(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 1, max: 9 }))
  .map(([start, length]) => ({ start: at(start * 6), end: at((start + length) * 6) }));
const days = fc
  .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 3 }))
  .map(([from, length]) => ({ from: date(from), to: date(from + length) }));
const lists = fc
  .array(
    fc.record({
      kind: fc.boolean(),
      instants: fc.array(instants, { maxLength: 4 }),
      days: fc.array(days, { maxLength: 3 }),
      countries: names('xyz'),
      trainers: names('tuv'),
      audiences: names('pqr'),
    }),
    { maxLength: 12 },
  )
  .map((list) =>
    list.map(({ kind, instants: moments, days: whole, ...keys }, index) => held(`e${index + 10}`, kind ? moments : whole, keys)),
  );

test('over any list, the pairs are those that a plain comparison of all finds', () => {
  const byPair = (one: { a: string; b: string }, other: { a: string; b: string }) =>
    `${one.a}${one.b}`.localeCompare(`${other.a}${other.b}`);
  fc.assert(
    fc.property(lists, (list) => {
      const found = clashesOf(list).map(({ shared: _shared, ...each }) => each);
      expect(found.toSorted(byPair)).toEqual(plainly(list).toSorted(byPair));
    }),
    { numRuns: 300 },
  );
});

test('ten thousand that share an audience and follow one another do not clash', () => {
  const list = Array.from({ length: 10_000 }, (_, index) => held(`e${index}`, [{ start: at(index), end: at(index + 1) }]));
  expect(clashesOf(list)).toEqual([]);
});

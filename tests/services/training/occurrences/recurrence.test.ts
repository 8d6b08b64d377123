import fc from 'fast-check';
import * as rrule from 'rrule';
import { describe, expect, test } from 'vitest';
import { occurrencesOf } from '../../../../services/training/occurrences/recurrence.ts';

const always = { from: '1990-01-01T00:00:00Z', to: '2040-01-01T00:00:00Z' };
const session = (start: string, rule: string | null, zone = 'UTC', except: string[] = []) => ({
  start,
  end: `${start.slice(0, 11)}${String(Number(start.slice(11, 13)) + 2).padStart(2, '0')}${start.slice(13)}`,
  zone,
  rule,
  except,
});

const format = (zone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
const localStarts = (start: string, rule: string, zone = 'UTC') => {
  const shown = format(zone);
  return occurrencesOf(session(start, rule, zone), always).map((each) => shown.format(new Date(each.start)).replace(' ', 'T'));
};
/**
 * The other library knows no zone here: it is asked for local times, written as if they were UTC. It repeats a date that two positions
 * name; a recurrence set holds it once (RFC 5545 3.8.5.3: "Duplicate instances are ignored").
 */
const theirs = (start: string, rule: string) => {
  const all = rrule.rrulestr(`DTSTART:${start.replaceAll(/[-:]/g, '')}Z\nRRULE:${rule}`).all();
  return [...new Set(all.map((each) => each.toISOString().slice(0, 19)))];
};

const set: [start: string, rule: string][] = [
  ['2026-01-05T09:00:00', 'FREQ=DAILY;COUNT=10'],
  ['2026-01-05T09:00:00', 'FREQ=DAILY;UNTIL=20260120T235959Z'],
  ['2026-01-05T09:00:00', 'FREQ=DAILY;INTERVAL=2;COUNT=40'],
  ['2026-01-05T09:00:00', 'FREQ=DAILY;INTERVAL=10;COUNT=5'],
  ['2026-03-01T09:00:00', 'FREQ=DAILY;COUNT=20'],
  ['2026-10-20T09:00:00', 'FREQ=DAILY;COUNT=20'],
  ['2026-01-05T09:00:00', 'FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=23'],
  ['2026-01-05T09:00:00', 'FREQ=DAILY;BYMONTH=1;UNTIL=20290131T235959Z'],
  ['2026-01-05T09:00:00', 'FREQ=DAILY;BYMONTHDAY=5,-1;COUNT=12'],
  ['2024-02-27T09:00:00', 'FREQ=DAILY;COUNT=4'],
  ['2025-12-30T09:00:00', 'FREQ=DAILY;INTERVAL=3;COUNT=5'],
  ['2026-01-05T09:00:00', 'FREQ=WEEKLY;COUNT=12'],
  ['2026-01-05T09:00:00', 'FREQ=WEEKLY;UNTIL=20260401T235959Z'],
  ['2026-01-05T09:00:00', 'FREQ=WEEKLY;INTERVAL=2;WKST=SU;COUNT=9'],
  ['2026-01-06T09:00:00', 'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=11'],
  ['2026-01-06T09:00:00', 'FREQ=WEEKLY;WKST=SU;BYDAY=TU,TH;UNTIL=20260407T000000Z'],
  ['2026-01-05T09:00:00', 'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,WE,FR;UNTIL=20260524T000000Z'],
  ['2026-01-06T09:00:00', 'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,TH;COUNT=8'],
  // RFC 5545's own pair: the same rule, another first day of the week, other dates.
  ['1997-08-05T09:00:00', 'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO'],
  ['1997-08-05T09:00:00', 'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU'],
  ['2026-01-04T09:00:00', 'FREQ=WEEKLY;BYDAY=SU,SA;COUNT=10'],
  ['2026-01-04T09:00:00', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=SU;WKST=WE;COUNT=10'],
  ['2025-12-29T09:00:00', 'FREQ=WEEKLY;BYMONTH=1,12;COUNT=12'],
  ['2026-01-05T09:00:00', 'FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=-1,1;COUNT=9'],
  ['2026-01-31T09:00:00', 'FREQ=MONTHLY;COUNT=8'],
  ['2026-01-30T09:00:00', 'FREQ=MONTHLY;INTERVAL=2;COUNT=8'],
  ['2026-01-15T09:00:00', 'FREQ=MONTHLY;UNTIL=20270115T235959Z'],
  ['2026-01-02T09:00:00', 'FREQ=MONTHLY;BYDAY=1FR;COUNT=10'],
  ['2026-01-02T09:00:00', 'FREQ=MONTHLY;BYDAY=1FR;UNTIL=20261224T000000Z'],
  ['2026-01-04T09:00:00', 'FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU,-1SU;COUNT=10'],
  ['2026-01-19T09:00:00', 'FREQ=MONTHLY;BYDAY=-2MO;COUNT=6'],
  ['2026-01-29T09:00:00', 'FREQ=MONTHLY;BYDAY=5TH;COUNT=6'],
  ['2026-01-29T09:00:00', 'FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=8'],
  ['2026-01-02T09:00:00', 'FREQ=MONTHLY;BYMONTHDAY=2,15;COUNT=10'],
  ['2026-01-01T09:00:00', 'FREQ=MONTHLY;BYMONTHDAY=1,-1;COUNT=10'],
  ['2026-01-31T09:00:00', 'FREQ=MONTHLY;BYMONTHDAY=31;COUNT=9'],
  ['2026-01-10T09:00:00', 'FREQ=MONTHLY;INTERVAL=18;BYMONTHDAY=10,11,12,13,14,15;COUNT=10'],
  ['2026-01-06T09:00:00', 'FREQ=MONTHLY;INTERVAL=2;BYDAY=TU;COUNT=18'],
  ['2026-02-13T09:00:00', 'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=5'],
  ['2026-01-10T09:00:00', 'FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13;COUNT=10'],
  ['2026-01-07T09:00:00', 'FREQ=MONTHLY;COUNT=9;BYDAY=TU,WE,TH;BYSETPOS=3'],
  ['2026-01-29T09:00:00', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=7'],
  ['2026-01-01T09:00:00', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1;COUNT=12'],
  ['2026-01-02T09:00:00', 'FREQ=MONTHLY;BYMONTH=1,3;BYDAY=1FR;COUNT=6'],
  ['2026-01-05T09:00:00', 'FREQ=MONTHLY;BYDAY=1MO,2WE,-1FR;COUNT=14'],
  ['2026-01-30T09:00:00', 'FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1;COUNT=10'],
  ['2026-06-10T09:00:00', 'FREQ=YEARLY;COUNT=5'],
  ['2026-06-10T09:00:00', 'FREQ=YEARLY;BYMONTH=6,7;COUNT=10'],
  ['2026-03-10T09:00:00', 'FREQ=YEARLY;INTERVAL=2;BYMONTH=1,2,3;COUNT=7'],
  ['2024-02-29T09:00:00', 'FREQ=YEARLY;COUNT=2'],
  ['2026-05-18T09:00:00', 'FREQ=YEARLY;BYDAY=20MO;COUNT=3'],
  ['2026-12-28T09:00:00', 'FREQ=YEARLY;BYDAY=-1MO;COUNT=4'],
  ['2026-03-05T09:00:00', 'FREQ=YEARLY;BYMONTH=3;BYDAY=TH;UNTIL=20290401T000000Z'],
  ['2026-06-04T09:00:00', 'FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8;COUNT=30'],
  ['2026-03-29T09:00:00', 'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;COUNT=4'],
  ['2026-03-08T09:00:00', 'FREQ=YEARLY;BYMONTH=3;BYDAY=2SU;COUNT=4'],
  ['2024-11-05T09:00:00', 'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=2'],
  ['2026-01-15T09:00:00', 'FREQ=YEARLY;BYMONTHDAY=15;COUNT=15'],
  ['2026-01-02T09:00:00', 'FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=-30;COUNT=3'],
  ['2026-12-31T09:00:00', 'FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=4'],
  ['2026-01-01T09:00:00', 'FREQ=YEARLY;BYMONTH=1,7;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1;COUNT=4'],
  ['2026-01-05T09:00:00', 'FREQ=YEARLY;BYDAY=MO;COUNT=60'],
  ['2024-12-30T09:00:00', 'FREQ=YEARLY;BYDAY=53MO;COUNT=1'],
  ['2026-01-05T09:00:00', 'FREQ=DAILY;INTERVAL=1;BYDAY=SA,SU,MO;BYMONTH=1,2;COUNT=30'],
];

describe.each(['UTC', 'America/New_York', 'Europe/Madrid', 'America/Santiago'])('in %s', (zone) => {
  test.each(set)('from %s, %s falls where another library says', (start, rule) => {
    expect(localStarts(start, rule, zone)).toEqual(theirs(start, rule));
  });
});

describe('where the other library differs, RFC 5545 is followed', () => {
  // 3.8.5.3: "The DTSTART property value SHOULD be synchronized with the recurrence rule"; 3.3.10, COUNT: "The DTSTART property value always
  // counts as the first occurrence". `rrule` leaves out a start that the rule does not name.
  test('a start that the rule does not name is the first occurrence, and counts', () => {
    const rule = 'FREQ=WEEKLY;BYDAY=WE;COUNT=3';
    expect(localStarts('2026-01-05T09:00:00', rule)).toEqual(['2026-01-05T09:00:00', '2026-01-07T09:00:00', '2026-01-14T09:00:00']);
    expect(theirs('2026-01-05T09:00:00', rule)).toEqual(['2026-01-07T09:00:00', '2026-01-14T09:00:00', '2026-01-21T09:00:00']);
  });
  // 3.3.10: BYDAY is a list of days of the week, each with or without its ordinal: the days of all of them. `rrule` asks that a
  // day be one of the plain ones and one of the ordinal ones at once, which none is.
  test('plain and ordinal weekdays add up', () => {
    const rule = 'FREQ=MONTHLY;BYDAY=MO,2WE;COUNT=6';
    const days = ['2026-01-05', '2026-01-12', '2026-01-14', '2026-01-19', '2026-01-26', '2026-02-02'];
    expect(localStarts('2026-01-05T09:00:00', rule)).toEqual(days.map((each) => `${each}T09:00:00`));
    expect(theirs('2026-01-05T09:00:00', rule)).toEqual([]);
  });
  // 3.3.10: "BYSETPOS operates on a set of recurrence instances in one interval of the recurrence rule", the whole week. `rrule` begins the first week at the start.
  test('a position counts in the whole of the first week', () => {
    const rule = 'FREQ=WEEKLY;BYDAY=MO,TH;BYSETPOS=2;COUNT=2';
    expect(localStarts('2020-01-09T09:00:00', rule)).toEqual(['2020-01-09T09:00:00', '2020-01-16T09:00:00']);
    expect(theirs('2020-01-09T09:00:00', rule)).toEqual(['2020-01-16T09:00:00', '2020-01-23T09:00:00']);
  });
  // 3.3.10, BYSETPOS: "the nth occurrence within the set of recurrence instances". `rrule` takes the first of a set that is too small to count back so far.
  test('a position that the set does not have is none', () => {
    const rule = 'FREQ=MONTHLY;BYMONTHDAY=5,10;BYSETPOS=-3;COUNT=2';
    expect(localStarts('2026-01-05T09:00:00', rule)).toEqual(['2026-01-05T09:00:00']);
    expect(theirs('2026-01-05T09:00:00', rule)).toEqual(['2026-01-05T09:00:00', '2026-02-05T09:00:00']);
  });
});

const starts = (start: string, rule: string | null, zone: string, except: string[] = []) =>
  occurrencesOf(session(start, rule, zone, except), always).map((each) => each.start.replace('.000Z', 'Z'));

describe('changes of clocks', () => {
  test('the hour on the wall stays, in New York and in Madrid', () => {
    expect(starts('2026-03-06T18:00:00', 'FREQ=DAILY;COUNT=4', 'America/New_York')).toEqual([
      '2026-03-06T23:00:00Z',
      '2026-03-07T23:00:00Z',
      '2026-03-08T22:00:00Z',
      '2026-03-09T22:00:00Z',
    ]);
    expect(starts('2026-10-23T18:00:00', 'FREQ=DAILY;COUNT=4', 'Europe/Madrid')).toEqual([
      '2026-10-23T16:00:00Z',
      '2026-10-24T16:00:00Z',
      '2026-10-25T17:00:00Z',
      '2026-10-26T17:00:00Z',
    ]);
  });
  // RFC 5545 3.3.5: a local time that does not exist takes the offset before the gap; one that comes twice is the first.
  test.each([
    ['America/New_York', '2026-03-07T02:30:00', ['2026-03-07T07:30:00Z', '2026-03-08T07:30:00Z', '2026-03-09T06:30:00Z']],
    ['Europe/Madrid', '2026-03-28T02:30:00', ['2026-03-28T01:30:00Z', '2026-03-29T01:30:00Z', '2026-03-30T00:30:00Z']],
    ['America/New_York', '2026-10-31T01:30:00', ['2026-10-31T05:30:00Z', '2026-11-01T05:30:00Z', '2026-11-02T06:30:00Z']],
    ['Europe/Madrid', '2026-10-24T02:30:00', ['2026-10-24T00:30:00Z', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z']],
    ['America/Santiago', '2026-09-05T00:15:00', ['2026-09-05T04:15:00Z', '2026-09-06T04:15:00Z', '2026-09-07T03:15:00Z']],
  ])('in %s from %s a time skipped or repeated is read as the RFC says', (zone, start, expected) => {
    expect(starts(start, 'FREQ=DAILY;COUNT=3', zone)).toEqual(expected);
  });
  test('every occurrence lasts exactly as long as the first', () => {
    const night = { start: '2026-03-27T22:00:00', end: '2026-03-28T06:00:00', zone: 'Europe/Madrid', rule: 'FREQ=DAILY;COUNT=3' };
    const hours = occurrencesOf(night, always).map(({ start, end }) => (Date.parse(end) - Date.parse(start)) / 3_600_000);
    expect(hours).toEqual([8, 8, 8]);
  });
  test('UNTIL is an instant, not a local time', () => {
    expect(starts('2026-01-05T20:00:00', 'FREQ=DAILY;UNTIL=20260107T000000Z', 'America/New_York')).toEqual(['2026-01-06T01:00:00Z']);
  });
});

describe('exceptions and windows', () => {
  test('an exception is left out and still counted', () => {
    expect(starts('2026-01-05T09:00:00', 'FREQ=DAILY;COUNT=3', 'UTC', ['2026-01-06T09:00:00', '2026-02-01T09:00:00'])).toEqual([
      '2026-01-05T09:00:00Z',
      '2026-01-07T09:00:00Z',
    ]);
  });
  test('what meets the window is given, what only touches it is not', () => {
    const held = session('2026-01-05T09:00:00', 'FREQ=DAILY;COUNT=9');
    const within = (from: string, to: string, most?: number) =>
      occurrencesOf(held, { from, to }, most).map((each) => each.start.slice(0, 10));
    expect(within('2026-01-06T10:59:00Z', '2026-01-08T09:00:00Z')).toEqual(['2026-01-06', '2026-01-07']);
    expect(within('2026-01-06T11:00:00Z', '2026-01-08T09:01:00Z')).toEqual(['2026-01-07', '2026-01-08']);
    expect(within('2026-01-01', '2026-02-01', 2)).toEqual(['2026-01-05', '2026-01-06']);
    expect(within('2027-01-01', '2028-01-01')).toEqual([]);
  });
  test('one without a rule occurs once, one without length at its moment', () => {
    expect(starts('2026-01-05T09:00:00', null, 'America/Bogota')).toEqual(['2026-01-05T14:00:00Z']);
    const moment = { start: '2026-01-05T09:00:00', end: '2026-01-05T09:00:00', zone: 'UTC' };
    expect(occurrencesOf(moment, { from: '2026-01-05T09:00:00Z', to: '2026-01-05T10:00:00Z' })).toHaveLength(1);
  });
  test('a rule that was never checked still ends', () => {
    expect(occurrencesOf(session('2026-01-05T09:00:00', 'FREQ=DAILY'), always, 10_000).length).toBeLessThan(1840);
    expect(occurrencesOf(session('2026-01-05T09:00:00', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'), always)).toHaveLength(1);
    expect(occurrencesOf(session('2026-01-05T09:00:00', 'FREQ=MONTHLY;INTERVAL=9999999999;COUNT=9'), always)).toHaveLength(1);
  });
});

const day = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
const some = <T>(each: fc.Arbitrary<T>, most: number) => fc.uniqueArray(each, { minLength: 1, maxLength: most });
const signed = (most: number) => fc.integer({ min: -most, max: most }).filter((each) => each !== 0);
const joined = (key: string, values: (string | number)[] | null) => (values ? [`${key}=${values.join(',')}`] : []);
const rules = fc
  .record({
    frequency: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    interval: fc.integer({ min: 1, max: 5 }),
    days: fc.option(
      fc.oneof<fc.Arbitrary<[number, string][]>[]>(some(fc.tuple(fc.constant(0), day), 4), some(fc.tuple(signed(5), day), 4)),
    ),
    monthDays: fc.option(some(signed(31), 4)),
    months: fc.option(some(fc.integer({ min: 1, max: 12 }), 4)),
    positions: fc.option(some(fc.constantFrom(-1, 1, 2, 3, 4, 5), 2)),
    weekStart: day,
  })
  .map(({ frequency, interval, days, monthDays, months, positions, weekStart }) => {
    const ordinal = frequency === 'MONTHLY' || frequency === 'YEARLY';
    const parts = [
      ...joined('BYDAY', days && [...new Set(days.map(([nth, name]) => (nth && ordinal ? `${nth}${name}` : name)))]),
      ...joined('BYMONTHDAY', frequency === 'WEEKLY' ? null : monthDays),
      ...joined('BYMONTH', months),
    ];
    if (positions && parts.length > 0 && ordinal) parts.push(`BYSETPOS=${positions.join(',')}`);
    return [`FREQ=${frequency}`, `INTERVAL=${interval}`, `WKST=${weekStart}`, ...parts].join(';');
  });

test('any rule falls where another library says', () => {
  const date = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(rules, date, fc.integer({ min: 1, max: 40 }), (rule, begin, count) => {
      const until = (from: Date) => `UNTIL=${from.getUTCFullYear() + 5}0101T000000Z`;
      const at = `${begin.toISOString().slice(0, 10)}T09:00:00`;
      // The first date that the rule names is where it starts, so that both mean the same set.
      const [start] = theirs(at, `${rule};${until(begin)}`);
      if (start === undefined) return;
      const expected = theirs(start, `${rule};${until(begin)}`);
      expect(localStarts(start, `${rule};COUNT=${count}`).filter((each) => each < `${begin.getUTCFullYear() + 5}`)).toEqual(
        expected.slice(0, count),
      );
      expect(localStarts(start, `${rule};${until(begin)}`)).toEqual(expected.slice(0, 400));
    }),
    { numRuns: 120 },
  );
});

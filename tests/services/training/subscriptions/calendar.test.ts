import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../../../services/training/subscriptions/calendar.ts';
import { calendar, event } from './following.ts';

const now = new Date('2026-03-10T12:00:00Z');
const read = (...events: string[]) => calendarOf(calendar(...events), now);
const datesOf = (calendarRead: ReturnType<typeof calendarOf>) => calendarRead?.events.flatMap(({ occurrences }) => occurrences) ?? [];

describe('of a calendar', () => {
  test('the days from a month ago to 400 days ahead are kept', () => {
    const on = (day: string) => event(day, `DTSTART;VALUE=DATE:${day}`);
    const days = ['20260206', '20260207', '20260310', '20270413', '20270414'];
    expect(read(...days.map(on))?.events.map(({ uid }) => uid)).toEqual(['20260207', '20260310', '20270413']);
  });

  test('what was cancelled is not held, and nothing wrong', () => {
    expect(read(event('a', 'STATUS:CANCELLED'))).toEqual({ events: [], leftOut: 0 });
    expect(read(event('a', 'STATUS:TENTATIVE'))?.events).toHaveLength(1);
  });

  test('the zone of an event is kept for the days on which it falls', () => {
    const late = event('a', 'DTSTART;TZID=America/Mexico_City:20260504T200000', 'DURATION:PT1H');
    expect(read(late)?.events).toMatchObject([
      { zone: 'America/Mexico_City', occurrences: [{ from: '2026-05-05T02:00:00.000Z', to: '2026-05-05T03:00:00.000Z' }] },
    ]);
  });

  test('what is wrong in single events is counted, and the others are read', () => {
    expect(read(event('a'), event('b', 'DTSTART:never'), event('c', 'DTSTART:20260230T090000Z'))).toMatchObject({
      events: [{ uid: 'a' }],
      leftOut: 2,
    });
  });

  test('the earliest two thousand dates are kept, and the rest is counted', () => {
    const daily = Array.from({ length: 11 }, (_, hour) =>
      event(`${hour}`, `DTSTART:20260401T${10 + hour}0000Z`, 'RRULE:FREQ=DAILY;COUNT=190'),
    );
    const all = read(...daily, event('last', 'DTSTART:20270401T000000Z'));
    const dates = datesOf(all);
    expect([dates.length, all?.leftOut]).toEqual([2000, 11 * 190 + 1 - 2000]);
    expect(
      dates
        .map(({ from }) => from)
        .toSorted()
        .at(-1),
    ).toMatch(/^2026-09-2\d/);
    expect(all?.events.map(({ uid }) => uid)).not.toContain('last');
  });

  test('titles are at most 300 characters without control characters', () => {
    const [{ title = '' } = {}] = read(event('a').replace('Foro', `a\u0007b\u009Bc\u202Ed${'x'.repeat(400)}`))?.events ?? [];
    expect([title.length, title.slice(0, 5)]).toEqual([300, 'abcdx']);
  });
});

test('whatever a text is, it is null or at most two thousand dates in order, and nothing is thrown', () => {
  const lines = calendar(event('a', 'RRULE:FREQ=DAILY'), event('b', 'DTSTART;TZID=Europe/Madrid:20260504T090000')).split('\r\n');
  const piece = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom(...lines));
  const put = fc.array(fc.tuple(fc.nat(lines.length), piece), { maxLength: 8 });
  fc.assert(
    fc.property(put, (changes) => {
      const text = changes.reduce((all, [at, line]) => all.toSpliced(at, 1, line), lines).join('\r\n');
      const found = calendarOf(text, now);
      const dates = datesOf(found);
      expect(dates.length).toBeLessThanOrEqual(2000);
      expect(dates.filter(({ from, to }) => from > to || from.length !== to.length)).toEqual([]);
      const first = found?.events.map(({ occurrences }) => occurrences[0]?.from ?? '') ?? [];
      expect(first).toEqual(first.toSorted());
    }),
    { numRuns: 300 },
  );
});

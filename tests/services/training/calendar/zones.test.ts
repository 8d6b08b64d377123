import fc from 'fast-check';
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { convertIcsCalendar } from 'ts-ics';
import { expect, test } from 'vitest';
import type { SessionTime } from '../../../../services/training/calendar/calendar-event.ts';
import { calendarFile } from '../../../../services/training/calendar/ical.ts';
import { zoneBlock } from '../../../../services/training/calendar/zones.ts';
import { occurrencesOf } from '../../../../services/training/occurrences/recurrence.ts';
import { anySession, calendarOf, componentsOf, event, session, timeOf, zones } from './calendar-world.ts';

const years = { from: '2005-01-01T00:00:00', to: '2031-12-31T00:00:00' };

/** Whether the clock shows this time exactly once: readers differ on the others. */
function isOnce(local: string, zone: string): boolean {
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: 'reject' }) !== null;
  } catch {
    return false;
  }
}

const secondsOf = (local: string, zone: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds / 1000;

function wrongTimes(zone: string, locals: string[]): string[] {
  const timezone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(zoneBlock(zone, years))));
  return locals.filter((local) => {
    const time = ICAL.Time.fromDateTimeString(local);
    time.zone = timezone;
    return isOnce(local, zone) && time.toUnixTime() !== secondsOf(local, zone);
  });
}

const everyDays = (days: number, hours: number) =>
  Array.from({ length: Math.floor((27 * 365) / days) }, (_, index) =>
    new Date(Date.parse('2005-01-02') + (index * days * 24 + hours) * 3_600_000).toISOString().slice(0, 19),
  );

test.each(zones)('the definition of %s is right on every day from 2005 to 2031, once clocks have changed', (zone) => {
  expect(wrongTimes(zone, everyDays(1, 3))).toEqual([]);
});

test('the definition of every zone is right in every season from 2005 to 2031', () => {
  const wrong = Intl.supportedValuesOf('timeZone').filter((zone) => wrongTimes(zone, everyDays(61, 12)).length > 0);
  expect(wrong).toEqual([]);
});

test('a zone that the library does not know is defined all the same', () => {
  expect(wrongTimes('EST5EDT', everyDays(5, 12))).toEqual([]);
});

test.each([
  ['America/New_York', '2026-01-10T09:00:00', ['19700101T000000', '20260308T020000', '20261101T020000'], 2],
  ['America/New_York', '2006-01-10T09:00:00', ['19700101T000000', '20060402T020000', '20061029T020000'], 0],
  ['America/Guatemala', '2026-01-10T09:00:00', ['19700101T000000'], 0],
  ['America/Guatemala', '2006-05-10T09:00:00', ['19700101T000000', '20061001T000000'], 0],
])('%s at %s is defined by what is needed of it', (zone, at, starts, rules) => {
  const block = zoneBlock(zone, { from: at, to: at });
  expect([...block.matchAll(/DTSTART:(.*)\r/g)].map(([, start]) => start).toSorted()).toEqual(starts);
  expect(block.match(/RRULE/g) ?? []).toHaveLength(rules);
});

const fileOf = (when: SessionTime) => calendarFile(calendarOf([{ ...event, when }]));

test('the instants of any session, read by ical.js, are those of the clocks where it is held', () => {
  fc.assert(
    fc.property(anySession, (when) => {
      fc.pre([when.start, when.end].every((local) => isOnce(local, when.zone)));
      const [component] = componentsOf(fileOf(when));
      expect(timeOf(component!, 'dtstart').toUnixTime()).toBe(secondsOf(when.start, when.zone));
      expect(timeOf(component!, 'dtend').toUnixTime()).toBe(secondsOf(when.end, when.zone));
    }),
    { numRuns: 300 },
  );
});

/** Whether the clock changes within a day of this time. */
function isNearChange(local: string, zone: string): boolean {
  const at = Temporal.PlainDateTime.from(local).toZonedDateTime(zone);
  return at.subtract({ hours: 24 }).offset !== at.add({ hours: 24 }).offset;
}

test('the instants of any session, read by ts-ics, are those of the clocks where it is held, but for the days of a change, which it misreads', () => {
  fc.assert(
    fc.property(anySession, (when) => {
      fc.pre(!isNearChange(when.start, when.zone));
      const [read] = convertIcsCalendar(undefined, fileOf(when)).events ?? [];
      expect(read!.start.date.getTime() / 1000).toBe(secondsOf(when.start, when.zone));
    }),
  );
});

test('a session that recurs has the same occurrences when ical.js reads it, across every change of clocks', () => {
  fc.assert(
    fc.property(anySession, (when) => {
      fc.pre(when.rule !== undefined);
      const [component] = componentsOf(fileOf(when));
      const read = new ICAL.Event(component!).iterator();
      const instants: string[] = [];
      for (let next = read.next() as ICAL.Time | undefined; next; next = read.next())
        instants.push(new Date(next.toUnixTime() * 1000).toISOString());
      const ours = occurrencesOf(when, { from: '2000-01-01', to: '2040-01-01' }).map(({ start }) => start);
      const locals = ours.map((start) =>
        Temporal.Instant.from(start).toZonedDateTimeISO(when.zone).toPlainDateTime().toString({ smallestUnit: 'second' }),
      );
      fc.pre(locals.every((local) => isOnce(local, when.zone) && local.slice(11) === when.start.slice(11)));
      expect(instants).toEqual(ours);
    }),
    { numRuns: 200 },
  );
});

test('a time that the clocks skip is written as it was given, so that what recurs after it keeps its hour', () => {
  const file = fileOf(
    session({ start: '2026-03-08T02:30:00', end: '2026-03-08T04:00:00', zone: 'America/New_York', rule: 'FREQ=WEEKLY;COUNT=3' }),
  );
  expect(file).toContain('\r\nDTSTART;TZID=America/New_York:20260308T023000\r\n');
});

test('exceptions are in the zone of their session, and in UTC where it is UTC', () => {
  const recurring = { rule: 'FREQ=WEEKLY;COUNT=3', except: ['2026-03-09T09:00:00', '2026-03-16T09:00:00'] };
  expect(fileOf(session(recurring))).toContain('\r\nEXDATE;TZID=America/Guatemala:20260309T090000,20260316T090000\r\n');
  const universal = fileOf(session({ ...recurring, zone: 'UTC' }));
  expect(universal).toContain('\r\nDTSTART:20260302T090000Z\r\n');
  expect(universal).toContain('\r\nEXDATE:20260309T090000Z,20260316T090000Z\r\n');
  expect(universal).not.toContain('VTIMEZONE');
});

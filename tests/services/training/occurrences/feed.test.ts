import { describe, expect, test } from 'vitest';
import { readFeed } from '../../../../services/training/occurrences/feed.ts';

const window = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' };
const calendar = (...parts: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example.org//EN', ...parts, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:1@example.org', 'SUMMARY:Taller', ...lines, 'END:VEVENT'].join('\r\n');
const read = (...parts: string[]) => readFeed(calendar(...parts), window);
const dates = (...parts: string[]) => read(...parts).events.flatMap((each) => each.occurrences);
const starts = (...parts: string[]) =>
  dates(...parts).map((each) => ('start' in each ? each.start.replace('.000Z', 'Z') : `${each.from}/${each.to}`));

describe('an event is read', () => {
  test('with its text plain, its state and its place', () => {
    const { events, findings } = read(
      [
        'BEGIN:VEVENT',
        'UID:1@example.org',
        'SUMMARY;LANGUAGE=es:Curso \\; víctimas\\, <b>uno</b>\\nd',
        ' os\u202E\u0007',
        'STATUS:TENTATIVE',
      ].join('\r\n'),
      ['LOCATION:Ciudad de Guatemala', 'URL:javascript:alert(1)', 'DTSTART:20260305T150000Z', 'DTEND:20260305T170000Z', 'END:VEVENT'].join(
        '\r\n',
      ),
    );
    expect(findings).toEqual([]);
    expect(events).toEqual([
      {
        uid: '1@example.org',
        title: 'Curso ; víctimas, <b>uno</b> dos',
        place: 'Ciudad de Guatemala',
        status: 'tentative',
        zone: null,
        occurrences: [{ start: '2026-03-05T15:00:00.000Z', end: '2026-03-05T17:00:00.000Z' }],
      },
    ]);
  });
  test('cut to 300 characters, no character in two', () => {
    const title = read(event('DTSTART:20260305T150000Z').replace('Taller', `${'x'.repeat(299)}😀${'y'.repeat(5000)}`)).events[0]!.title;
    expect(title).toBe('x'.repeat(299));
  });
  test.each([
    ['a day', ['DTSTART;VALUE=DATE:20260305'], ['2026-03-05/2026-03-05']],
    ['days, the end left out', ['DTSTART;VALUE=DATE:20260305', 'DTEND;VALUE=DATE:20260308'], ['2026-03-05/2026-03-07']],
    ['a day that ends where it starts', ['DTSTART;VALUE=DATE:20260305', 'DTEND;VALUE=DATE:20260305'], ['2026-03-05/2026-03-05']],
    ['a duration of days', ['DTSTART;VALUE=DATE:20260305', 'DURATION:P2D'], ['2026-03-05/2026-03-06']],
    ['a floating time, by its day', ['DTSTART:20260305T220000', 'DTEND:20260306T000000'], ['2026-03-05/2026-03-05']],
    ['no end', ['DTSTART;TZID=Europe/Madrid:20260305T220000'], ['2026-03-05T21:00:00Z']],
    ['a zone behind a prefix', ['DTSTART;TZID=/example.org/1/America/Argentina/Salta:20260305T090000'], ['2026-03-05T12:00:00Z']],
    [
      'exceptions',
      ['DTSTART:20260305T090000Z', 'RRULE:FREQ=DAILY;COUNT=4', 'EXDATE:20260306T090000Z', 'EXDATE;VALUE=DATE:20260307'],
      ['2026-03-05T09:00:00Z', '2026-03-08T09:00:00Z'],
    ],
    [
      'more dates',
      ['DTSTART:20260305T090000Z', 'RDATE:20260401T090000Z,20260305T090000Z'],
      ['2026-03-05T09:00:00Z', '2026-04-01T09:00:00Z'],
    ],
    [
      'a period',
      ['DTSTART:20260305T090000Z', 'RDATE;VALUE=PERIOD:20260401T100000Z/PT1H'],
      ['2026-03-05T09:00:00Z', '2026-04-01T10:00:00Z'],
    ],
    [
      'a rule with a last day',
      ['DTSTART;VALUE=DATE:20260305', 'RRULE:FREQ=DAILY;UNTIL=20260306'],
      ['2026-03-05/2026-03-05', '2026-03-06/2026-03-06'],
    ],
    ['a rule without end, from long ago', ['DTSTART:19970305T090000Z', 'RRULE:FREQ=YEARLY;'], ['2026-03-05T09:00:00Z']],
    ['one begun before the window', ['DTSTART:20251231T220000Z', 'DURATION:P1DT1H'], ['2025-12-31T22:00:00Z']],
    ['one over before the window', ['DTSTART:20251231T220000Z', 'DURATION:PT2H'], []],
  ])('with %s', (_what, lines, expected) => {
    expect(starts(event(...lines))).toEqual(expected);
    expect(read(event(...lines)).findings).toEqual([]);
  });
  test('its days by the calendar, its hours by the clock', () => {
    const ends = (length: string) =>
      dates(event('DTSTART;TZID=Europe/Madrid:20260328T120000', length)).map((each) => 'end' in each && each.end);
    expect(ends('DURATION:P1D')).toEqual(['2026-03-29T10:00:00.000Z']);
    expect(ends('DURATION:PT24H')).toEqual(['2026-03-29T11:00:00.000Z']);
  });
  test('with the dates that others of its UID replace or call off', () => {
    const moved = event('RECURRENCE-ID:20260306T090000Z', 'DTSTART:20260310T150000Z', 'DTEND:20260310T160000Z');
    const off = event('RECURRENCE-ID:20260307T090000Z', 'DTSTART:20260307T090000Z', 'STATUS:CANCELLED');
    const { events } = read(moved, event('DTSTART:20260305T090000Z', 'RRULE:FREQ=DAILY;COUNT=4'), off);
    expect(events).toHaveLength(1);
    expect(starts(moved, event('DTSTART:20260305T090000Z', 'RRULE:FREQ=DAILY;COUNT=4'), off)).toEqual([
      '2026-03-05T09:00:00Z',
      '2026-03-08T09:00:00Z',
      '2026-03-10T15:00:00Z',
    ]);
  });
});

const observance = (kind: string, start: string, from: string, to: string, rule: string) =>
  [`BEGIN:${kind}`, `DTSTART:${start}`, `TZOFFSETFROM:${from}`, `TZOFFSETTO:${to}`, `RRULE:${rule}`, `END:${kind}`].join('\r\n');
const madrid = [
  'BEGIN:VTIMEZONE',
  'TZID:Romance Standard Time',
  observance('STANDARD', '16010101T030000', '+0200', '+0100', 'FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10'),
  observance('DAYLIGHT', '16010101T020000', '+0100', '+0200', 'FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3'),
  'END:VTIMEZONE',
].join('\r\n');

test.each(['20260328T023000', '20261024T023000', '20260101T000000', '20260328T013000'])(
  'a zone that the feed describes tells the same time as the one of IANA, every day from %s',
  (start) => {
    const daily = (zone: string) => event(`DTSTART;TZID=${zone}:${start}`, 'RRULE:FREQ=DAILY;COUNT=200');
    expect(starts(madrid, daily('Romance Standard Time'))).toEqual(starts(daily('Europe/Madrid')));
  },
);

test('the days of a feed in UTC are cut by the window', () => {
  expect(starts(event('DTSTART:20251230T090000Z', 'RRULE:FREQ=DAILY;COUNT=4'))).toEqual(['2026-01-01T09:00:00Z', '2026-01-02T09:00:00Z']);
});

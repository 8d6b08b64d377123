import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { feedWork, readFeed } from '../../../../services/training/occurrences/feed.ts';
import { Problem } from '../../../../shared/contract/problem.ts';

const window = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' };
const calendar = (...parts: string[]) => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${parts.join('')}END:VCALENDAR\r\n`;
const event = (uid: number | string, ...lines: string[]) =>
  `BEGIN:VEVENT\r\nUID:${uid}\r\nSUMMARY:Evento\r\n${lines.join('\r\n')}\r\nEND:VEVENT\r\n`;
const times = (count: number, make: (index: number) => string) => Array.from({ length: count }, (_, index) => make(index)).join('');
const good = event('good', 'DTSTART:20260305T090000Z', 'DTEND:20260305T100000Z');
const daily = 'RRULE:FREQ=DAILY';
const begun = 'DTSTART:20260106T090000Z';

/** What a feed comes to: its problem, or what was read; always within the work allowed. */
function outcome(text: string) {
  const work = feedWork();
  try {
    const { events, findings } = readFeed(text, window, work);
    const dates = events.reduce((sum, each) => sum + each.occurrences.length, 0);
    expect(work.left).toBeGreaterThanOrEqual(0);
    return { problem: null, uids: events.map(({ uid }) => uid), dates, findings, used: feedWork().left - work.left };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    expect(error.code).toBe('unprocessable');
    expect(error.detail?.es).not.toBe(error.detail?.en);
    // A period that is under way is finished: at most the days and months of a year.
    expect(work.left).toBeGreaterThan(-400);
    return { problem: error.detail?.en ?? '', uids: [], dates: 0, findings: [], used: feedWork().left - work.left };
  }
}

describe('a feed is refused whole', () => {
  test.each([
    ['empty', '', 'not an iCalendar'],
    ['blank', ' \r\n\r\n\t', 'not an iCalendar'],
    ['HTML', '<!doctype html><html><body>BEGIN:VCALENDAR</body></html>', 'not an iCalendar'],
    ['JSON', '{"events":[]}', 'not an iCalendar'],
    ['a card', 'BEGIN:VCARD\r\nEND:VCARD', 'not an iCalendar'],
    ['bytes of a picture', '\u0089PNG\r\n\u001a\n\u0000\u0000\uFFFD', 'not an iCalendar'],
    ['text of UTF-16 read in pairs', '䈀䔀䜀䤀一㨀嘀䌀䄀䰀', 'not an iCalendar'],
    ['too long', `BEGIN:VCALENDAR\n${'x'.repeat(2_000_000)}`, '2,000,000'],
    ['too many events', calendar(times(5001, (index) => event(index, begun))), '5000 events'],
    ['thousandfold nested', calendar('BEGIN:VALARM\r\n'.repeat(1000)), 'nests'],
    ['a calendar in itself', 'BEGIN:VCALENDAR\r\n'.repeat(5000), 'nests'],
    ['too many dates', calendar(times(120, (index) => event(index, begun, daily))), '20000 dates'],
    [
      'COUNT of a million, a thousand times',
      calendar(times(1000, (index) => event(index, 'DTSTART:19000101T090000Z', `${daily};COUNT=1000000`))),
      'too long',
    ],
    [
      'counted and never, a thousand times',
      calendar(times(1000, (index) => event(index, 'DTSTART:16010101T090000Z', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=9'))),
      'too long',
    ],
    [
      'all the days of all the years',
      calendar(times(5000, (index) => event(index, 'DTSTART:20200101T090000Z', 'RRULE:FREQ=YEARLY;BYDAY=53MO,53TU,53WE'))),
      'too long',
    ],
  ])('%s', (_what, text, said) => {
    expect(outcome(text).problem).toContain(said);
  });
});

describe('what is wrong in one event leaves the others', () => {
  test.each([
    ['no start', event('bad'), 'no start'],
    ['no UID', 'BEGIN:VEVENT\r\nDTSTART:20260305T090000Z\r\nEND:VEVENT\r\n', 'no UID'],
    ['an end before the start', event('bad', begun, 'DTEND:20260105T090000Z'), 'ends before'],
    ['a date with an end in hours', event('bad', 'DTSTART;VALUE=DATE:20260106', 'DTEND:20260107T090000Z'), 'starts with a date'],
    ['a negative duration', event('bad', begun, 'DURATION:-PT1H'), 'duration'],
    ['an endless duration', event('bad', begun, 'DURATION:P999999W'), 'hundred years'],
    ['a duration beyond all digits', event('bad', begun, `DURATION:PT${'9'.repeat(400)}H`), 'duration'],
    ['a 30th of February', event('bad', 'DTSTART:20260230T090000Z'), 'DTSTART is not valid'],
    ['an hour 25', event('bad', 'DTSTART:20260210T250000Z'), 'DTSTART is not valid'],
    ['a word for a date', event('bad', 'DTSTART:tomorrow'), 'DTSTART'],
    ['half a date', event('bad', 'DTSTART:2026'), 'DTSTART'],
    ['a date of another kind', event('bad', 'DTSTART;VALUE=BOOLEAN:TRUE'), 'DTSTART'],
    ['a type of the language itself', event('bad', 'DTSTART;VALUE=CONSTRUCTOR;__PROTO__=x:20260106'), 'DTSTART'],
    ['a wrong exception', event('bad', begun, daily, 'EXDATE:never'), 'EXDATE'],
    ['a wrong period', event('bad', begun, 'RDATE;VALUE=PERIOD:20260401T100000Z/x'), 'RDATE'],
    ['a line without a value', event('bad', begun, 'DTEND'), 'DTEND cannot'],
    ['a quote never closed', event('bad', begun, 'LOCATION;X="a:b'), 'LOCATION cannot'],
    ['a hundred thousand parameters', event('bad', `DTSTART${';A=B'.repeat(100_000)}:20260106T090000Z`), 'DTSTART cannot'],
    ['a hundred thousand quotes', event('bad', `DTSTART;A=${'"x",'.repeat(100_000)}`), 'DTSTART cannot'],
    ['an end missing', `BEGIN:VEVENT\r\nUID:bad\r\n${begun}\r\n`, 'not complete'],
    ['no end at all, a thousand times', times(1000, () => `BEGIN:VEVENT\r\nUID:bad\r\n${begun}\r\n`), 'not complete'],
  ])('%s', (_what, bad, said) => {
    const { problem, uids, findings } = outcome(calendar(bad, good));
    expect(problem).toBeNull();
    expect(uids).toEqual(['good']);
    expect(findings[0]!.en).toContain(said);
    expect(findings[0]!.es).not.toBe('');
  });

  test.each([
    ['FREQ=SECONDLY', [begun, 'RRULE:FREQ=SECONDLY'], 'repetition', 1],
    ['FREQ=MINUTELY', [begun, 'RRULE:FREQ=MINUTELY;COUNT=1000000'], 'repetition', 1],
    ['INTERVAL=0', [begun, `${daily};INTERVAL=0`], 'INTERVAL', 1],
    ['BYSETPOS=0', [begun, 'RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0'], 'BYSETPOS', 1],
    ['BYSETPOS beyond a year', [begun, 'RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=999999'], 'BYSETPOS', 1],
    ['a rule that is no rule', [begun, 'RRULE:DROP TABLE'], 'repetition', 1],
    ['an endless rule', [begun, `${daily};BYMONTH=${'1,'.repeat(500_000)}1`], 'too long', 1],
    ['two rules', [begun, daily, daily], 'more than one rule', 1],
    ['a zone nobody knows', ['DTSTART;TZID=Mars/Olympus:20260106T090000'], 'time zone', 1],
    ['COUNT of a million from long ago', ['DTSTART:16010106T090000Z', `${daily};COUNT=1000000`], 'too long', 0],
    ['every day', [begun, daily], '200', 200],
    [
      'thousands of dates',
      [begun, times(70_000, (index) => `RDATE:202601${10 + (index % 20)}T${10 + (index % 13)}0000Z\r\n`).trimEnd()],
      '200',
      200,
    ],
    ['a hundred thousand exceptions', [begun, daily, `EXDATE:${'20260101T000000Z,'.repeat(110_000)}20260106T090000Z`], '200', 200],
  ])('%s is a finding on what is read', (_what, lines, said, count) => {
    const { problem, dates, findings, used } = outcome(calendar(event('odd', ...lines), good));
    expect(problem).toBeNull();
    expect(dates).toBe(count + 1);
    expect(findings.map(({ en }) => en).join()).toContain(said);
    expect(used).toBeLessThan(110_000);
  });

  test.each([
    ['INTERVAL of 1e9', [begun, `${daily};INTERVAL=1000000000`], 1],
    ['a rule that never matches', [begun, 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'], 1],
    ['a rule of every day that never matches', [begun, 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'], 1],
    ['a position no set has', [begun, 'RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300'], 1],
    ['a year 0', ['DTSTART:00000101T000000Z', 'RRULE:FREQ=YEARLY'], 1],
    ['a year 9999', ['DTSTART:99991231T235959Z', daily], 0],
    ['a text of line ends', [begun, `LOCATION:${'\\n'.repeat(400_000)}`], 1],
    ['a text folded at every character', [begun, `DESCRIPTION:${'\r\n x'.repeat(300_000)}`], 1],
    ['an endless line', [begun, `DESCRIPTION:${'x'.repeat(1_900_000)}`], 1],
    ['NUL in every place', [begun.split('').join('\u0000')], 1],
    ['broken characters', [begun, 'LOCATION:\uD800\uFFFD\uDC00\u0000'], 1],
    ['a name of the language itself', [begun, 'constructor:x', '__proto__;__proto__=y:z', 'toString:1'], 1],
  ])('%s is read without more work than a window needs', (_what, lines, count) => {
    const { problem, dates, used } = outcome(calendar(event('odd', ...lines), good));
    expect(problem).toBeNull();
    expect(dates).toBe(count + 1);
    expect(used).toBeLessThan(3000);
  });
});

const zone = (id: string, ...rules: string[]) =>
  [
    `BEGIN:VTIMEZONE\r\nTZID:${id}`,
    ...rules.map(
      (rule) => `BEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n${rule}\r\nEND:STANDARD`,
    ),
    'END:VTIMEZONE\r\n',
  ].join('\r\n');

test.each([
  ['every second', zone('X', 'RRULE:FREQ=SECONDLY')],
  ['every day', zone('X', daily)],
  ['a million times', zone('X', 'RRULE:FREQ=YEARLY;COUNT=1000000;BYDAY=MO,TU,WE,TH,FR')],
  ['in five thousand ways', zone('X', ...Array.from({ length: 5000 }, () => 'RRULE:FREQ=YEARLY'))],
  ['by itself', zone('X', 'BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nEND:STANDARD\r\nEND:VTIMEZONE')],
  ['by nothing', zone('X')],
  ['by an offset that is none', zone('X', 'RRULE:FREQ=YEARLY').replace('+0200', 'noon')],
])('a zone that changes %s ends, and the event is read', (_what, described) => {
  const { problem, uids } = outcome(calendar(described, event('zoned', 'DTSTART;TZID=X:20260305T090000'), good));
  expect(problem).toBeNull();
  expect(uids).toEqual(['zoned', 'good']);
});

test('thousands of the same UID are one event', () => {
  expect(outcome(calendar(times(4000, () => event('one', begun)))).uids).toEqual(['one']);
  const moved = times(4000, () => event('one', 'RECURRENCE-ID:20260107T090000Z', 'DTSTART:20260107T100000Z'));
  expect(outcome(calendar(event('one', begun, `${daily};COUNT=3`), moved)).dates).toBe(3);
});

test('a thousand wrong events make a hundred findings and a number', () => {
  const { findings } = outcome(calendar(times(1000, (index) => event(index))));
  expect(findings).toHaveLength(101);
  expect(findings.at(-1)!.en).toContain('900');
});

test('a feed cut anywhere, or with any line put anywhere, ends', () => {
  const whole = calendar(
    zone('X', 'RRULE:FREQ=YEARLY'),
    event('a', 'DTSTART;TZID=X:20260305T090000', daily, 'EXDATE;TZID=X:20260306T090000'),
    good,
  );
  const lines = whole.split('\r\n');
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(...lines),
    fc.constantFrom('BEGIN:', 'END:', 'DTSTART', ';', '"', ':'),
  );
  fc.assert(
    fc.property(fc.nat(whole.length), fc.array(fc.tuple(fc.nat(lines.length), piece), { maxLength: 8 }), (cut, put) => {
      if (cut > 20) expect(outcome(whole.slice(0, cut)).problem).toBeNull();
      const changed = put.reduce((all, [at, line]) => all.toSpliced(at, 1, line), lines);
      expect(outcome(changed.join('\r\n')).dates).toBeLessThanOrEqual(20_000);
    }),
    { numRuns: 300 },
  );
});

import { describe, expect, test } from 'vitest';
import { faultOfRule, isZone } from '../../../../services/training/occurrences/recurrence.ts';

describe('a rule is refused', () => {
  test.each([
    ['', 'may not'],
    ['FREQ=HOURLY;COUNT=3', 'FREQ'],
    ['FREQ=SECONDLY;COUNT=3', 'FREQ'],
    ['COUNT=3', 'FREQ'],
    ['RRULE:FREQ=DAILY;COUNT=3', 'RRULE'],
    ['FREQ=DAILY', 'end'],
    ['FREQ=DAILY;COUNT=401', '400'],
    ['FREQ=DAILY;COUNT=0', 'COUNT'],
    ['FREQ=DAILY;COUNT=1,2', 'COUNT'],
    ['FREQ=DAILY;COUNT=3;COUNT=4', 'repeats'],
    ['FREQ=DAILY;COUNT=3;UNTIL=20270101T000000Z', 'both'],
    ['FREQ=DAILY;INTERVAL=0;COUNT=3', 'INTERVAL'],
    ['FREQ=DAILY;INTERVAL=-1;COUNT=3', 'INTERVAL'],
    ['FREQ=DAILY;INTERVAL=1000000000;COUNT=3', 'five years'],
    ['FREQ=WEEKLY;COUNT=400', 'five years'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3', 'five years'],
    ['FREQ=DAILY;UNTIL=20260231T000000Z', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=20260301', 'UTC'],
    ['FREQ=DAILY;UNTIL=20260301T000000', 'UTC'],
    ['FREQ=DAILY;UNTIL=20251230T000000Z', 'before'],
    ['FREQ=WEEKLY;UNTIL=20320101T000000Z', 'five years'],
    ['FREQ=WEEKLY;BYDAY=1MO;COUNT=3', 'ordinal'],
    ['FREQ=MONTHLY;BYDAY=0MO;COUNT=3', 'BYDAY'],
    ['FREQ=MONTHLY;BYDAY=54MO;COUNT=3', 'BYDAY'],
    ['FREQ=WEEKLY;BYDAY=LU;COUNT=3', 'BYDAY'],
    ['FREQ=WEEKLY;BYMONTHDAY=3;COUNT=3', 'BYMONTHDAY'],
    ['FREQ=MONTHLY;BYMONTHDAY=32;COUNT=3', 'BYMONTHDAY'],
    ['FREQ=MONTHLY;BYMONTH=-1;COUNT=3', 'BYMONTH'],
    ['FREQ=MONTHLY;BYSETPOS=1;COUNT=3', 'BYSETPOS'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0;COUNT=3', 'BYSETPOS'],
    ['FREQ=MONTHLY;WKST=XX;COUNT=3', 'WKST'],
    ['FREQ=DAILY;BYHOUR=9;COUNT=3', 'BYHOUR'],
    ['FREQ=YEARLY;BYWEEKNO=20;COUNT=3', 'BYWEEKNO'],
    [`FREQ=DAILY;COUNT=3;BYMONTH=${'1,'.repeat(900)}1`, 'long'],
  ])('%.60s', (rule, said) => {
    const fault = faultOfRule(rule, '2026-01-05T09:00:00');
    expect(fault?.en).toContain(said);
    expect(fault?.es).not.toBe('');
  });
  test.each(['FREQ=DAILY;COUNT=400', 'freq=weekly;count=52;byday=mo', 'FREQ=WEEKLY;UNTIL=20301231T235959Z', 'FREQ=YEARLY;COUNT=5'])(
    '%s is right',
    (rule) => {
      expect(faultOfRule(rule, '2026-01-05T09:00:00')).toBeNull();
      expect(faultOfRule(rule)).toBeNull();
    },
  );
});

test.each([
  'America/New_York',
  'Europe/Madrid',
  'America/Argentina/Buenos_Aires',
  'America/Port-au-Prince',
  'UTC',
  'Etc/GMT+5',
  'Asia/Calcutta',
  'US/Pacific',
])('%s is a zone', (name) => {
  expect(isZone(name)).toBe(true);
});
test.each(['', '+01:00', '-05', 'GMT-5:00', 'Mars/Olympus', 'Romance Standard Time', 'europe/madrid', 'America/../x', 'Z'.repeat(70)])(
  '%.30s is no zone',
  (name) => {
    expect(isZone(name)).toBe(false);
  },
);

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Facts, type OwedActivity, type Seat, openCells, stateOf } from '../../../services/plans/ledger/cells.ts';
import { daysOf, halfOf, halvesIn, meet, yearsIn } from '../../../services/plans/ledger/periods.ts';
import { daysAfter } from '../../../shared/contract/dates.ts';
import type { Responsibility } from '../../../shared/contract/plans/outline.ts';

const share = (
  kind: Responsibility['party']['kind'],
  organisation: string | null = null,
  role: Responsibility['role'] = 'responsible',
) => ({
  party: { kind, organisation },
  role,
  optional: false,
  raw: '',
});
const continuous = { raw: 'Continuo', status: 'continuous', date: null, note: null } as const;
const activity = (difference: Partial<OwedActivity> = {}): OwedActivity => ({
  id: 'a',
  placeholder: false,
  responsibilities: [share('allMembers')],
  schedule: continuous,
  cadence: { kind: 'semiAnnual', bodies: [] },
  since: '2009-11-26',
  ...difference,
});
const seat = (code: string, role: Seat['role'] = 'member', from = '2000-01-01', to: string | null = null): Seat => ({
  organisation: `org ${code}`,
  code,
  role,
  from,
  to,
});
const seats = [seat('GTM'), seat('MEX'), seat('IOM', 'partner'), seat('ST', 'secretariat')];
const facts = (one: OwedActivity, difference: Partial<Facts> = {}): Facts => ({
  activities: [one],
  seats,
  meetings: [],
  joined: [],
  ...difference,
});
const opened = (all: Facts, window: string) =>
  openCells(all, daysOf(window)).map(({ code, period, due }) => `${code} ${period} ${due ?? 'no day'}`);

test('twice a year means the calendar half years, and every member owes each', () => {
  expect(opened(facts(activity()), '2009-S2/2010-S1')).toEqual([
    'GTM 2009-S2 2009-12-31',
    'MEX 2009-S2 2009-12-31',
    'GTM 2010-S1 2010-06-30',
    'MEX 2010-S1 2010-06-30',
  ]);
});

test('nothing is owed for a period that was over before the plan had the activity', () => {
  expect(opened(facts(activity()), '2009-S1')).toEqual([]);
});

test('all members are those of the day on which it falls due', () => {
  const moving = [
    seat('BLZ', 'member', '2000-01-01', '2009-12-31'),
    seat('DOM', 'member', '2009-12-01'),
    seat('HND', 'member', '2010-01-01'),
  ];
  expect(opened(facts(activity(), { seats: moving }), '2009-S2')).toEqual(['DOM 2009-S2 2009-12-31']);
});

test('per meeting means one for each meeting of the bodies named, due on its first day', () => {
  const meetings = [
    { id: 'm1', body: 'GRCM', startsOn: '2009-12-02', endsOn: '2009-12-03' },
    { id: 'm2', body: 'CRM', startsOn: '2010-05-20', endsOn: '2010-05-21' },
    { id: 'm3', body: 'RED', startsOn: '2009-12-01', endsOn: '2009-12-01' },
  ];
  const matrix = activity({ responsibilities: [share('organisation', 'IOM')], cadence: { kind: 'perMeeting', bodies: ['CRM', 'GRCM'] } });
  expect(opened(facts(matrix, { meetings }), '2009/2010')).toEqual(['IOM m1 2009-12-02', 'IOM m2 2010-05-20']);
});

test('a date of the schedule is its own period, due on the last day that it may mean', () => {
  const workshop = { raw: 'Febrero 2010', status: 'scheduled', date: '2010-02', note: null } as const;
  const one = activity({ responsibilities: [share('organisation', 'GTM')], schedule: workshop, cadence: { kind: 'none', bodies: [] } });
  expect(opened(facts(one), '2010')).toEqual(['GTM 2010-02 2010-02-28']);
  expect(opened(facts(one), '2010-S2')).toEqual([]);
});

test('continuous work without a rhythm opens a cell a year with no day that nobody set', () => {
  expect(opened(facts(activity({ cadence: { kind: 'none', bodies: [] } })), '2009-S2')).toEqual(['GTM 2009 no day', 'MEX 2009 no day']);
});

test.each(['toBeDefined', 'pending', null] as const)('a schedule that is %s owes nothing', (status) => {
  expect(opened(facts(activity({ schedule: { ...continuous, status } })), '2009/2012')).toEqual([]);
});

test('who gives input owes too; who coordinates, supports or may if they wish does not', () => {
  const responsibilities = [
    share('organisation', 'ST'),
    share('allMembers', null, 'input'),
    share('organisation', 'IOM', 'coordination'),
    { ...share('organisation', 'IOM'), optional: true },
  ];
  expect(opened(facts(activity({ responsibilities })), '2009-S2')).toEqual([
    'ST 2009-S2 2009-12-31',
    'GTM 2009-S2 2009-12-31',
    'MEX 2009-S2 2009-12-31',
  ]);
});

test('an organisation that is named and a member too owes once', () => {
  expect(opened(facts(activity({ responsibilities: [share('organisation', 'MEX'), share('allMembers')] })), '2009-S2')).toHaveLength(2);
});

test('an open group owes nothing until somebody fills it, and then per event', () => {
  const hosting = activity({ responsibilities: [share('hostCountry')], schedule: { ...continuous, status: 'toBeDefined' } });
  expect(opened(facts(hosting), '2010')).toEqual([]);
  const joined = [
    { activity: 'a', organisation: 'org GTM', kind: 'hostCountry' as const, date: '2010-03-04/2010-03-06' },
    { activity: 'a', organisation: 'org MEX', kind: 'hostCountry' as const, date: '2010-09' },
    { activity: 'a', organisation: 'org MEX', kind: 'participatingCountries' as const, date: '2010-10' },
  ];
  expect(opened(facts(hosting, { joined }), '2010')).toEqual(['GTM 2010-03-04/2010-03-06 2010-03-06', 'MEX 2010-09 2010-09-30']);
});

test.each([
  ['2009-12-09', {}, 'notDue'],
  ['2009-12-10', {}, 'due'],
  ['2009-12-31', {}, 'due'],
  ['2010-01-01', {}, 'overdue'],
  ['2010-01-01', { report: 'draft' }, 'overdue'],
  ['2010-01-01', { report: 'submitted' }, 'reported'],
  ['2010-01-01', { report: 'published' }, 'validated'],
  ['2010-01-01', { exemption: 'declined' as const }, 'declined'],
  ['2010-01-01', { exemption: 'notApplicable' as const, report: 'validated' }, 'validated'],
])('on %s a cell due on 31 December with %o is %s', (today, came, state) => {
  expect(stateOf('2009-12-31', today, came)).toBe(state);
});

test('what has no day is never due and never late', () => {
  expect(stateOf(null, '2999-01-01', {})).toBe('notDue');
});

const day = fc
  .integer({ min: -200_000, max: 200_000 })
  .map((days) => daysAfter('2010-01-01', days))
  .filter((text) => /^\d{4}-/.test(text) && text > '1600');

test('half years and years cover every day of a window, once', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 3000 }), fc.nat(3000), (from, length, at) => {
      const window = { from, to: daysAfter(from, length) };
      const inside = daysAfter(from, Math.min(at, length));
      for (const periods of [halvesIn(window), yearsIn(window)]) {
        expect(periods.filter((one) => one.from <= inside && inside <= one.to)).toHaveLength(1);
        expect(periods.every((one) => meet(one, window))).toBe(true);
      }
      const half = daysOf(halfOf(inside));
      expect(half.from <= inside && inside <= half.to).toBe(true);
    }),
  );
});

test('a wider window opens all that a narrower one does', () => {
  const all = facts(activity());
  fc.assert(
    fc.property(day, fc.nat(800), fc.nat(800), (from, length, more) => {
      const narrow = openCells(all, { from, to: daysAfter(from, length) });
      const wide = openCells(all, { from: daysAfter(from, -more), to: daysAfter(from, length + more) });
      expect(wide).toEqual(expect.arrayContaining(narrow));
    }),
  );
});

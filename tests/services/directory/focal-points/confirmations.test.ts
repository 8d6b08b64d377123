import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { confirmBy, latestConfirmation } from '../../../../services/directory/focal-points/confirm-by.ts';
import { remindOfConfirmations } from '../../../../services/directory/focal-points/confirmations.ts';
import { confirmFocalPoint, endFocalPoint } from '../../../../services/directory/focal-points/duties.ts';
import { daysAfter } from '../../../../shared/contract/dates.ts';
import { contextOn } from '../../../support/database.ts';
import { type FocalWorld, enter, focalWorld, told } from './focal-world.ts';

let world: FocalWorld;
let id: string;
beforeEach(async () => {
  world = await focalWorld();
  id = await enter(world, { from: '2025-01-01' }, world.by('GTM officer', new Date('2025-08-31T12:00:00Z')));
});

const remindOn = (day: string) => remindOfConfirmations(contextOn(world.db, { now: new Date(`${day}T08:00:00Z`) }));
const reminders = async () => (await told(world, id)).filter(({ type }) => type !== 'directory.focal.changed');
const said = async () =>
  (await reminders()).map(({ type, data }) => `${type.split('.').at(-1)} ${String(data['by'])} ${String(data['days'] ?? '')}`.trim());

test('30 and 7 days before, and once after, whatever happens on the other days', async () => {
  for (let day = '2026-01-01'; day <= '2026-04-01'; day = daysAfter(day, 1)) await remindOn(day);
  expect(await said()).toEqual(['due 2026-02-28 30', 'due 2026-02-28 7', 'overdue 2026-02-28']);
  expect(await reminders()).toMatchObject(
    Array.from({ length: 3 }, () => ({ audience: 'organisation', tlp: 'GREEN', organisation: world.organisations.GTM })),
  );
});

test('on each day: how many', async () => {
  expect(await remindOn('2026-01-28')).toBe(0);
  expect([await remindOn('2026-01-29'), await remindOn('2026-01-29')]).toEqual([1, 0]);
  expect(await remindOn('2026-02-28')).toBe(1);
  expect([await remindOn('2026-03-01'), await remindOn('2030-01-01')]).toEqual([1, 0]);
});

test('of those missed only the last', async () => {
  await remindOn('2026-02-25');
  expect(await said()).toEqual(['due 2026-02-28 3']);
});

test('a confirmation begins it anew', async () => {
  await remindOn('2026-03-01');
  await confirmFocalPoint(world.by('GTM officer', new Date('2026-03-02')), id, 1);
  expect(await remindOn('2026-08-01')).toBe(0);
  expect(await remindOn('2026-08-03')).toBe(1);
});

test('what has ended is left alone, and what has not begun', async () => {
  await endFocalPoint(world.by('GTM officer'), id, 1, '2026-01-20');
  await enter(world, { from: '2027-01-01' }, world.by('GTM officer', new Date('2025-08-31')));
  expect(await remindOn('2026-03-01')).toBe(0);
});

test('many are told of in batches', async () => {
  for (let count = 0; count < 205; count += 1) await enter(world, {}, world.by('GTM officer', new Date('2025-08-31')));
  expect(await remindOn('2026-03-01')).toBe(206);
  const { rows } = await world.db.client.execute("select count(*) n from audit where action = 'focal:remind'");
  expect(rows[0]?.['n']).toBe(2);
}, 60_000);

test('the latest confirmation is the last day of which the term has come', () => {
  const days = fc.integer({ min: 0, max: 3000 }).map((count) => daysAfter('2024-01-01', count));
  fc.assert(
    fc.property(days, fc.constantFrom(-30, -7, 0, 1), (today, shift) => {
      const latest = latestConfirmation(today, shift);
      expect(daysAfter(confirmBy(latest), shift) <= today).toBe(true);
      expect(daysAfter(confirmBy(daysAfter(latest, 1)), shift) > today).toBe(true);
    }),
  );
});

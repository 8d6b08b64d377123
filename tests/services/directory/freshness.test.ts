import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { lapseAll, stagesPast } from '../../../services/directory/listings/freshness.ts';
import { verifyService } from '../../../services/directory/listings/withdrawal.ts';
import { daysAfter, lastDay, monthsAfter } from '../../../shared/contract/dates.ts';
import { outbox } from '../../../shared/database/journal.ts';
import { listings } from '../../../shared/database/listings.ts';
import { publicServicePlaces, publicServices } from '../../../shared/database/public-directory.ts';
import { contextOn } from '../../support/database.ts';
import { type DirectoryWorld, aPlace, aService, anOrganisation, directoryWorld, publish } from './directory-world.ts';

const verified = '2025-01-10';
let world: DirectoryWorld;
let id: string;
beforeEach(async () => {
  world = await directoryWorld();
  const organisation = await publish(world, 'organisation', anOrganisation);
  const location = await publish(world, 'location', aPlace);
  id = await publish(world, 'service', aService(organisation, location), new Date(`${verified}T12:00:00Z`));
});

const lapseOn = (day: string) => lapseAll(contextOn(world.db, { now: new Date(`${day}T08:00:00Z`) }));
const shown = async () => (await world.db.orm.select().from(publicServices).where(eq(publicServices.id, id)))[0];
const told = async () =>
  (await world.db.orm.select().from(outbox).where(eq(outbox.subject, id)))
    .filter(({ type }) => type === 'directory.service.due' || type === 'directory.service.lapsed')
    .map(({ data }) => (data['now'] ?? `${String(data['days'])} ${String(data['otherwise'])}`) as string);

test('each reminder and each lapse comes on its day, once', async () => {
  for (let day = verified; day <= '2026-08-01'; day = daysAfter(day, 1)) await lapseOn(day);
  expect(await told()).toEqual(['60 stale', '30 stale', '7 stale', 'stale', '60 expired', '30 expired', '7 expired', 'expired']);
}, 120_000);

test.each([
  ['2026-01-09', 'fresh', true],
  ['2026-01-10', 'stale', true],
  ['2026-07-09', 'stale', true],
  ['2026-07-10', 'expired', false],
] as const)('on %s a service of 2025-01-10 is %s', async (day, freshness, listed) => {
  await lapseOn(day);
  expect(await shown()).toMatchObject({ freshness, listed });
  expect(await world.db.orm.select().from(publicServicePlaces)).toMatchObject([{ listed }]);
  expect(await lapseOn(day)).toBe(0);
});

test('of what was missed only the last is said, and the copies learn of it', async () => {
  await lapseOn('2026-08-01');
  expect(await told()).toEqual(['expired']);
  expect(await shown()).toMatchObject({ modifiedAt: '2026-08-01T08:00:00.000Z' });
});

test('verified, it is fresh and in the lists again, and the count begins anew', async () => {
  await lapseOn('2026-08-01');
  await verifyService(world.by('IOM officer', new Date('2026-08-02T12:00:00Z')), id, 2);
  expect(await shown()).toMatchObject({ freshness: 'fresh', listed: true, assuredOn: '2026-08-02' });
  expect(await world.db.orm.select().from(publicServicePlaces)).toMatchObject([{ listed: true }]);
  expect(await lapseOn('2026-08-03')).toBe(0);
  await lapseOn('2027-06-03');
  expect((await told()).at(-1)).toBe('60 stale');
});

test('more than a batch of them are all dealt with in one go', async () => {
  const [row] = await world.db.orm.select().from(listings).where(eq(listings.id, id));
  const many = Array.from({ length: 450 }, (_, index) => ({ ...row!, id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}` }));
  for (let at = 0; at < many.length; at += 50) await world.db.orm.insert(listings).values(many.slice(at, at + 50));
  expect(await lapseOn('2026-01-10')).toBe(451);
});

test('stages only ever come, and all have after 18 months', () => {
  const day = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 800 }), (from, days) => {
      const today = daysAfter(from, days);
      expect(stagesPast(from, today)).toBeLessThanOrEqual(stagesPast(from, daysAfter(today, 1)));
      expect(stagesPast(from, from)).toBe(0);
      expect(stagesPast(from, monthsAfter(from, 18))).toBe(8);
      expect(monthsAfter(from, 12) <= lastDay(monthsAfter(from, 12).slice(0, 7))).toBe(true);
    }),
  );
});

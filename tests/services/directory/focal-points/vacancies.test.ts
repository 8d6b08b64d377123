import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { getFocalVacancies } from '../../../../services/directory/focal-points/vacancies.ts';
import { memberships } from '../../../../shared/database/identity.ts';
import { contextOn } from '../../../support/database.ts';
import { type FocalWorld, enter, focalWorld, openings, problem, today } from './focal-world.ts';

let world: FocalWorld;
beforeEach(async () => (world = await focalWorld()));

const vacancies = async (who: 'GTM reader' | 'ST reader' = 'ST reader') => {
  const { vacancies: list } = await getFocalVacancies(world.by(who), world.network);
  return list.map(({ country, purpose, since, expired }) => `${country} ${purpose} ${since}${expired ? ' expired' : ''}`);
};

test('every member country must have a main repatriation link and liaison officer', async () => {
  expect(await vacancies()).toEqual([
    'GTM network-liaison 2000-01-01',
    'GTM repatriation-link 2000-01-01',
    'MEX network-liaison 2000-01-01',
    'MEX repatriation-link 2000-01-01',
  ]);
  await enter(world, { purposes: ['repatriation-link', 'network-liaison'] });
  await enter(world, { purposes: ['repatriation-link'], rank: 'alternate', country: 'MEX' }, world.by('MEX officer'));
  expect(await vacancies('GTM reader')).toEqual(['MEX network-liaison 2000-01-01', 'MEX repatriation-link 2000-01-01']);
});

test('one that has ended is vacant since then, whatever else it was for, until somebody holds it', async () => {
  await enter(world, { purposes: ['repatriation-link', 'campaign'], from: '2025-01-01', to: '2025-06-01' });
  await enter(world, { purposes: ['repatriation-link'], from: '2025-07-01', to: '2026-02-01' });
  await enter(world, { purposes: ['repatriation-link'], from: '2026-04-01' });
  await enter(world, { purposes: ['protocol'], from: '2025-07-01', to: '2025-07-01' });
  expect((await vacancies()).filter((one) => one.startsWith('GTM'))).toEqual([
    'GTM campaign 2025-06-01 expired',
    'GTM network-liaison 2000-01-01',
    'GTM repatriation-link 2026-02-01 expired',
  ]);
});

test('a country that has left owes no post', async () => {
  await world.db.orm.update(memberships).set({ to: '2026-03-10' }).where(eq(memberships.organisation, world.organisations.MEX));
  expect((await vacancies()).every((one) => one.startsWith('GTM'))).toBe(true);
});

test('those that nobody confirmed in time are named, the longest first, and opening them leaves rows', async () => {
  const late = await enter(world, {}, world.by('GTM officer', new Date('2025-09-01')));
  const later = await enter(world, {}, world.by('GTM officer', new Date('2025-08-01')));
  await enter(world, {}, world.by('GTM officer', new Date('2025-09-10')));
  const { overdue, on, network } = await getFocalVacancies(world.by('ST reader'), world.network);
  expect(overdue.map(({ focalPoint, confirmBy }) => [focalPoint, confirmBy])).toEqual([
    [later, '2026-02-01'],
    [late, '2026-03-01'],
  ]);
  expect([on, network]).toEqual(['2026-03-10', world.network]);
  expect(await openings(world, late)).toHaveLength(1);
});

test('it is for governments alone', async () => {
  for (const by of [world.by('IOM administrator'), world.civil, contextOn(world.db, { now: today })]) {
    await expect(getFocalVacancies(by, world.network)).rejects.toEqual(problem('not-found'));
  }
  await expect(getFocalVacancies(world.by('ST reader'), 'nowhere')).rejects.toEqual(problem('not-found'));
});

import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { confirmFocalPoint, endFocalPoint, eraseFocalPoint } from '../../../../services/directory/focal-points/duties.ts';
import { getFocalPoint, listFocalPoints } from '../../../../services/directory/focal-points/focal-points.ts';
import { handOver } from '../../../../services/directory/focal-points/handover.ts';
import { updateFocalPoint } from '../../../../services/directory/focal-points/keeping.ts';
import { getFocalPointCard } from '../../../../services/directory/focal-points/vcard.ts';
import { Handover } from '../../../../shared/contract/directory/focal-points.ts';
import type { Context } from '../../../../shared/database/context.ts';
import { memberships } from '../../../../shared/database/identity.ts';
import { contextOn } from '../../../support/database.ts';
import { seedClient, seedNetwork, seedOrganisation } from '../../../support/seed.ts';
import { type FocalWorld, enter, focalWorld, openings, problem, today } from './focal-world.ts';

let world: FocalWorld;
beforeEach(async () => (world = await focalWorld()));

const idsSeen = async (by: Context, filter: object = {}) =>
  (await listFocalPoints(by, { limit: 50, ...filter }, null)).items.map(({ id }) => id);

describe('what is for governments', () => {
  test.each(['GTM reader', 'MEX reader', 'ST reader'] as const)('%s reads, and leaves a row', async (who) => {
    const id = await enter(world);
    expect((await getFocalPoint(world.by(who), id)).body.name).toBe('Ana Ejemplo');
    expect(await idsSeen(world.by(who))).toEqual([id]);
    await getFocalPointCard(world.by(who), id, 'es');
    expect(await openings(world, id)).toHaveLength(3);
  });

  test('a partner, civil society and the anonymous do not', async () => {
    const id = await enter(world);
    for (const by of [world.by('IOM administrator'), world.civil, contextOn(world.db, { now: today })]) {
      await expect(getFocalPoint(by, id)).rejects.toEqual(problem('not-found'));
      await expect(getFocalPointCard(by, id, 'es')).rejects.toEqual(problem('not-found'));
      expect(await idsSeen(by)).toEqual([]);
    }
    expect(await openings(world, id)).toEqual([]);
  });

  test('a member that was removed yesterday does not, but keeps seeing its own', async () => {
    const id = await enter(world);
    const own = await enter(world, { country: 'MEX' }, world.by('MEX officer'));
    await world.db.orm.update(memberships).set({ to: '2026-03-09' }).where(eq(memberships.organisation, world.organisations.MEX));
    await expect(getFocalPoint(world.by('MEX validator'), id)).rejects.toEqual(problem('not-found'));
    expect(await idsSeen(world.by('MEX validator'))).toEqual([own]);
    const successor = Handover.parse({ on: '2026-03-10', successor: { name: 'Luis Muestra', post: { es: 'X' } } });
    await expect(handOver(world.by('MEX officer'), own, successor)).rejects.toEqual(problem('forbidden'));
    await expect(enter(world, { country: 'MEX' }, world.by('MEX officer'))).rejects.toEqual(problem('not-found'));
  });

  test('another network does not', async () => {
    const id = await enter(world);
    const network = await seedNetwork(world.db);
    const stranger = await seedOrganisation(world.db, [{ network, as: 'secretariat' }]);
    const by = contextOn(world.db, { principal: await seedClient(world.db, stranger, 'administrator'), now: today });
    await expect(getFocalPoint(by, id)).rejects.toEqual(problem('not-found'));
    expect(await idsSeen(by)).toEqual([]);
  });
});

test('what is for the network a partner reads too, and nobody leaves a row', async () => {
  const id = await enter(world, { purposes: ['tutor'] });
  expect(await idsSeen(world.by('IOM reader'))).toEqual([id]);
  expect(await idsSeen(world.civil)).toEqual([]);
  expect(await openings(world, id)).toEqual([]);
});

describe('another organisation’s people', () => {
  const successor = Handover.parse({ on: '2026-03-10', successor: { name: 'Luis Muestra', post: { es: 'X' } } });
  const acts: [string, (by: Context, id: string) => Promise<unknown>][] = [
    ['change', (by, id) => updateFocalPoint(by, id, 1, { note: { es: 'x' } })],
    ['confirm', (by, id) => confirmFocalPoint(by, id, 1)],
    ['end', (by, id) => endFocalPoint(by, id, 1, '2026-04-01')],
    ['erase', (by, id) => eraseFocalPoint(by, id, 1)],
    ['hand over', (by, id) => handOver(by, id, successor)],
  ];

  test.each(acts)('nobody may %s', async (_, act) => {
    const id = await enter(world, { to: '2026-03-11' });
    for (const who of ['MEX administrator', 'ST administrator', 'GTM reader'] as const) {
      await expect(act(world.by(who), id)).rejects.toEqual(problem('forbidden'));
    }
    for (const by of [world.by('IOM administrator'), world.civil]) await expect(act(by, id)).rejects.toEqual(problem('not-found'));
    expect((await getFocalPoint(world.by('GTM reader'), id)).version).toBe(1);
  });
});

describe('the list', () => {
  test.each([
    ['current', '2026-03-10', ['now', 'late']],
    ['future', '2026-03-10', ['next']],
    ['past', '2026-03-10', ['past']],
    ['overdue', '2026-03-10', ['late']],
    ['current', '2025-06-01', ['past', 'late']],
    ['past', '2027-02-01', ['past']],
    ['current', '2027-02-01', ['now', 'late', 'next']],
    ['future', '2024-01-01', ['past', 'now', 'late', 'next']],
    ['overdue', '2026-09-10', ['late']],
    ['overdue', '2026-09-11', ['now', 'late']],
  ] as const)('%s on %s', async (state, on, expected) => {
    await enter(world, { name: 'past', from: '2025-01-01', to: '2025-12-01' });
    await enter(world, { name: 'now', from: '2026-03-10' });
    await enter(world, { name: 'late', from: '2025-02-01' }, world.by('GTM officer', new Date('2025-02-01')));
    await enter(world, { name: 'next', from: '2027-01-01' });
    const { items } = await listFocalPoints(world.by('MEX reader'), { limit: 50, state, on }, null);
    const names = items.map(({ name }) => name ?? '');
    expect(names.toSorted()).toEqual([...expected].toSorted());
  });

  test('filters by network, country, purpose and organisation, page by page', async () => {
    const first = await enter(world, { purposes: ['tutor', 'protocol'] });
    const second = await enter(world, { country: 'MEX' }, world.by('MEX officer'));
    const by = world.by('ST reader');
    expect(await idsSeen(by, { country: 'MEX' })).toEqual([second]);
    expect(await idsSeen(by, { purpose: 'tutor' })).toEqual([first]);
    expect(await idsSeen(by, { organisation: world.organisations.GTM })).toEqual([first]);
    expect(await idsSeen(by, { network: world.network })).toEqual([first, second]);
    expect(await idsSeen(by, { network: 'nowhere' })).toEqual([]);
    const page = await listFocalPoints(by, { limit: 1 }, null);
    expect((await listFocalPoints(by, { limit: 1 }, page.next)).items.map(({ id }) => id)).toEqual([second]);
  });
});

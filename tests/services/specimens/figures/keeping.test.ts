import { beforeEach, describe, expect, test } from 'vitest';
import { getFigure, listFigures } from '../../../../services/specimens/figures/figures.ts';
import { confirmFigure, correctFigure } from '../../../../services/specimens/figures/keeping.ts';
import type { FigurePatch } from '../../../../shared/contract/specimens/figures.ts';
import { acts, problem, remove, told } from '../exchange-world.ts';
import { type FigureWorld, figureWorld } from './figures-world.ts';

let world: FigureWorld;
beforeEach(async () => (world = await figureWorld()));

const seenBy = async (who: Parameters<FigureWorld['by']>[0]) =>
  (await listFigures(world.by(who), { limit: 50 }, null)).items.map(({ id }) => id);
const counts = [
  { nationality: 'GTM', persons: 4 },
  { nationality: 'XXB', persons: 0 },
];

describe('a draft', () => {
  test('is seen by its own organisation alone', async () => {
    const id = await world.draft();
    expect(await seenBy('MEX reader')).toEqual([id]);
    for (const who of ['GTM reader', 'ST reader', 'IOM reader'] as const) {
      expect(await seenBy(who)).toEqual([]);
      await expect(getFigure(world.by(who), id)).rejects.toEqual(problem('not-found'));
    }
    expect(await acts(world, id)).toEqual(['figure:write', 'figure:read']);
  });

  test('is corrected; what was counted stays beside it', async () => {
    const id = await world.draft();
    const note = { es: 'Con las cifras de los aeropuertos' };
    const { body, version } = await correctFigure(world.by('MEX officer'), id, 1, { counts, note });
    expect([body, version]).toMatchObject([{ counts, note, total: 4, derived: [], state: 'draft' }, 2]);
    expect((await correctFigure(world.by('MEX officer'), id, 2, { note: null })).body).toMatchObject({ counts, note: null });
  });

  test.each<[string, FigurePatch, string]>([
    ['a country that is none', { counts: [{ nationality: 'QQQ', persons: 1 }] }, 'unprocessable'],
    ['a nationality twice', { counts: [...counts, ...counts] }, 'unprocessable'],
    ['the number of a passport', { note: { es: 'Pasaporte G12345678 de la titular' } }, 'personal-data'],
  ])('is not corrected with %s', async (_, patch, code) => {
    const id = await world.draft();
    await expect(correctFigure(world.by('MEX officer'), id, 1, patch)).rejects.toEqual(problem(code));
    expect((await getFigure(world.by('MEX reader'), id)).version).toBe(1);
  });
});

describe('a confirmed figure', () => {
  test('is seen by the governments of the network, who are told', async () => {
    const id = await world.confirmed();
    for (const who of ['MEX reader', 'GTM reader', 'ST reader'] as const) expect(await seenBy(who)).toEqual([id]);
    expect(await seenBy('IOM reader')).toEqual([]);
    const { body } = await getFigure(world.by('GTM reader'), id);
    expect(body).toMatchObject({ state: 'confirmed', confirmedAt: '2026-03-10T12:00:00.000Z' });
    expect(await told(world, id)).toMatchObject([{ type: 'specimens.figure.confirmed', audience: 'governments', data: { figure: id } }]);
    expect(await acts(world, id)).toEqual(['figure:write', 'figure:confirm']);
  });

  test('is a draft again for its own organisation when it is corrected, and so is what was told; confirmed anew it is told anew', async () => {
    const id = await world.confirmed();
    const { body } = await correctFigure(world.by('MEX officer'), id, 2, { counts });
    expect(body).toMatchObject({ state: 'draft', confirmedAt: null, total: 4 });
    expect([await seenBy('GTM reader'), await seenBy('MEX reader')]).toEqual([[], [id]]);
    expect((await told(world, id)).map(({ audience }) => audience)).toEqual(['organisation']);
    await confirmFigure(world.by('MEX validator'), id, 3);
    expect((await getFigure(world.by('GTM reader'), id)).body.total).toBe(4);
    expect((await told(world, id)).map(({ audience }) => audience)).toEqual(['organisation', 'governments']);
  });

  test('is not confirmed a second time', async () => {
    const id = await world.confirmed();
    await expect(confirmFigure(world.by('MEX validator'), id, 2)).rejects.toEqual(problem('conflict'));
  });

  test('is lost to a country that has left, but for its own', async () => {
    const id = await world.confirmed();
    await remove(world, 'GTM');
    expect([await seenBy('GTM reader'), await seenBy('SLV reader')]).toEqual([[], [id]]);
  });
});

test.each([
  ['by an officer', 'MEX officer', 1, 'forbidden'],
  ['by an administrator', 'MEX administrator', 1, 'forbidden'],
  ['by another country', 'GTM validator', 1, 'not-found'],
  ['at another version', 'MEX validator', 2, 'stale'],
] as const)('it is not confirmed %s', async (_, who, version, code) => {
  const id = await world.draft();
  await expect(confirmFigure(world.by(who), id, version)).rejects.toEqual(problem(code));
});

test('it is not confirmed by who has left the network since', async () => {
  const id = await world.draft();
  await remove(world, 'MEX');
  await expect(confirmFigure(world.by('MEX validator'), id, 1)).rejects.toEqual(problem('forbidden'));
});

test.each([
  ['by a reader', 'MEX reader', 2, 'forbidden'],
  ['by another country that sees it', 'GTM officer', 2, 'forbidden'],
  ['at another version', 'MEX officer', 1, 'stale'],
] as const)('it is not corrected %s', async (_, who, version, code) => {
  const id = await world.confirmed();
  await expect(correctFigure(world.by(who), id, version, { counts })).rejects.toEqual(problem(code));
});

test('the list is filtered by country and half year, and pages', async () => {
  const mine = await world.confirmed();
  const older = await world.confirmed('MEX', '2025-S1');
  const other = await world.confirmed('GTM');
  const list = async (filter: object, after: string[] | null = null) => {
    const { items, next } = await listFigures(world.by('SLV reader'), { limit: 2, ...filter }, after);
    return [items.map(({ id }) => id), next];
  };
  expect(await list({ organisation: world.organisations.MEX })).toEqual([[mine, older], null]);
  expect(await list({ period: '2025-S2', network: world.network })).toEqual([[mine, other], null]);
  expect(await list({})).toEqual([[mine, older], [older]]);
  expect(await list({}, [older])).toEqual([[other], null]);
});

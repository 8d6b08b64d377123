import { beforeEach, expect, test } from 'vitest';
import { getFigureBoard } from '../../../../services/specimens/figures/board.ts';
import { correctFigure } from '../../../../services/specimens/figures/keeping.ts';
import { acts, problem, remove } from '../exchange-world.ts';
import { type FigureWorld, figureWorld } from './figures-world.ts';

let world: FigureWorld;
beforeEach(async () => (world = await figureWorld()));

const boardFor = (who: Parameters<FigureWorld['by']>[0], span: object = {}) =>
  getFigureBoard(world.by(who), { network: world.network, from: '2025-S1', to: '2025-S2', ...span });
const cellsFor = async (who: Parameters<FigureWorld['by']>[0]) =>
  (await boardFor(who)).rows.map(({ country, cells }) => [country, ...cells.map(({ state, total }) => total ?? state)]);

test('what is missing shows as missing, drafts to their own country alone, totals to whoever sees them', async () => {
  const id = await world.draft();
  await correctFigure(world.by('MEX officer'), id, 1, { counts: [{ nationality: 'GTM', persons: 7 }] });
  await world.confirmed('SLV', '2025-S1');
  const others = [
    ['GTM', 'missing', 'missing'],
    ['MEX', 'missing', 'missing'],
    ['SLV', 0, 'missing'],
  ];
  expect(await cellsFor('GTM reader')).toEqual(others);
  expect(await cellsFor('ST reader')).toEqual(others);
  expect(await cellsFor('MEX reader')).toEqual([others[0], ['MEX', 'missing', 7], others[2]]);
  expect((await boardFor('MEX reader')).rows[1]?.cells[1]).toEqual({ period: '2025-S2', state: 'draft', total: 7 });
});

test('it leaves a row in the audit for a draft that it shows, and none for what is confirmed', async () => {
  const [draft, confirmed] = [await world.draft(), await world.confirmed('MEX', '2025-S1')];
  await boardFor('MEX reader');
  await boardFor('GTM reader');
  expect(await acts(world, draft)).toEqual(['figure:write', 'figure:read']);
  expect(await acts(world, confirmed)).toEqual(['figure:write', 'figure:confirm']);
});

test('it is of the members of today, and in one round trip', async () => {
  await world.confirmed('GTM');
  await remove(world, 'GTM');
  const before = world.db.trips;
  expect((await boardFor('ST reader')).rows.map(({ country }) => country)).toEqual(['MEX', 'SLV']);
  expect(world.db.trips - before).toBe(1);
});

test.each(['IOM reader', 'GTM reader'] as const)('%s, who is no government of the network today, finds none', async (who) => {
  await remove(world, 'GTM');
  await expect(boardFor(who)).rejects.toEqual(problem('not-found'));
});

test.each([
  ['from a later half year', { from: '2026-S1' }],
  ['over more than sixty', { from: '1995-S2' }],
])('it is refused %s', async (_, span) => {
  await expect(boardFor('MEX reader', span)).rejects.toEqual(problem('unprocessable'));
});

test('it shows sixty half years', async () => {
  expect((await boardFor('MEX reader', { from: '1996-S1' })).periods).toHaveLength(60);
});

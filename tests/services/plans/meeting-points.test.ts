import { beforeEach, expect, test } from 'vitest';
import { addPoint, listPoints, removePoint, updatePoint } from '../../../services/plans/meetings/points.ts';
import { PointLabel, PointPatch } from '../../../shared/contract/plans/points.ts';
import type { Context } from '../../../shared/database/context.ts';
import { agreeOn, meet, point, propose, refusal } from '../../support/meetings.ts';
import { type PlannedNetwork, ownNetwork } from '../../support/planned-network.ts';

let planned: PlannedNetwork;
let st: Context;
let meeting: string;
beforeEach(async () => {
  planned = await ownNetwork();
  st = planned.by('ST');
  ({ id: meeting } = await meet(st, { body: 'RED', date: '2009-12-01' }));
});

const printed = async (by = st) => (await listPoints(by, meeting, { limit: 50 }, null)).items.map(({ label }) => label);

test('the report of 1 December 2009: seven letters, two sub-items of e, four proposals in roman numerals', async () => {
  const letters = ['a', 'b', 'c', 'd', 'e', 'e.A', 'e.B', 'f', 'g'];
  const romans = ['i', 'ii', 'iii', 'iv'];
  for (const label of letters) await point(st, meeting, label);
  for (const label of romans) await point(st, meeting, label, { kind: 'proposal' });
  expect(await printed(planned.by('MEX'))).toEqual([...letters, ...romans]);
  expect(await printed(planned.by('RROCM'))).toEqual([]);
});

test('the list goes on where the page ended', async () => {
  for (const label of ['a', 'b', 'c']) await point(st, meeting, label);
  const first = await listPoints(st, meeting, { limit: 2 }, null);
  const rest = await listPoints(st, meeting, { limit: 2 }, first.next);
  expect([...first.items, ...rest.items].map(({ label, ordinal }) => [label, ordinal])).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ]);
  expect(rest.next).toBeNull();
});

test('a point that comes between takes the others one further', async () => {
  for (const label of ['a', 'b', 'd', 'e']) await point(st, meeting, label);
  const trips = planned.db.trips;
  expect((await point(st, meeting, 'c', { ordinal: 3 })).ordinal).toBe(3);
  expect(planned.db.trips - trips).toBe(1);
  await point(st, meeting, 'z', { ordinal: 1 });
  expect((await point(st, meeting, 'f', { ordinal: 9000 })).ordinal).toBe(7);
  expect(await printed()).toEqual(['z', 'a', 'b', 'c', 'd', 'e', 'f']);
});

test('a letter is there once in a report, and its case counts', async () => {
  const { id } = await point(st, meeting, 'e.B');
  await point(st, meeting, 'e.b');
  await expect(point(st, meeting, 'e.B')).rejects.toEqual(refusal('conflict'));
  await expect(updatePoint(st, meeting, id, 1, { label: 'e.b' })).rejects.toEqual(refusal('conflict'));
  const { id: other } = await meet(st, { body: 'GRCM' });
  expect((await point(st, other, 'e.B')).ordinal).toBe(1);
});

test.each(['', 'e.', '.A', 'e B', 'punto siete', 'a.b.c.d.e', "a'--"])('“%s” is no letter or number of a point', (label) => {
  expect(PointLabel.safeParse(label).success).toBe(false);
});

test('a correction leaves alone what it does not name', async () => {
  const made = await point(st, meeting, 'i', { kind: 'proposal' });
  const { body } = await updatePoint(st, meeting, made.id, 1, PointPatch.parse({ text: { es: 'Otro texto' } }));
  expect(body).toEqual({ ...made, text: { es: 'Otro texto' } });
  await expect(updatePoint(st, meeting, made.id, 1, { label: 'ii' })).rejects.toEqual(refusal('stale'));
});

test('a point on which nothing rests can be taken out, once', async () => {
  const { id } = await point(st, meeting, 'a');
  await expect(removePoint(st, meeting, id, 7)).rejects.toEqual(refusal('stale'));
  await removePoint(st, meeting, id, 1);
  expect(await printed()).toEqual([]);
  await expect(removePoint(st, meeting, id, 1)).rejects.toEqual(refusal('not-found'));
});

test.each([
  ['a proposal', (id: string) => propose(st, meeting, { point: id })],
  ['an agreement', (id: string) => agreeOn(st, meeting, { point: id })],
])('a point on which %s rests stays', async (_, rest) => {
  const { id } = await point(st, meeting, 'a');
  await rest(id);
  await expect(removePoint(st, meeting, id, 1)).rejects.toEqual(refusal('conflict'));
});

test('a point of another meeting is as if there were none', async () => {
  const { id } = await point(st, meeting, 'a');
  const other = await meet(st, { body: 'GRCM' });
  await expect(updatePoint(st, other.id, id, 1, { label: 'b' })).rejects.toEqual(refusal('not-found'));
  await expect(removePoint(st, other.id, id, 1)).rejects.toEqual(refusal('not-found'));
});

test('a member reads the report and does not write it; civil society does not know of it', async () => {
  const input = { label: 'a', kind: 'item', text: { es: 'Punto' } } as const;
  await expect(addPoint(planned.by('MEX'), meeting, input)).rejects.toEqual(refusal('forbidden'));
  await expect(addPoint(planned.by('RROCM'), meeting, input)).rejects.toEqual(refusal('not-found'));
});

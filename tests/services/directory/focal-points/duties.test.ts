import { beforeEach, describe, expect, test } from 'vitest';
import { confirmFocalPoint, endFocalPoint, eraseFocalPoint } from '../../../../services/directory/focal-points/duties.ts';
import { getFocalPoint, listFocalPoints } from '../../../../services/directory/focal-points/focal-points.ts';
import { handOver } from '../../../../services/directory/focal-points/handover.ts';
import { createFocalPoint } from '../../../../services/directory/focal-points/keeping.ts';
import { Handover } from '../../../../shared/contract/directory/focal-points.ts';
import { Replay } from '../../../../shared/database/context.ts';
import { daysAfter } from '../../../../shared/contract/dates.ts';
import { type FocalWorld, aFocalPoint, enter, focalWorld, problem, told } from './focal-world.ts';

let world: FocalWorld;
beforeEach(async () => (world = await focalWorld()));

const officer = (now?: Date) => world.by('GTM officer', now);
const handover = (on: string, different: object = {}) =>
  Handover.parse({ on, successor: { name: 'Luis Muestra', post: { es: 'Director de Protección' }, ...different } });
const purposes = ['repatriation-link', 'network-liaison'];

describe('a hand-over', () => {
  test('ends one and starts the other on the same day, with what it was for', async () => {
    const id = await enter(world, { purposes });
    const { body, location } = await handOver(officer(), id, handover('2026-06-01', { phones: [{ label: { es: 'x' }, number: '1510' }] }));
    expect(location).toBe(`/v1/focal-points/${body.id}`);
    expect(body).toMatchObject({
      network: world.network,
      organisation: world.organisations.GTM,
      country: 'GTM',
      purposes,
      rank: 'main',
      name: 'Luis Muestra',
      from: '2026-06-01',
      to: null,
      lastConfirmedOn: '2026-03-10',
      tlp: 'AMBER',
      audience: 'governments',
    });
    expect((await getFocalPoint(officer(), id)).body.to).toBe('2026-06-01');
    expect((await told(world, body.id)).map(({ type, tlp }) => `${type} ${tlp}`)).toEqual(['directory.focal.changed AMBER']);
    expect(await told(world, id)).toHaveLength(2);
  });

  test('leaves no day without and no day with two', async () => {
    const id = await enter(world, { purposes, from: '2026-03-01' });
    await handOver(officer(), id, handover('2026-03-15'));
    for (let day = '2026-03-01'; day < '2026-04-01'; day = daysAfter(day, 1)) {
      const { items } = await listFocalPoints(world.by('ST reader'), { limit: 50, on: day, purpose: 'repatriation-link' }, null);
      expect(items.map(({ name }) => name)).toEqual([day < '2026-03-15' ? 'Ana Ejemplo' : 'Luis Muestra']);
    }
  });

  test('of an alternate makes an alternate', async () => {
    const id = await enter(world, { purposes, rank: 'alternate' });
    expect((await handOver(officer(), id, handover('2026-06-01'))).body.rank).toBe('alternate');
  });

  test('asked again under its key answers the same and acts once', async () => {
    const id = await enter(world, { purposes });
    const by = { ...officer(), idempotencyKey: 'k1' };
    const { body, location, version } = await handOver(by, id, handover('2026-06-01'));
    const again = await handOver(by, id, handover('2026-06-01')).catch((error: Replay) => error);
    expect(again).toBeInstanceOf(Replay);
    expect((again as Replay).answer).toEqual({ status: 201, body, location, version });
  });

  test.each([
    ['before it began', {}, '2025-12-31', 'unprocessable'],
    ['after it ended', { to: '2026-05-01' }, '2026-05-01', 'conflict'],
    ['twice', { to: '2026-04-01' }, '2026-04-15', 'conflict'],
  ])('%s changes nothing', async (_, different, on, code) => {
    const id = await enter(world, { purposes, ...different });
    await expect(handOver(officer(), id, handover(on))).rejects.toEqual(problem(code));
    expect((await getFocalPoint(officer(), id)).version).toBe(1);
  });

  test('into the days of the one that follows changes nothing', async () => {
    const id = await enter(world, { purposes, to: '2026-06-01' });
    await enter(world, { purposes, from: '2026-06-01' });
    await expect(handOver(officer(), id, handover('2026-05-01'))).rejects.toEqual(problem('conflict'));
    expect((await getFocalPoint(officer(), id)).body.to).toBe('2026-06-01');
    expect((await handOver(officer(), id, handover('2026-05-01', { to: '2026-06-01' }))).body.to).toBe('2026-06-01');
  });

  test('twice at once happens once', async () => {
    const id = await enter(world, { purposes: ['protocol'] });
    const both = await Promise.allSettled([
      handOver(officer(), id, handover('2026-06-01')),
      handOver(officer(), id, handover('2026-06-01')),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('names the successor’s telephone that is none', async () => {
    const id = await enter(world, { purposes });
    const wrong = handover('2026-06-01', { phones: [{ label: { es: 'x' }, number: '+502 1' }] });
    await expect(handOver(officer(), id, wrong)).rejects.toMatchObject({
      code: 'unprocessable',
      errors: [{ pointer: '/body/successor/phones/0/number' }],
    });
  });
});

describe('a confirmation', () => {
  test('counts from today', async () => {
    const id = await enter(world, {}, officer(new Date('2025-08-01')));
    expect((await confirmFocalPoint(officer(), id, 1)).body).toMatchObject({ lastConfirmedOn: '2026-03-10', confirmBy: '2026-09-10' });
    await expect(confirmFocalPoint(officer(), id, 1)).rejects.toEqual(problem('stale'));
  });

  test('of what has ended is refused', async () => {
    const id = await enter(world, { to: '2026-03-10' });
    await expect(confirmFocalPoint(officer(), id, 1)).rejects.toEqual(problem('conflict'));
  });
});

describe('an end', () => {
  test('is the first day on which it no longer holds', async () => {
    const id = await enter(world);
    expect((await endFocalPoint(officer(), id, 1, '2026-03-10')).body.to).toBe('2026-03-10');
    expect((await listFocalPoints(officer(), { limit: 50 }, null)).items).toEqual([]);
  });

  test('on the day of the beginning takes a mistake back, and leaves the place free', async () => {
    const id = await enter(world, { purposes });
    await endFocalPoint(officer(), id, 1, '2026-01-01');
    expect(await enter(world, { purposes, from: '2025-12-01' })).toMatch(/-/);
  });

  test('before the beginning is refused', async () => {
    const id = await enter(world);
    await expect(endFocalPoint(officer(), id, 1, '2025-12-31')).rejects.toEqual(problem('unprocessable'));
  });
});

describe('an erasure', () => {
  const personal = /Ana|Ejemplo|0000|enlace@|quc|secreta/;

  test('leaves nothing of the person anywhere, and the post, purposes and dates as they were', async () => {
    const different = {
      purposes,
      to: '2026-03-01',
      languages: ['quc'],
      note: { es: 'Línea secreta' },
      allHours: { number: '+502 0000 0199' },
    };
    const { body } = await createFocalPoint({ ...officer(), idempotencyKey: 'k1' }, aFocalPoint(world, different));
    const { body: erased } = await eraseFocalPoint(officer(), body.id, 1);
    expect(erased).toMatchObject({ name: null, phones: [], emails: [], purposes, from: '2026-01-01', to: '2026-03-01' });
    expect(erased.post).toEqual(body.post);
    expect(erased.erasedAt).toBe('2026-03-10T12:00:00.000Z');
    for (const table of ['focal_points', 'idempotency', 'outbox', 'audit']) {
      const { rows } = await world.db.client.execute(`select * from ${table}`);
      expect(JSON.stringify(rows)).not.toMatch(personal);
    }
  });

  test.each([
    ['while it holds', {}],
    ['before it has begun', { from: '2027-01-01' }],
    ['while it ends tomorrow', { to: '2026-03-11' }],
  ])('%s is refused', async (_, different) => {
    const id = await enter(world, different);
    await expect(eraseFocalPoint(officer(), id, 1)).rejects.toEqual(problem('conflict'));
  });

  test('asked for again says when it happened', async () => {
    const id = await enter(world, { to: '2026-03-01' });
    await eraseFocalPoint(officer(), id, 1);
    await expect(eraseFocalPoint(officer(), id, 1)).rejects.toEqual(problem('stale'));
    const { body } = await eraseFocalPoint(officer(new Date('2026-04-01T12:00:00Z')), id, 2);
    expect(body.erasedAt).toBe('2026-03-10T12:00:00.000Z');
  });
});

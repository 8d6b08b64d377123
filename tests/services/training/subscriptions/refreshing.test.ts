import { beforeEach, describe, expect, test } from 'vitest';
import { readDueSubscriptions } from '../../../../services/training/subscriptions/due.ts';
import { deleteSubscription, updateSubscription } from '../../../../services/training/subscriptions/keeping.ts';
import { refreshSubscription } from '../../../../services/training/subscriptions/refreshing.ts';
import { contextOn } from '../../../support/database.ts';
import { type Following, calendar, event, following, later, storedOf, theStored } from './following.ts';

let world: Following;
beforeEach(async () => (world = await following()));

const good = { status: 200, body: calendar(event('a'), event('b')) };
const due = (minutes: number) => readDueSubscriptions(contextOn(world.db, { now: later(minutes) }), world.outgoing);

describe('what a person does while it is read goes before the reading', () => {
  test.each([
    [
      'a change',
      (id: string) => updateSubscription(world.by('ST officer'), id, 1, { countries: ['HND'] }),
      [{ countries: ['HND'], events: [], readAt: null, version: 2 }],
    ],
    ['that it is followed no longer', (id: string) => deleteSubscription(world.by('ST officer'), id, 1), []],
  ])('%s', async (_, act, left) => {
    const id = await world.follow();
    world.answer(async () => {
      await act(id);
      return good;
    });
    expect(await due(0)).toBe(1);
    expect(await storedOf(world)).toMatchObject(left);
  });
});

describe('a calendar that is asked for now', () => {
  const refresh = (id: string, version: number, minutes = 0) =>
    refreshSubscription(world.by('ST officer', later(minutes)), world.outgoing, id, version);

  test('is read at once, and given as it is then', async () => {
    const id = await world.follow();
    world.answer(good);
    const { body, version } = await refresh(id, 1);
    expect({ body, version }).toMatchObject({ body: { events: 2, fault: null, readAt: later(0).toISOString() }, version: 3 });
    world.answer({ status: 404 });
    expect((await refresh(id, 3, 1)).body).toMatchObject({ events: 2, fault: 'not-found', dueAt: later(61).toISOString() });
  });

  test('is not asked for twice within a minute, whether it could be read or not, nor at another version', async () => {
    const id = await world.follow();
    for (const [at, status] of [
      [0, 200],
      [10, 500],
      [20, 500],
    ] as const) {
      world.answer({ ...good, status });
      const { version } = await refresh(id, (await theStored(world)).version, at);
      const count = world.receipts.length;
      await expect(refresh(id, version, at + 0.99)).rejects.toMatchObject({
        code: 'conflict',
        detail: { en: expect.stringContaining('minute') },
      });
      await expect(refresh(id, version - 1, at + 0.99)).rejects.toMatchObject({ code: 'stale' });
      expect(world.receipts).toHaveLength(count);
      expect((await refresh(id, version, at + 1)).version).toBe(version + 2);
    }
  });

  test('nor after the cron has read it', async () => {
    const id = await world.follow();
    await due(0);
    await expect(refresh(id, 2, 0.5)).rejects.toMatchObject({ code: 'conflict' });
    expect((await refresh(id, 2, 1)).body).toMatchObject({ fault: null });
  });

  test('by two at once is called once', async () => {
    const id = await world.follow();
    world.answer(good);
    const all = await Promise.allSettled([refresh(id, 1), refresh(id, 1), refresh(id, 1)]);
    expect(all.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(world.receipts).toHaveLength(1);
  });

  test('nor by somebody who comes while it is read', async () => {
    const id = await world.follow();
    let second: Promise<unknown> = Promise.resolve();
    world.answer(async () => {
      second = refresh(id, (await theStored(world)).version, 0.5);
      await second.catch(() => undefined);
      return good;
    });
    expect((await refresh(id, 1)).body).toMatchObject({ events: 2 });
    await expect(second).rejects.toMatchObject({ code: 'conflict' });
    expect(world.receipts).toHaveLength(1);
  });
});

import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { readDueSubscriptions } from '../../../../services/training/subscriptions/due.ts';
import { readSubscription } from '../../../../services/training/subscriptions/reading.ts';
import { subscriptions } from '../../../../shared/database/training-calendars.ts';
import { contextOn } from '../../../support/database.ts';
import type { Reply } from '../../../support/webhooks.ts';
import { type Following, calendar, event, following, later, storedOf, theStored } from './following.ts';

let world: Following;
beforeEach(async () => (world = await following()));

const good = { status: 200, body: calendar(event('a'), event('b', 'DTSTART:20260505T150000Z', 'DTEND:20260505T170000Z')) };
const tagged = { ...good, headers: { ETag: 'W/"1"', 'Last-Modified': 'Mon, 09 Mar 2026 10:00:00 GMT' } };
const due = (minutes: number, outgoing = world.outgoing) => readDueSubscriptions(contextOn(world.db, { now: later(minutes) }), outgoing);

const faults: [string, Reply, string][] = [
  ['is not there', { status: 404, body: 'gone' }, 'not-found'],
  ['is there no more', { status: 410 }, 'not-found'],
  ['asks for a password', { status: 401 }, 'answer'],
  ['fails', { status: 500, body: calendar(event('x')) }, 'answer'],
  ['says nothing', { status: 204 }, 'answer'],
  ['sends elsewhere', { status: 302, headers: { Location: 'http://169.254.169.254/' } }, 'redirected'],
  ['is a page', { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<!doctype html><title>Entrar</title>' }, 'malformed'],
  ['is empty', { status: 200, body: '' }, 'malformed'],
  ['has nothing that can be read', { status: 200, body: `BEGIN:VCALENDAR\r\n${'garbage\r\n'.repeat(9)}` }, 'malformed'],
  ['has no event that can be read', { status: 200, body: calendar(event('x', 'DTSTART:never')) }, 'malformed'],
  ['is over a megabyte', { status: 200, body: calendar(event('x', `DESCRIPTION:${'x'.repeat(1_000_000)}`)) }, 'too-large'],
];

describe('a calendar with a fault', () => {
  test.each(faults)('that %s keeps the events known before, and tells why', async (_, reply, fault) => {
    await world.follow();
    world.answer(tagged);
    await due(0);
    const before = await theStored(world);
    world.answer(reply);
    await due(360);
    const told = { fault, faults: 1, dueAt: later(420).toISOString(), version: before.version + 1 };
    expect(await theStored(world)).toEqual({ ...before, ...told });
  });

  test('is tried after an hour, and each time twice as long, a week at most', async () => {
    await world.follow();
    world.answer({ status: 500 });
    const waits = [];
    for (let at = 0; waits.length < 11; at += waits.at(-1)! * 60) {
      expect(await due(at)).toBe(1);
      waits.push((Date.parse((await theStored(world)).dueAt) - later(at).getTime()) / 3_600_000);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 168, 168, 168]);
    expect(await theStored(world)).toMatchObject({ faults: 11, fault: 'answer' });
    world.answer(good);
    await due(60 * 24 * 60);
    expect(await theStored(world)).toMatchObject({ faults: 0, fault: null });
  });

  test('that is not there at all, or says no more than it must, is a fault like another', async () => {
    await world.follow();
    const row = await theStored(world);
    const context = contextOn(world.db, { now: later(0) });
    let release = () => undefined as unknown;
    world.answer(() => new Promise<Reply>((resolve) => (release = () => resolve({ status: 200 }))));
    await readSubscription(context, world.outgoing, { ...row, known: 0 }, 100);
    release();
    expect(await theStored(world)).toMatchObject({ fault: 'timeout', faults: 1 });
    await world.db.orm.update(subscriptions).set({ url: 'https://127.0.0.1/', dueAt: row.dueAt });
    await due(1);
    expect(await theStored(world)).toMatchObject({ fault: 'refused', faults: 2 });
  });

  test('leaves the others, each read on its own, none held up by another', async () => {
    const ids = [];
    for (const name of ['a', 'b', 'c']) ids.push(await world.follow({ url: `${world.url}/${name}.ics` }));
    await world.db.orm
      .update(subscriptions)
      .set({ dueAt: later(-9).toISOString() })
      .where(eq(subscriptions.id, ids[2]!));
    world.answer(({ path }) => (path === '/a.ics' ? { status: 200, body: '{' } : good));
    const broken = {
      fetch: (url: string, init: { body: string }) =>
        init.body.includes('/c.ics') ? Response.json({}, { status: 500 }) : world.outgoing.fetch(url, init as never),
    } as unknown as Fetcher;
    await expect(due(0, broken)).rejects.toThrow('1 of 3');
    expect((await storedOf(world)).map(({ fault, readAt }) => [fault, readAt !== null])).toEqual([
      ['malformed', false],
      [null, true],
      [null, false],
    ]);
    await due(0);
    expect(world.receipts.map(({ path }) => path)).toEqual(['/a.ics', '/b.ics', '/c.ics']);
  });

  test('is one of twenty in a run at most', async () => {
    const ids = [];
    for (let count = 0; count < 22; count += 1) ids.push(await world.follow({ url: `${world.url}/${count}.ics` }));
    const longest = eq(subscriptions.id, ids.at(-1)!);
    await world.db.orm
      .update(subscriptions)
      .set({ dueAt: later(-9).toISOString() })
      .where(longest);
    expect([await due(0), await due(0), await due(0)]).toEqual([20, 2, 0]);
    expect(world.receipts[0]?.path).toBe('/21.ics');
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { readDueSubscriptions } from '../../../../services/training/subscriptions/due.ts';
import { audit } from '../../../../shared/database/journal.ts';
import { contextOn } from '../../../support/database.ts';
import { type Following, calendar, event, following, later, theStored } from './following.ts';

let world: Following;
beforeEach(async () => (world = await following()));

const good = { status: 200, body: calendar(event('a'), event('b', 'DTSTART:20260505T150000Z', 'DTEND:20260505T170000Z')) };
const tagged = { ...good, headers: { ETag: 'W/"1"', 'Last-Modified': 'Mon, 09 Mar 2026 10:00:00 GMT' } };
const due = (minutes: number) => readDueSubscriptions(contextOn(world.db, { now: later(minutes) }), world.outgoing);

describe('a calendar that is due', () => {
  test('is read, and again after six hours', async () => {
    await world.follow();
    world.answer(good);
    expect(await due(1)).toBe(1);
    expect(await theStored(world)).toMatchObject({
      events: [
        { uid: 'a', title: 'Foro', zone: null, occurrences: [{ from: '2026-05-04', to: '2026-05-04' }] },
        { uid: 'b', occurrences: [{ from: '2026-05-05T15:00:00.000Z', to: '2026-05-05T17:00:00.000Z' }] },
      ],
      leftOut: 0,
      fault: null,
      faults: 0,
      version: 2,
      readAt: later(1).toISOString(),
      dueAt: later(361).toISOString(),
    });
    expect(world.receipts.map(({ method, path, headers }) => [method, path, headers['accept']])).toEqual([
      ['GET', '/foro.ics', 'text/calendar'],
    ]);
    expect([await due(360), await due(361)]).toEqual([0, 1]);
    const rows = await world.db.orm.select().from(audit);
    expect(rows.at(-1)).toMatchObject({ action: 'training:read-foreign', client: null, network: world.network });
  });

  test('is asked for what has changed since, and stays as it is when nothing has', async () => {
    await world.follow();
    world.answer(tagged);
    await due(0);
    world.answer(({ headers }) => (headers['if-none-match'] === 'W/"1"' ? { status: 304 } : { status: 500 }));
    const { events, etag, lastModified } = await theStored(world);
    expect(events).toHaveLength(2);
    await due(360);
    expect(world.receipts[1]?.headers).toMatchObject({ 'if-none-match': 'W/"1"', 'if-modified-since': 'Mon, 09 Mar 2026 10:00:00 GMT' });
    const kept = { events, etag, lastModified, fault: null, readAt: later(360).toISOString(), dueAt: later(720).toISOString() };
    expect(await theStored(world)).toMatchObject(kept);
  });

  test('is read anew once a week, although nothing has changed, since the days move on', async () => {
    await world.follow();
    world.answer(({ headers }) => (headers['if-none-match'] ? { status: 304 } : tagged));
    for (let hours = 0; hours < 15 * 24; hours += 6) await due(hours * 60);
    expect(world.receipts).toHaveLength(60);
    expect(world.receipts.filter(({ headers }) => headers['if-none-match'] === undefined)).toHaveLength(3);
  });

  test('that says nothing has changed to whoever did not ask answers wrongly', async () => {
    await world.follow();
    world.answer({ status: 304 });
    await due(0);
    expect(await theStored(world)).toMatchObject({ fault: 'answer', readAt: null });
  });

  test.each([
    ['no ETag', '2026'],
    ['one with quotes within', '"a"b"'],
    ['one too long', `"${'x'.repeat(900)}"`],
    ['one beyond ASCII', '"\u00E9"'],
  ])('is not asked by %s, nor by a wrong date', async (_, etag) => {
    await world.follow();
    world.answer({ ...good, headers: { ETag: etag, 'Last-Modified': 'yesterday' } });
    await due(0);
    expect(await theStored(world)).toMatchObject({ fault: null, etag: null, lastModified: null });
    await due(360);
    expect(world.receipts[1]?.headers).not.toHaveProperty('if-none-match');
    expect(world.receipts[1]?.headers).not.toHaveProperty('if-modified-since');
  });

  test('loses what is in it no more', async () => {
    await world.follow();
    world.answer(good);
    await due(0);
    world.answer({ status: 200, body: calendar() });
    await due(360);
    expect(await theStored(world)).toMatchObject({ events: [], leftOut: 0, fault: null });
  });
});

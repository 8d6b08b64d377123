import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { Problem } from '../../../shared/contract/problem.ts';
import { commit } from '../../../shared/database/commit.ts';
import { type Context, Replay } from '../../../shared/database/context.ts';
import { networks } from '../../../shared/database/identity.ts';
import { audit, guard, idempotency, outbox } from '../../../shared/database/journal.ts';
import type { Database } from '../../../shared/database/open.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';

const row = (id: string, code = id) => ({ id, code, name: { es: id }, bodies: [], createdAt: '2026-01-01T00:00:00.000Z' });
const data = { plan: 's', version: 'v' };
const event = { type: 'plans.version.published', subject: 's', network: null, tlp: 'GREEN', audience: 'network', data } as const;

const insert = (context: Context, id: string, code?: string) =>
  commit(context, {
    steps: [{ query: context.db.orm.insert(networks).values(row(id, code)), refused: { unique: new Problem('conflict') } }],
    audit: { action: 'network:create', subject: id, network: id },
    events: [event],
    answer: { status: 201, body: { id } },
  });

async function counts(db: Database) {
  const tables = [networks, audit, outbox, idempotency, guard];
  return Promise.all(tables.map((table) => db.orm.$count(table)));
}

test('a write leaves its change, its audit row, its events and its key, in one round trip', async () => {
  const db = await ownDatabase();
  await insert(contextOn(db), 'a');
  expect(await counts(db)).toEqual([1, 1, 1, 1, 0]);
  expect(db.trips).toBe(1);
});

test.each([
  ['a guard', { guards: [{ holds: sql`0`, problem: new Problem('forbidden') }] }, 'forbidden'],
  ['a guard that says null', { guards: [{ holds: sql`null`, problem: new Problem('not-found') }] }, 'not-found'],
])('%s that does not hold leaves nothing behind', async (_, { guards }, code) => {
  const db = await ownDatabase();
  const context = contextOn(db);
  const change = {
    guards,
    steps: [{ query: db.orm.insert(networks).values(row('a')) }],
    audit: { action: 'network:create', subject: 'a', network: null },
  } as const;
  await expect(commit(context, { ...change, guards: [...change.guards], steps: [...change.steps] })).rejects.toMatchObject({ code });
  expect(await counts(db)).toEqual([0, 0, 0, 0, 0]);
});

test('a stale version rolls the whole write back', async () => {
  const db = await ownDatabase();
  await insert(contextOn(db), 'a');
  const change = db.orm
    .update(networks)
    .set({ version: 9 })
    .where(sql`${networks.id} = 'a' and ${networks.version} = 7`);
  const write = commit(contextOn(db), {
    steps: [{ query: change, one: new Problem('stale') }],
    audit: { action: 'network:edit', subject: 'a', network: 'a' },
  });
  await expect(write).rejects.toMatchObject({ code: 'stale' });
  expect(await counts(db)).toEqual([1, 1, 1, 1, 0]);
});

test('a taken code is the conflict that its step names', async () => {
  const db = await ownDatabase();
  await insert(contextOn(db), 'a', 'same');
  await expect(insert(contextOn(db), 'b', 'same')).rejects.toMatchObject({ code: 'conflict' });
});

test('the same key with the same content answers again and acts once', async () => {
  const db = await ownDatabase();
  const keyed = { idempotencyKey: 'client op key', contentHash: 'one' };
  await insert(contextOn(db, keyed), 'a');
  const again = insert(contextOn(db, keyed), 'b').catch((error: unknown) => error);
  expect(await again).toBeInstanceOf(Replay);
  expect(await again).toMatchObject({ answer: { status: 201, body: { id: 'a' } } });
  expect(await db.orm.$count(networks)).toBe(1);
});

test('the same key with another content is refused', async () => {
  const db = await ownDatabase();
  await insert(contextOn(db, { idempotencyKey: 'k', contentHash: 'one' }), 'a');
  await expect(insert(contextOn(db, { idempotencyKey: 'k', contentHash: 'two' }), 'b')).rejects.toMatchObject({ code: 'key-reused' });
});

test('a result is read inside the same transaction', async () => {
  const db = await ownDatabase();
  await insert(contextOn(db), 'a');
  const rows = await commit(contextOn(db), {
    steps: [{ query: db.orm.update(networks).set({ version: 2 }).where(eq(networks.id, 'a')) }],
    audit: { action: 'network:edit', subject: 'a', network: 'a' },
    result: db.orm.select().from(networks).where(eq(networks.id, 'a')),
  });
  expect(rows).toMatchObject([{ id: 'a', version: 2, name: { es: 'a' } }]);
});

test('events of one subject are numbered in order', async () => {
  const db = await ownDatabase();
  await insert(contextOn(db), 'a');
  await insert(contextOn(db), 'b');
  const rows = await db.orm.select().from(outbox).orderBy(outbox.sequence);
  expect(rows.map(({ sequence }) => sequence)).toEqual([1, 2]);
});

test.each(['update audit set action = 1', 'delete from audit'])('the audit refuses: %s', async (statement) => {
  const db = await ownDatabase();
  await insert(contextOn(db), 'a');
  await expect(db.client.execute(statement)).rejects.toThrow(/append-only/);
});

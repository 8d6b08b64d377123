import { LibsqlError } from '@libsql/client';
import { expect, test } from 'vitest';
import { commit } from '../../../shared/database/commit.ts';
import { type Context, Replay } from '../../../shared/database/context.ts';
import { networks } from '../../../shared/database/identity.ts';
import { audit } from '../../../shared/database/journal.ts';
import type { Database } from '../../../shared/database/open.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';

/** Lets the real batch happen and then loses its answer, the first `times` times. */
function losingAnswers(db: Database, times: number): Database {
  const batch = db.client.batch.bind(db.client);
  let left = times;
  db.client.batch = async (...args) => {
    const results = await batch(...args);
    if (left-- > 0) throw new LibsqlError('gone', 'SERVER_ERROR');
    return results;
  };
  return db;
}

const create = (context: Context, id: string) =>
  commit(context, {
    steps: [{ query: context.db.orm.insert(networks).values({ id, code: id, name: { es: id }, bodies: [], createdAt: '' }) }],
    audit: { action: 'network:create', subject: id, network: null },
    answer: { status: 201, body: { id } },
  });

test.each([null, 'client op key'])('an answer lost after the commit is found again (key %s)', async (idempotencyKey) => {
  const db = losingAnswers(await ownDatabase(), 1);
  await create(contextOn(db, { idempotencyKey }), 'a');
  expect([await db.orm.$count(networks), await db.orm.$count(audit)]).toEqual([1, 1]);
  expect(db.trips).toBe(3);
});

test('a lost answer of an update gives the row as it stands', async () => {
  const db = await ownDatabase();
  await create(contextOn(db), 'a');
  const losing = losingAnswers(db, 1);
  const rows = await commit(contextOn(losing), {
    steps: [{ query: db.orm.update(networks).set({ version: 2 }) }],
    audit: { action: 'network:edit', subject: 'a', network: null },
    result: db.orm.select({ version: networks.version }).from(networks),
  });
  expect(rows).toEqual([{ version: 2 }]);
});

test('when every answer is lost the caller is told to come back, and its key finds the effect', async () => {
  const db = losingAnswers(await ownDatabase(), 99);
  const keyed = { idempotencyKey: 'client op key', contentHash: 'one' };
  await expect(create(contextOn(db, keyed), 'a')).rejects.toMatchObject({ code: 'unavailable', headers: { 'Retry-After': '1' } });
  losingAnswers(db, 0);
  expect(await db.orm.$count(networks)).toBe(1);
});

test.each(['SQLITE_BUSY', 'TRANSACTION_TIMEOUT', 'TRANSACTION_BUSY'])('a busy database is asked again (%s)', async (code) => {
  const db = await ownDatabase();
  const batch = db.client.batch.bind(db.client);
  let busy = 3;
  db.client.batch = (...args) => (busy-- > 0 ? Promise.reject(new LibsqlError('locked', code)) : batch(...args));
  await create(contextOn(db), 'a');
  expect(await db.orm.$count(networks)).toBe(1);
});

test('twenty calls with one key have one effect and one answer', async () => {
  const db = await ownDatabase();
  const calls = Array.from({ length: 20 }, (_, index) => {
    const context = contextOn(db, { idempotencyKey: 'k', contentHash: 'one' });
    return create(context, `n${index}`).then(
      () => `n${index}`,
      (error: unknown) => (error instanceof Replay ? (error.answer.body as { id: string }).id : error),
    );
  });
  const answers = new Set(await Promise.all(calls));
  expect(answers.size).toBe(1);
  expect(await db.orm.$count(networks)).toBe(1);
});

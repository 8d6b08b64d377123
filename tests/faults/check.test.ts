import { expect, test } from 'vitest';
import { createClient } from '@libsql/client';
import { v7 as uuid } from 'uuid';
import { createOperator } from '../../scripts/operator.ts';
import { networks } from '../../shared/database/identity.ts';
import { commit } from '../../shared/database/commit.ts';
import { contextOn, ownDatabase } from '../support/database.ts';
import { violations } from './check.ts';

/** A database with an operator and one network made as the product makes it, and the address of its file. */
async function sound() {
  const db = await ownDatabase();
  const [row] = (await db.client.execute("select file from pragma_database_list where name = 'main'")).rows;
  const url = `file:${String(row?.['file'])}`;
  await createOperator({ url }, 'p'.repeat(32));
  const id = uuid();
  const body = { id };
  await commit(contextOn(db, { idempotencyKey: 'key-1', contentHash: 'own' }), {
    steps: [{ query: db.orm.insert(networks).values({ id, code: 'one', name: { es: 'Red' }, bodies: [], createdAt: '2026-01-01' }) }],
    audit: { action: 'network:create', subject: id, network: id },
    answer: { status: 201, body },
  });
  return { url, id, client: createClient({ url }) };
}

test('a sound history has no violations', async () => {
  const { url } = await sound();
  expect(await violations(url, { writes: [], owned: [] })).toEqual([]);
});

test.each([
  ['a lost change', 'delete from networks', 'audit row without its network'],
  ['a lost key', "delete from idempotency where key = 'key-1'", 'audit rows and idempotency rows of a content differ'],
  [
    'a change without an audit row',
    "update audit set subject = 'x' where action = 'network:create'",
    'network without exactly one audit row',
  ],
  [
    'an effect that came twice',
    "insert into idempotency select 'key-2', hash, commit_id, answer, created_at from idempotency where key = 'key-1'",
    'two keys with one effect',
  ],
])('%s is found', async (_what, damage, line) => {
  const { url, client } = await sound();
  await client.executeMultiple(`drop trigger audit_no_update; ${damage}`);
  const found = await violations(url, { writes: [], owned: [] });
  expect(found.map((one) => one.split(':')[0])).toContain(line);
});

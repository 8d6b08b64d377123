import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { extentOf, sourceOf } from '../../../scripts/audit/source.ts';
import { getAuditKeys, listAuditCheckpoints } from '../../../services/identity/audit-keys.ts';
import { sealAudit } from '../../../services/identity/audit-seals.ts';
import { makeKey, publicKeys } from '../../../services/identity/signing-keys.ts';
import type { Vault } from '../../../services/identity/vault.ts';
import { AuditCheckpoint } from '../../../shared/contract/identity/checkpoints.ts';
import { openCheckpoint } from '../../../shared/contract/audit-checkpoint.ts';
import { verifyAudit } from '../../../shared/contract/audit-verifier.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Database } from '../../../shared/database/open.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';
import { seedClient, seedNetwork, seedOrganisation } from '../../support/seed.ts';

const vault: Vault = {
  pepper: randomBytes(32).toString('base64url'),
  wrappingKey: randomBytes(32).toString('base64url'),
  origin: 'https://enlace.example',
  durability: 'full',
};
const day = 24 * 3_600_000;

let db: Database;

beforeEach(async () => {
  db = await ownDatabase();
});

const act = (subject: string) => commit(contextOn(db), { steps: [], audit: { action: 'journal:purge', subject, network: null } });
const seal = (now = new Date()) => sealAudit(contextOn(db, { now }), vault);
const verdict = async () => verifyAudit(sourceOf(db.client, await extentOf(db.client)), (await getAuditKeys(contextOn(db))).keys);
const counts = async () => {
  const { rows, seals, checkpoints } = await extentOf(db.client);
  return [rows.count, seals.count, checkpoints.count];
};

/** Many rows as a long outage of the sealer would leave them. */
const manyRows = (count: number) =>
  db.client.execute({
    sql: `insert into audit (id, at, action, subject, request_id, change_hash)
      with recursive n (i) as (select 1 union all select i + 1 from n where i < ?) select 'id ' || i, ?, 'plan:import', 'a', 'b', 'c' from n`,
    args: [count, new Date().toISOString()],
  });

/** What an attacker who may write to the database does first. */
const dropTriggers = async () => {
  const { rows } = await db.client.execute(`select name from sqlite_schema where type = 'trigger' and name like 'audit_%'`);
  for (const { name } of rows) await db.client.execute(`drop trigger ${String(name)}`);
};

describe('the sealer', () => {
  test('seals every row, the making of its own key too, and signs where it ends', async () => {
    await act('one');
    await act('two');
    await seal();
    expect(await counts()).toEqual([4, 3, 1]);
    expect(await verdict()).toMatchObject({ fault: null, rows: 4, sealed: 3, signed: 3, late: [] });
  });

  test('seals nothing twice, and not itself for ever', async () => {
    await act('one');
    await seal();
    const before = await counts();
    await seal();
    await seal();
    expect(await counts()).toEqual(before);
  });

  test('seals its own row together with the next one of somebody else', async () => {
    await act('one');
    await seal();
    await act('two');
    await seal();
    expect(await counts()).toEqual([5, 4, 2]);
    expect(await verdict()).toMatchObject({ fault: null, sealed: 4, signed: 4 });
  });

  test('has nothing to do in an empty audit, and makes no key for it', async () => {
    await seal();
    expect([await counts(), (await getAuditKeys(contextOn(db))).keys]).toEqual([[0, 0, 0], []]);
  });

  test('catches up with thousands of rows in batches, each with its checkpoint', async () => {
    await manyRows(4_500);
    await seal();
    // 4,500 rows and the key's; of the three batches the first two are sealed with the one after.
    expect(await counts()).toEqual([4_504, 4_503, 3]);
    expect((await verdict()).fault).toBeNull();
  });

  test('gives way to another one that was faster', async () => {
    await makeKey(contextOn(db), vault, { purpose: 'audit' });
    await act('one');
    let raced = false;
    const batch: typeof db.client.batch = async (statements, mode) => {
      if (mode === 'write' && !raced) {
        raced = true;
        await seal();
      }
      return db.client.batch(statements, mode);
    };
    const slow: Database = { ...db, client: new Proxy(db.client, { get: (on, key) => (key === 'batch' ? batch : Reflect.get(on, key)) }) };
    await sealAudit(contextOn(slow), vault);
    expect([raced, await counts()]).toEqual([true, [3, 2, 1]]);
    expect((await verdict()).fault).toBeNull();
  });

  test('two at once leave one chain', async () => {
    await manyRows(100);
    await Promise.all([seal(), seal(), seal()]);
    await act('one');
    await seal();
    expect(await verdict()).toMatchObject({ fault: null, late: [] });
  });

  test.each([
    [
      'the last seal was altered',
      `update audit_seals set hash = '${'0'.repeat(64)}' where position = (select max(position) from audit_seals)`,
    ],
    ['the last checkpoint is gone', 'delete from audit_checkpoints'],
    ['the last checkpoint was altered', `update audit_checkpoints set jws = jws || 'A'`],
    ['the seals are gone', 'delete from audit_seals'],
  ])('signs nothing when %s', async (_, damage) => {
    await act('one');
    await seal();
    await act('two');
    await dropTriggers();
    await db.client.execute(damage);
    const before = await counts();
    await expect(seal()).rejects.toThrow(/does not end in a checkpoint/);
    expect(await counts()).toEqual(before);
  });
});

describe('the keys of the audit', () => {
  test('are no keys of tokens, and the reverse', async () => {
    const token = await makeKey(contextOn(db), vault);
    await seal();
    const kids = async (set: Promise<{ keys: { kid: string }[] }>) => (await set).keys.map(({ kid }) => kid);
    expect(await kids(publicKeys(contextOn(db)))).toEqual([token.kid]);
    const audit = await kids(getAuditKeys(contextOn(db)));
    expect([audit.length, audit.includes(token.kid)]).toEqual([1, false]);
  });

  test('are renewed after a year, and the old ones verify for ever', async () => {
    const start = new Date();
    await act('one');
    await seal(start);
    await act('two');
    await seal(new Date(start.getTime() + 365 * day));
    expect((await getAuditKeys(contextOn(db))).keys).toHaveLength(1);
    await act('three');
    await seal(new Date(start.getTime() + 366 * day));
    expect((await getAuditKeys(contextOn(db))).keys).toHaveLength(2);
    expect(await verdict()).toMatchObject({ fault: null, sealed: 7, signed: 7 });
  });
});

describe('the list of checkpoints', () => {
  const caller = async () =>
    seedClient(db, await seedOrganisation(db, [{ network: await seedNetwork(db), as: 'civil_society' }]), 'reader');

  test('gives any client each one, newest first, in pages, as it was signed', async () => {
    const context = contextOn(db, { principal: await caller() });
    for (const subject of ['one', 'two', 'three']) {
      await act(subject);
      await seal();
    }
    const first = await listAuditCheckpoints(context, { limit: 2 }, null);
    const second = await listAuditCheckpoints(context, { limit: 2 }, first.next);
    const items = [...first.items, ...second.items].map((item) => AuditCheckpoint.parse(item));
    expect([items.length, second.next]).toEqual([3, null]);
    expect(items.map(({ position }) => position)).toEqual(items.map(({ position }) => position).toSorted((a, b) => b - a));
    const { keys } = await getAuditKeys(context);
    for (const { jws, ...said } of items) expect(await openCheckpoint(jws, keys)).toEqual({ ...said, iss: vault.origin });
  });

  test('tells nothing to a client that is no more', async () => {
    const principal = await caller();
    await db.client.execute({ sql: 'update clients set revoked = 1 where id = ?', args: [principal.client] });
    await expect(listAuditCheckpoints(contextOn(db, { principal }), { limit: 2 }, null)).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('the database itself', () => {
  const copies = {
    audit: `insert or replace into audit select * from audit where position = 1`,
    audit_seals: `insert or replace into audit_seals select position, 'x' from audit_seals`,
    audit_checkpoints: `replace into audit_checkpoints select position, at, 'x' from audit_checkpoints`,
  };
  const refused = Object.entries(copies).flatMap(([table, replace]) => [
    [table, `update ${table} set position = position + 1000`],
    [table, `delete from ${table}`],
    [table, replace],
    [table, `insert into ${table} select * from ${table} where true on conflict do update set position = 7`],
  ]);

  test.each(refused)('refuses in %s: %s', async (table, statement = '') => {
    await act('one');
    await seal();
    const all = async () => (await db.client.execute(`select * from ${table}`)).rows;
    const before = await all();
    await expect(db.client.execute(statement)).rejects.toThrow(/the audit is append-only/);
    expect(await all()).toEqual(before);
  });
});

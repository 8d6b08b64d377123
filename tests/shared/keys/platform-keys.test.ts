import { expect, test } from 'vitest';
import { liveKeyRows, makeKeyWhenDue, publicKeySet, signingKeysOf } from '../../../shared/keys/platform-keys.ts';
import { KeySet } from '../../../shared/contract/identity/tokens.ts';
import { ask } from '../../../shared/database/ask.ts';
import { audit } from '../../../shared/database/journal.ts';
import type { Database } from '../../../shared/database/open.ts';
import { platformKeys } from '../../../shared/database/webhooks.ts';
import { keyRingOf } from '../../../shared/keys/key-ring.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';

const ring = await keyRingOf('webhook', 'A'.repeat(43));
const day = 86_400_000;
const make = (db: Database) => makeKeyWhenDue(contextOn(db), ring);
const rowsOf = async (db: Database) => (await ask(db, [liveKeyRows({ db })]))[0];
/** Lets the newest key be so many days old. */
const age = async (db: Database, days: number) => {
  const [newest] = await rowsOf(db);
  const createdAt = new Date(Date.now() - days * day).toISOString();
  await db.client.execute({ sql: 'update platform_keys set created_at = ? where kid = ?', args: [createdAt, newest?.kid ?? ''] });
};

test('there is none before the first is made, and one afterwards, published in one round trip', async () => {
  const db = await ownDatabase();
  expect(await publicKeySet(contextOn(db))).toEqual({ keys: [] });
  await make(db);
  const before = db.trips;
  const { keys } = KeySet.parse(await publicKeySet(contextOn(db)));
  expect(db.trips - before).toBe(1);
  expect(keys).toEqual([
    { kty: 'OKP', crv: 'Ed25519', x: expect.stringMatching(/^[\w-]{43}$/), kid: expect.any(String), alg: 'EdDSA', use: 'sig' },
  ]);
  expect(await db.orm.select().from(audit)).toMatchObject([{ action: 'webhook:watch', subject: keys[0]?.kid }]);
});

test('what it signs verifies with what is published', async () => {
  const db = await ownDatabase();
  await make(db);
  const [key] = await signingKeysOf(await rowsOf(db), ring);
  const [{ x } = { x: '' }] = (await publicKeySet(contextOn(db))).keys;
  const content = Buffer.from('m.1.{}');
  const signature = await crypto.subtle.sign('Ed25519', key!, content);
  const publicKey = await crypto.subtle.importKey('raw', Buffer.from(x, 'base64url'), 'Ed25519', false, ['verify']);
  expect(await crypto.subtle.verify('Ed25519', publicKey, signature, content)).toBe(true);
  expect(key!.extractable).toBe(false);
});

test('a private half opens neither under another id nor with another ring', async () => {
  const db = await ownDatabase();
  await make(db);
  const rows = await rowsOf(db);
  await expect(signingKeysOf(rows, await keyRingOf('webhook', 'B'.repeat(43)))).rejects.toThrow(/No key-encryption key/);
  const others = rows.map((row) => ({ ...row, kid: crypto.randomUUID() }));
  await expect(signingKeysOf(others, ring)).rejects.toThrow(/operation/);
});

test.each([
  [0, 1],
  [364, 1],
  [366, 2],
])('with a newest key of %i days there are %i after a look', async (days, count) => {
  const db = await ownDatabase();
  await make(db);
  await age(db, days);
  await make(db);
  expect(await db.orm.select().from(platformKeys)).toHaveLength(count);
});

test('several that look at once make one', async () => {
  const db = await ownDatabase();
  await Promise.all(Array.from({ length: 5 }, () => make(db)));
  expect(await db.orm.select().from(platformKeys)).toHaveLength(1);
  expect(await db.orm.select().from(audit)).toHaveLength(1);
});

test('a superseded key signs and is published for seven days more', async () => {
  const db = await ownDatabase();
  await make(db);
  await age(db, 400);
  const [old] = await rowsOf(db);
  await make(db);
  const [newer, older] = await rowsOf(db);
  expect(older?.kid).toBe(old?.kid);
  expect((await publicKeySet(contextOn(db))).keys.map(({ kid }) => kid)).toEqual([newer?.kid, old?.kid]);
  await age(db, 6);
  expect(await rowsOf(db)).toHaveLength(2);
  await age(db, 8);
  expect((await publicKeySet(contextOn(db))).keys.map(({ kid }) => kid)).toEqual([newer?.kid]);
});

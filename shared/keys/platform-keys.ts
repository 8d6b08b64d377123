import { and, desc, eq, sql } from 'drizzle-orm';
import { base64url, exportJWK, generateKeyPair, importJWK } from 'jose';
import { LRUCache } from 'lru-cache';
import { v4 as uuid } from 'uuid';
import type { KeySet } from '../contract/identity/tokens.ts';
import { Problem } from '../contract/problem.ts';
import { ask } from '../database/ask.ts';
import { commit } from '../database/commit.ts';
import type { Context } from '../database/context.ts';
import type { Database } from '../database/open.ts';
import { platformContext } from '../database/platform-context.ts';
import { platformKeys } from '../database/webhooks.ts';
import { type KeyRing, unwrap, wrap } from './key-ring.ts';
import { clock, clockAfter } from '../database/clock.ts';

type Row = typeof platformKeys.$inferSelect;
type Purpose = Row['purpose'];

const day = 86_400;
/** A superseded key signs and is published this long: longer than anything is retried. */
const published = 7 * day;
const renewedAfter = 365 * day;

const fresh = new Problem('conflict', { es: 'Ya hay una clave nueva.', en: 'There is a new key already.' });

/** Every message is signed by all live keys, so that a receiver that knows one of them can verify it. */
const kept = new LRUCache<string, CryptoKey>({ max: 20 });

const ofPurpose = (purpose: Purpose) => eq(platformKeys.purpose, purpose);

/**
 * The query for the platform's live keys of a purpose, the newest first: all but those that a newer one has stood beside for seven days. A badge is
 * verified for as long as somebody wears it: all of its keys live.
 */
export const liveKeyRows = ({ db }: Pick<Context, 'db'>, purpose: Purpose = 'webhook') =>
  db.orm
    .select()
    .from(platformKeys)
    .where(
      and(
        ofPurpose(purpose),
        sql`(${purpose} = 'badge' or not exists (select 1 from ${platformKeys} newer where newer.created_at > ${platformKeys.createdAt}
          and newer.purpose = ${purpose} and newer.created_at < ${clockAfter(-published)}))`,
      ),
    )
    .orderBy(desc(platformKeys.createdAt));

/** The public halves of the platform's live keys of a purpose (RFC 7517, RFC 8037). */
export async function publicKeySet({ db }: Pick<Context, 'db'>, purpose: Purpose = 'webhook'): Promise<KeySet> {
  const [rows] = await ask(db, [liveKeyRows({ db }, purpose)]);
  return { keys: rows.map(({ kid, publicKey: x }) => ({ kty: 'OKP', crv: 'Ed25519', x, kid, alg: 'EdDSA', use: 'sig' })) };
}

/** The private halves of keys, each opened once per isolate. Throws when one was sealed under a key that is not in the ring. */
export const signingKeysOf = (rows: Row[], ring: KeyRing): Promise<CryptoKey[]> => Promise.all(rows.map((row) => signingKeyOf(row, ring)));

async function signingKeyOf(row: Row, ring: KeyRing): Promise<CryptoKey> {
  const before = kept.get(row.kid);
  if (before) return before;
  const d = base64url.encode(await unwrap(ring, row, row.kid));
  const key = (await importJWK({ kty: 'OKP', crv: 'Ed25519', x: row.publicKey, d }, 'EdDSA')) as CryptoKey;
  kept.set(row.kid, key);
  return key;
}

/** The private keys that sign now, out of the live rows. A platform that has none yet makes its first. */
export async function keysThatSign(db: Database, rows: Row[], ring: KeyRing): Promise<CryptoKey[]> {
  if (rows.length > 0) return signingKeysOf(rows, ring);
  await makeKeyWhenDue(platformContext(db), ring);
  const [made] = await ask(db, [liveKeyRows({ db }, purposeOf(ring))]);
  return signingKeysOf(made, ring);
}

/** What the keys are for that are wrapped in this ring. */
function purposeOf({ purpose }: KeyRing): Purpose {
  if (purpose === 'file') throw new Error('Files are not signed');
  return purpose;
}

const isDue = (purpose: Purpose) =>
  sql`not exists (select 1 from ${platformKeys} where ${ofPurpose(purpose)} and ${platformKeys.createdAt} > ${clockAfter(-renewedAfter)})`;

/** Makes a key of the ring's purpose when there is none, or when the newest is a year old by the database's clock. Of two that do so at once, one makes it. */
export async function makeKeyWhenDue(context: Context, ring: KeyRing): Promise<void> {
  const newest = context.db.orm.select({ due: sql<number>`${isDue(purposeOf(ring))}` }).from(sql`(select 1)`);
  const [[row]] = await ask(context.db, [newest]);
  if (!row?.due) return;
  await makeKey(context, ring).catch((error: unknown) => {
    if (error !== fresh) throw error;
  });
}

async function makeKey(context: Context, ring: KeyRing): Promise<void> {
  const kid = uuid();
  const { x = '', d = '' } = await exportJWK((await generateKeyPair('EdDSA', { extractable: true })).privateKey);
  const purpose = purposeOf(ring);
  const row = { kid, purpose, publicKey: x, ...(await wrap(ring, base64url.decode(d), kid)), createdAt: sql`${clock}` };
  await commit(context, {
    guards: [{ holds: isDue(purpose), problem: fresh }],
    steps: [{ query: context.db.orm.insert(platformKeys).values(row) }],
    audit: { action: 'webhook:watch', subject: kid, network: null },
  });
}

import { desc, sql } from 'drizzle-orm';
import { base64url, exportJWK, generateKeyPair, importJWK } from 'jose';
import { LRUCache } from 'lru-cache';
import { v4 as uuid } from 'uuid';
import type { KeySet } from '../../shared/contract/identity/tokens.ts';
import { Problem } from '../../shared/contract/problem.ts';
import { ask } from '../../shared/database/ask.ts';
import { commit } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import type { Database } from '../../shared/database/open.ts';
import { platformContext } from '../../shared/database/platform-context.ts';
import { webhookKeys } from '../../shared/database/webhooks.ts';
import { type KeyRing, unwrap, wrap } from '../../shared/keys/key-ring.ts';
import { clock, clockAfter } from './clock.ts';

type Row = typeof webhookKeys.$inferSelect;

const day = 86_400;
/** A superseded key signs and is published this long: longer than anything is retried. */
const published = 7 * day;
const renewedAfter = 365 * day;

const fresh = new Problem('conflict', { es: 'Ya hay una clave nueva.', en: 'There is a new key already.' });

/** Every message is signed by all live keys, so that a receiver that knows one of them can verify it. */
const kept = new LRUCache<string, CryptoKey>({ max: 20 });

/** The query for the platform's live keys, the newest first: all but those that a newer one has stood beside for seven days. */
export const liveKeyRows = ({ db }: Pick<Context, 'db'>) =>
  db.orm
    .select()
    .from(webhookKeys)
    .where(
      sql`not exists (select 1 from ${webhookKeys} newer where newer.created_at > ${webhookKeys.createdAt}
        and newer.created_at < ${clockAfter(-published)})`,
    )
    .orderBy(desc(webhookKeys.createdAt));

/** The public halves of the platform's live keys, which verify `v1a` (RFC 7517, RFC 8037). */
export async function publicKeySet({ db }: Pick<Context, 'db'>): Promise<KeySet> {
  const [rows] = await ask(db, [liveKeyRows({ db })]);
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
  const [made] = await ask(db, [liveKeyRows({ db })]);
  return signingKeysOf(made, ring);
}

const isDue = sql`not exists (select 1 from ${webhookKeys} where ${webhookKeys.createdAt} > ${clockAfter(-renewedAfter)})`;

/** Makes a key when there is none, or when the newest is a year old by the database's clock. Of two that do so at once, one makes it. */
export async function makeKeyWhenDue(context: Context, ring: KeyRing): Promise<void> {
  const newest = context.db.orm.select({ due: sql<number>`${isDue}` }).from(sql`(select 1)`);
  const [[row]] = await ask(context.db, [newest]);
  if (!row?.due) return;
  await makeKey(context, ring).catch((error: unknown) => {
    if (error !== fresh) throw error;
  });
}

async function makeKey(context: Context, ring: KeyRing): Promise<void> {
  const kid = uuid();
  const { x = '', d = '' } = await exportJWK((await generateKeyPair('EdDSA', { extractable: true })).privateKey);
  const row = { kid, publicKey: x, ...(await wrap(ring, base64url.decode(d), kid)), createdAt: sql`${clock}` };
  await commit(context, {
    guards: [{ holds: isDue, problem: fresh }],
    steps: [{ query: context.db.orm.insert(webhookKeys).values(row) }],
    audit: { action: 'webhook:watch', subject: kid, network: null },
  });
}

import { type SQL, asc, desc, sql } from 'drizzle-orm';
import { exportJWK, generateKeyPair, importJWK } from 'jose';
import { v7 as uuid } from 'uuid';
import { ofDeployment } from '../../shared/access/predicate.ts';
import { may } from '../../shared/access/read.ts';
import type { KeySet } from '../../shared/contract/identity/tokens.ts';
import { type Guard, commit } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { signingKeys } from '../../shared/database/identity.ts';
import { ask } from '../../shared/database/ask.ts';
import { open, seal } from './secrets.ts';
import type { Vault } from './vault.ts';

/** A superseded key stays published this long: longer than any token it signed. */
const published = 15 * 60_000;
/** Twice as long as a worker keeps the keys. */
const settled = 2 * 60_000;
const rotatedAfter = 30 * 24 * 3_600_000;

type Row = typeof signingKeys.$inferSelect;

/** The public keys whose tokens may still be alive (RFC 7517). */
export async function publicKeys({ db, now }: Pick<Context, 'db' | 'now'>): Promise<KeySet> {
  const limit = new Date(now.getTime() - published).toISOString();
  const superseded = sql`exists (select 1 from ${signingKeys} newer where newer.created_at > ${signingKeys.createdAt} and newer.created_at < ${limit})`;
  const [rows] = await ask(db, [
    db.orm
      .select()
      .from(signingKeys)
      .where(sql`not ${superseded}`)
      .orderBy(asc(signingKeys.createdAt)),
  ]);
  return { keys: rows.map(({ publicKey }) => JSON.parse(publicKey) as KeySet['keys'][number]) };
}

/**
 * Which key signs now: the newest that every worker has had the time to fetch, or the first one of a young deployment.
 * A worker keeps the keys for a minute and asks for an unknown one at most every two seconds.
 */
export function signsNow({ now }: Context): SQL {
  const known = new Date(now.getTime() - settled).toISOString();
  return sql`${signingKeys.createdAt} = coalesce((select max(created_at) from signing_keys where created_at <= ${known}),
    (select min(created_at) from signing_keys))`;
}

/** The query for the newest key. */
const currentKey = ({ db }: Context) => db.orm.select().from(signingKeys).orderBy(desc(signingKeys.createdAt)).limit(1);

/** The operator's rotation: makes a new key and gives its id. Throws forbidden. */
export const rotateKey = (context: Context, vault: Vault) => makeKey(context, vault, may(context, 'key:rotate', ofDeployment));

/** Makes a new Ed25519 key, stored wrapped. */
export async function makeKey(context: Context, { wrappingKey }: Vault, guards: Guard[] = []): Promise<{ kid: string }> {
  const kid = uuid();
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const { kty, crv, x } = await exportJWK(publicKey);
  const row: Row = {
    kid,
    publicKey: JSON.stringify({ kty, crv, x, kid, alg: 'EdDSA', use: 'sig' }),
    wrappedKey: await seal(JSON.stringify(await exportJWK(privateKey)), kid, wrappingKey),
    createdAt: context.now.toISOString(),
  };
  await commit(context, {
    guards,
    steps: [{ query: context.db.orm.insert(signingKeys).values(row) }],
    audit: { action: 'key:rotate', subject: kid, network: null },
    answer: { status: 201, body: { kid } },
  });
  return { kid };
}

/** Makes a new key when the newest is thirty days old. */
export async function rotateWhenDue(context: Context, vault: Vault): Promise<void> {
  const [[newest]] = await ask(context.db, [currentKey(context)]);
  const age = newest ? context.now.getTime() - Date.parse(newest.createdAt) : Infinity;
  if (age > rotatedAfter) await makeKey(context, vault);
}

const unwrapped = new Map<string, CryptoKey>();

/** The private key of a row, unwrapped once per isolate. */
export async function privateKeyOf({ kid, wrappedKey }: Row, { wrappingKey }: Vault): Promise<CryptoKey> {
  const before = unwrapped.get(kid);
  if (before) return before;
  const key = (await importJWK(JSON.parse(await open(wrappedKey, kid, wrappingKey)), 'EdDSA')) as CryptoKey;
  unwrapped.clear();
  unwrapped.set(kid, key);
  return key;
}

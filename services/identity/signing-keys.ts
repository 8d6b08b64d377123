import { type SQL, and, asc, desc, eq, sql } from 'drizzle-orm';
import { exportJWK, generateKeyPair, importJWK } from 'jose';
import { v7 as uuid } from 'uuid';
import { ofDeployment } from '../../shared/access/predicate.ts';
import { may } from '../../shared/access/read.ts';
import type { KeySet } from '../../shared/contract/identity/tokens.ts';
import { type Guard, type Step, commit } from '../../shared/database/commit.ts';
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

/** The keys of one purpose. */
const ofPurpose = (purpose: Row['purpose']) => eq(signingKeys.purpose, purpose);

/** The public keys whose tokens may still be alive (RFC 7517). */
export async function publicKeys({ db, now }: Pick<Context, 'db' | 'now'>): Promise<KeySet> {
  const [rows] = await ask(db, [
    db.orm
      .select()
      .from(signingKeys)
      .where(and(ofPurpose('token'), sql`not ${supersededFor(published, now)}`))
      .orderBy(asc(signingKeys.createdAt)),
  ]);
  return keySetOf(rows);
}

/** That a newer key of tokens has stood beside it for so many milliseconds. */
const supersededFor = (milliseconds: number, now: Date) =>
  sql`exists (select 1 from ${signingKeys} newer where newer.purpose = 'token' and newer.created_at > ${signingKeys.createdAt}
    and newer.created_at < ${new Date(now.getTime() - milliseconds).toISOString()})`;

/** The statement that forgets keys of tokens, private halves too, a day after the last token that they signed has ended. */
export const purgeKeys = ({ db, now }: Context): Step => ({
  query: db.orm.delete(signingKeys).where(and(ofPurpose('token'), supersededFor(published + 24 * 3_600_000, now))),
});

/** The query for every key that ever signed a checkpoint of the audit, the newest first. */
export const auditKeyRows = ({ db }: Pick<Context, 'db'>) =>
  db.orm.select().from(signingKeys).where(ofPurpose('audit')).orderBy(desc(signingKeys.createdAt));

/** The public halves of keys (RFC 7517). */
export const keySetOf = (rows: Row[]): KeySet => ({
  keys: rows.map(({ publicKey }) => JSON.parse(publicKey) as KeySet['keys'][number]),
});

/**
 * Which key signs now: the newest that every worker has had the time to fetch, or the first one of a young deployment.
 * A worker keeps the keys for a minute and asks for an unknown one at most every two seconds.
 */
export function signsNow({ now }: Context): SQL {
  const known = new Date(now.getTime() - settled).toISOString();
  return sql`${ofPurpose('token')} and ${signingKeys.createdAt} = coalesce(
    (select max(created_at) from signing_keys where purpose = 'token' and created_at <= ${known}),
    (select min(created_at) from signing_keys where purpose = 'token'))`;
}

/** The query for the newest key of tokens. */
const currentKey = ({ db }: Context) =>
  db.orm.select().from(signingKeys).where(ofPurpose('token')).orderBy(desc(signingKeys.createdAt)).limit(1);

/** The operator's rotation: makes a new key and gives its id. Throws forbidden. */
export const rotateKey = (context: Context, vault: Vault) => makeKey(context, vault, { guards: may(context, 'key:rotate', ofDeployment) });

type KeyWish = { purpose?: Row['purpose']; guards?: Guard[] };

/** Makes a new Ed25519 key, for tokens unless told otherwise, stored wrapped. */
export async function makeKey(context: Context, { wrappingKey }: Vault, wish: KeyWish = {}): Promise<{ kid: string }> {
  const { purpose = 'token', guards = [] } = wish;
  const kid = uuid();
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const { kty, crv, x } = await exportJWK(publicKey);
  const row: Row = {
    kid,
    purpose,
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
  // Two purposes, a key each.
  if (unwrapped.size > 1) unwrapped.clear();
  unwrapped.set(kid, key);
  return key;
}

import { eq, lt } from 'drizzle-orm';
import { type JSONWebKeySet, createLocalJWKSet, decodeJwt, errors, jwtVerify } from 'jose';
import { Problem } from '../../shared/contract/problem.ts';
import { ask } from '../../shared/database/ask.ts';
import type { Step } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { clientKeys, usedAssertions } from '../../shared/database/identity.ts';
import { sha256 } from '../../shared/worker/etag.ts';
import { type Proof, wrongCredentials } from './proof.ts';

/** Fetches the key set behind a client's address; `fresh` asks again although one is kept. */
export type RemoteKeys = (uri: string, fresh: boolean) => Promise<JSONWebKeySet>;

type Keys = typeof clientKeys.$inferSelect;

/** The longest that an assertion may live. */
const longest = 600;
const algorithms = ['EdDSA', 'Ed25519', 'ES256', 'PS256'];

/** The client that an assertion says it is of. Nothing of it is believed yet. Throws unauthenticated. */
export function claimedClient(assertion: string): string {
  try {
    const { iss } = decodeJwt(assertion);
    if (typeof iss === 'string') return iss;
  } catch {
    throw wrongCredentials();
  }
  throw wrongCredentials();
}

/**
 * What proves a client by an assertion that it signed (private_key_jwt, RFC 7523): issuer and subject are the client, the audience is this
 * platform or its token endpoint and nothing else, it ends within ten minutes, and its `jti` has not been seen. Throws unauthenticated.
 */
export async function proofByAssertion(context: Context, assertion: string, origin: string, remote: RemoteKeys): Promise<Proof> {
  const client = claimedClient(assertion);
  const { orm } = context.db;
  const [[keys]] = await ask(context.db, [orm.select().from(clientKeys).where(eq(clientKeys.client, client))]);
  if (!keys) throw wrongCredentials();
  const { jti, exp } = await verified(assertion, keys, { client, origin, remote, now: context.now });
  const used = { hash: await sha256(`${client} ${jti}`), expiresAt: new Date(Math.ceil(exp) * 1000).toISOString() };
  return {
    client,
    steps: [
      { query: orm.insert(usedAssertions).values(used), refused: { unique: wrongCredentials() } },
      {
        query: orm.update(clientKeys).set({ lastUsedAt: context.now.toISOString() }).where(eq(clientKeys.id, keys.id)),
        one: wrongCredentials(),
      },
    ],
    credential: orm.select({ id: clientKeys.id }).from(clientKeys).where(eq(clientKeys.client, client)),
  };
}

type Expected = { client: string; origin: string; remote: RemoteKeys; now: Date };

/** Whatever is the matter with the assertion or with a key, the refusal does not say. An address that is silent is no fault of the client. */
async function verified(assertion: string, keys: Keys, expected: Expected): Promise<{ jti: string; exp: number }> {
  const check = async (fresh: boolean) => checked(assertion, await keySetOf(keys, expected.remote, fresh), expected);
  const onceMore = (error: unknown) => {
    if (error instanceof errors.JWKSNoMatchingKey && keys.jwksUri !== null) return check(true);
    throw error;
  };
  try {
    return await check(false).catch(onceMore);
  } catch (error) {
    throw error instanceof Problem ? error : wrongCredentials();
  }
}

const keySetOf = async ({ jwks, jwksUri }: Keys, remote: RemoteKeys, fresh: boolean): Promise<JSONWebKeySet> =>
  (jwks as JSONWebKeySet | null) ?? (await remote(jwksUri ?? '', fresh));

async function checked(assertion: string, keySet: JSONWebKeySet, { client, origin, now }: Expected) {
  const audience = [origin, `${origin}/oauth/token`];
  const options = { algorithms, audience, issuer: client, subject: client, requiredClaims: ['exp', 'jti'], currentDate: now };
  const { payload } = await jwtVerify(assertion, createLocalJWKSet(keySet), options);
  const { aud, jti, exp = Infinity } = payload;
  const tooLong = exp > now.getTime() / 1000 + longest;
  if (typeof aud !== 'string' || typeof jti !== 'string' || tooLong) throw wrongCredentials();
  return { jti, exp };
}

/** The statement that forgets assertions which have ended by themselves. */
export const purgeAssertions = ({ db, now }: Context): Step => ({
  query: db.orm.delete(usedAssertions).where(lt(usedAssertions.expiresAt, now.toISOString())),
});

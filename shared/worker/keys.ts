import { type JSONWebKeySet, type JWTVerifyGetKey, createLocalJWKSet } from 'jose';

/** Fetches the public keys that verify tokens. */
export type KeySource = () => Promise<JSONWebKeySet>;

const freshFor = 60_000;
const notBefore = 2_000;
let kept: { keys: JWTVerifyGetKey; at: number } | undefined;

/**
 * The keys that verify tokens, imported once and kept for a minute per isolate. `unknownKid` asks again, at most every two seconds,
 * so that a rotation is seen at once.
 */
export async function verificationKeys(source: KeySource, unknownKid = false): Promise<JWTVerifyGetKey> {
  const age = Date.now() - (kept?.at ?? 0);
  if (kept && age < (unknownKid ? notBefore : freshFor)) return kept.keys;
  kept = { keys: createLocalJWKSet(await source()), at: Date.now() };
  return kept.keys;
}

/** The keys as identity publishes them, over the service binding. */
export const keysOver =
  (identity: Fetcher, origin: string): KeySource =>
  async () => {
    const response = await identity.fetch(`${origin}/.well-known/jwks.json`);
    if (!response.ok) throw new Error(`The key set answered ${response.status}`);
    return response.json();
  };

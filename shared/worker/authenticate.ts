import { type JWTPayload, errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { Problem } from '../contract/problem.ts';
import type { Principal } from '../database/context.ts';
import { type KeySource, verificationKeys } from './keys.ts';

const challenge = { headers: { 'WWW-Authenticate': 'Bearer' } };
const invalid = () =>
  new Problem('unauthenticated', { es: 'El token no es válido o venció.', en: 'The token is not valid or has expired.' }, challenge);

/** The refusal of a call that needs a token and brought none. */
export const tokenNeeded = () =>
  new Problem('unauthenticated', { es: 'Envíe un token: Authorization: Bearer …', en: 'Send a token: Authorization: Bearer …' }, challenge);

/** Tokens whose signature this isolate has verified: it does not change until they expire. */
const verified = new LRUCache<string, { principal: Principal; until: number }>({ max: 1_000 });

/**
 * Who calls, by its access token (`at+jwt`, RFC 9068): EdDSA, our issuer, our audience and no other, not expired.
 * Null without an Authorization header; throws `unauthenticated` for anything else that is not a good token.
 */
export async function authenticate(request: Request, origin: string, source: KeySource): Promise<Principal | null> {
  const header = request.headers.get('authorization');
  if (header === null) return null;
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header)?.[1];
  if (!token) throw invalid();
  const known = verified.get(token);
  if (known && known.until > Date.now()) return known.principal;
  const { exp = 0, ...payload } = (await verify(token, origin, source)) ?? (await verify(token, origin, source, true)) ?? {};
  const { aud, sub: client, organisation, credential } = payload;
  if (typeof aud !== 'string' || typeof client !== 'string') throw invalid();
  if (typeof organisation !== 'string' || typeof credential !== 'string') throw invalid();
  const principal = { client, organisation, credential };
  verified.set(token, { principal, until: exp * 1000 });
  return principal;
}

/** The claims; undefined when the key is unknown, so that the caller may ask for fresh keys once. */
async function verify(token: string, origin: string, source: KeySource, fresh = false): Promise<JWTPayload | undefined> {
  const keys = await verificationKeys(source, fresh);
  try {
    const options = { algorithms: ['EdDSA'], typ: 'at+jwt', issuer: origin, audience: origin, requiredClaims: ['exp', 'iat', 'jti'] };
    return (await jwtVerify(token, keys, options)).payload;
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey && !fresh) return undefined;
    if (error instanceof errors.JOSEError) throw invalid();
    throw error;
  }
}

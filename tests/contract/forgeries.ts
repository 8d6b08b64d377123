import { type JWTPayload, SignJWT, UnsecuredJWT, generateKeyPair } from 'jose';
import { v7 as uuid } from 'uuid';

export const forgeryNames = [
  'no token',
  'a garbage token',
  'another scheme',
  'a token of another issuer',
  'a token for another audience',
  'a token for two audiences',
  'an expired token',
  'a token of another type',
  'a token without a signature',
  'a token signed with the public key as a secret',
  'a token signed with somebody’s own key under our key’s id',
  'a token signed with an unknown key',
] as const;
export type Forgery = (typeof forgeryNames)[number];
export type Forgeries = Record<Forgery, string | null>;

/** What the platform itself would claim. */
export const goodClaims = (origin: string): JWTPayload => ({
  iss: origin,
  aud: origin,
  sub: uuid(),
  organisation: uuid(),
  jti: uuid(),
  iat: now(),
  exp: now() + 600,
});

const now = () => Math.floor(Date.now() / 1000);

type Key = Parameters<SignJWT['sign']>[0];

/** An access token signed with `key`, with what a test wants different. */
export const signed = (claims: JWTPayload, key: Key, header: { kid: string; alg?: string; typ?: string }): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', ...header }).sign(key);

/** Authorization headers that must open nothing. The platform's private key is nobody's: these are signed with a key of our own. */
export async function forgeries(origin: string): Promise<Forgeries> {
  const response = await fetch(new URL('/.well-known/jwks.json', origin));
  const [published] = ((await response.json()) as { keys: { kid: string; x: string }[] }).keys;
  const kid = published?.kid ?? '';
  const { privateKey } = await generateKeyPair('EdDSA');
  const claims = goodClaims(origin);
  const bearer = async (difference: JWTPayload, header: { kid?: string; typ?: string } = {}) =>
    `Bearer ${await signed({ ...claims, ...difference }, privateKey, { kid, ...header })}`;
  const confused = await signed(claims, new TextEncoder().encode(published?.x), { kid, alg: 'HS256' });
  return {
    'no token': null,
    'a garbage token': 'Bearer garbage',
    'another scheme': `Basic ${btoa('client:secret')}`,
    'a token of another issuer': await bearer({ iss: 'https://elsewhere.example' }),
    'a token for another audience': await bearer({ aud: 'https://elsewhere.example' }),
    'a token for two audiences': await bearer({ aud: [origin, 'https://elsewhere.example'] }),
    'an expired token': await bearer({ iat: now() - 1200, exp: now() - 600 }),
    'a token of another type': await bearer({}, { typ: 'JWT' }),
    'a token without a signature': `Bearer ${new UnsecuredJWT(claims).encode()}`,
    'a token signed with the public key as a secret': `Bearer ${confused}`,
    'a token signed with somebody’s own key under our key’s id': await bearer({}),
    'a token signed with an unknown key': await bearer({}, { kid: uuid() }),
  };
}

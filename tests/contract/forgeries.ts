import { createClient } from '@libsql/client';
import { type JWTPayload, SignJWT, UnsecuredJWT, decodeJwt, exportJWK, generateKeyPair, importJWK } from 'jose';
import { v7 as uuid } from 'uuid';
import { inject } from 'vitest';
import { open } from '../../services/identity/secrets.ts';

export const forgeryNames = [
  'no token',
  'a garbage token',
  'another scheme',
  'a token of another issuer',
  'a token for another audience',
  'a token for two audiences',
  'an expired token',
  'a token that is not valid yet',
  'a token of another type',
  'a token without a signature',
  'a token signed with the public key as a secret',
  'a token signed with somebody’s own key under our key’s id',
  'a token signed with an unknown key',
  'a token that brings its own key',
  'a token that says where its key is',
] as const;
export type Forgery = (typeof forgeryNames)[number];
export type Forgeries = Record<Forgery, string | null>;

/** What the platform itself would claim. */
export const goodClaims = (origin: string): JWTPayload => ({
  iss: origin,
  aud: origin,
  sub: uuid(),
  organisation: uuid(),
  credential: uuid(),
  jti: uuid(),
  iat: now(),
  exp: now() + 600,
});

const now = () => Math.floor(Date.now() / 1000);

type Key = Parameters<SignJWT['sign']>[0];
type Header = { kid: string; alg?: string; typ?: string; jku?: string; jwk?: object };

/** An access token signed with `key`, with what a test wants different. */
export const signed = (claims: JWTPayload, key: Key, header: Header): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', ...header }).sign(key);

/** The platform's own key that signs now, as only its operator could have it. */
async function platformKey(): Promise<{ kid: string; key: Key; x: string }> {
  const { databaseUrl, wrappingKey } = inject('platform');
  const client = createClient({ url: databaseUrl });
  const { rows } = await client.execute("select * from signing_keys where purpose = 'token' order by created_at limit 1");
  client.close();
  const kid = String(rows[0]?.['kid']);
  const jwk = JSON.parse(await open(String(rows[0]?.['wrapped_key']), kid, wrappingKey)) as { x: string };
  return { kid, key: await importJWK(jwk, 'EdDSA'), x: jwk.x };
}

/**
 * Authorization headers that must open nothing. Each differs from `good`, the header of a live client, in what its name says: those about
 * a claim carry a signature of the platform itself, so that nothing but the claim can be what refuses them.
 */
export async function forgeries(good: string): Promise<Forgeries> {
  const ours = await platformKey();
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const { nbf: _, ...claims } = { ...decodeJwt(good.replace('Bearer ', '')), iat: now(), exp: now() + 600 } as JWTPayload;
  const origin = claims.iss ?? '';
  const bearer = async (difference: JWTPayload, header: Partial<Header> = {}, key: Key = ours.key) =>
    `Bearer ${await signed({ ...claims, ...difference }, key, { kid: ours.kid, ...header })}`;
  return {
    'no token': null,
    'a garbage token': 'Bearer garbage',
    'another scheme': `Basic ${btoa('client:secret')}`,
    'a token of another issuer': await bearer({ iss: 'https://elsewhere.example' }),
    'a token for another audience': await bearer({ aud: 'https://elsewhere.example' }),
    'a token for two audiences': await bearer({ aud: [origin, 'https://elsewhere.example'] }),
    'an expired token': await bearer({ iat: now() - 1200, exp: now() - 600 }),
    'a token that is not valid yet': await bearer({ nbf: now() + 300 }),
    'a token of another type': await bearer({}, { typ: 'JWT' }),
    'a token without a signature': `Bearer ${new UnsecuredJWT(claims).encode()}`,
    'a token signed with the public key as a secret': await bearer({}, { alg: 'HS256' }, new TextEncoder().encode(ours.x)),
    'a token signed with somebody’s own key under our key’s id': await bearer({}, {}, privateKey),
    'a token signed with an unknown key': await bearer({}, { kid: uuid() }, privateKey),
    'a token that brings its own key': await bearer({}, { kid: uuid(), jwk: await exportJWK(publicKey) }, privateKey),
    'a token that says where its key is': await bearer({}, { kid: uuid(), jku: 'https://elsewhere.example/jwks.json' }, privateKey),
  };
}

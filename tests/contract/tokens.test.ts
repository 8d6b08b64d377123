import { type JWTPayload, exportJWK, generateKeyPair } from 'jose';
import { expect, test } from 'vitest';
import { authenticate } from '../../shared/worker/authenticate.ts';
import { goodClaims, signed } from './forgeries.ts';

const origin = 'https://enlace.example';
const kid = 'ours';
const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
const published = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA' }] };

type Difference = { [claim in keyof JWTPayload]: JWTPayload[claim] | undefined };

async function callerOf(difference: Difference, typ = 'at+jwt') {
  const token = await signed({ ...goodClaims(origin), ...difference } as JWTPayload, privateKey, { kid, typ });
  const request = new Request(origin, { headers: { Authorization: `Bearer ${token}` } });
  return authenticate(request as never, origin, () => Promise.resolve(published));
}

test('a token that our key signed, with every claim as it should be, names its caller', async () => {
  const caller = { organisation: 'organisation', credential: 'secret' };
  expect(await callerOf({ sub: 'client', ...caller })).toEqual({ client: 'client', ...caller });
});

const past = Math.floor(Date.now() / 1000) - 600;

test.each<[name: string, difference: Difference]>([
  ['another issuer', { iss: 'https://elsewhere.example' }],
  ['another audience', { aud: 'https://elsewhere.example' }],
  ['two audiences, ours among them', { aud: [origin, 'https://elsewhere.example'] }],
  ['a time that is over', { iat: past - 600, exp: past }],
  ['a time that has not begun', { nbf: past + 1200 }],
  ['no end', { exp: undefined }],
  ['no id', { jti: undefined }],
  ['no subject', { sub: undefined }],
  ['no organisation', { organisation: undefined }],
  ['no credential', { credential: undefined }],
])('a token that our key signed is refused with %s', async (_name, difference) => {
  await expect(callerOf(difference)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('a token of another type that our key signed is refused', async () => {
  await expect(callerOf({}, 'JWT')).rejects.toMatchObject({ code: 'unauthenticated' });
});

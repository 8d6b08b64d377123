import { type JSONWebKeySet, UnsecuredJWT, errors as joseErrors, importJWK } from 'jose';
import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { RemoteKeys } from '../../../services/identity/client-assertions.ts';
import { removeClientKeys, setClientKeys } from '../../../services/identity/client-keys.ts';
import { getClient, revokeClient, updateClient } from '../../../services/identity/clients.ts';
import { listNetworks } from '../../../services/identity/networks.ts';
import { makeKey } from '../../../services/identity/signing-keys.ts';
import { ClientKeys } from '../../../shared/contract/identity/client-keys.ts';
import type { Token } from '../../../shared/contract/identity/tokens.ts';
import { usedAssertions } from '../../../shared/database/identity.ts';
import type { Database } from '../../../shared/database/open.ts';
import {
  type Asking,
  type ClientKey,
  type Credentials,
  type Difference,
  askToken,
  assertionOf,
  goodClaims,
  holderOf,
  newClient,
  newClientKey,
  seedOffice,
  testVault,
} from '../../support/credentials.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';

const vault = testVault();
const unknown = '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11';
const uri = 'https://portal.example/jwks.json';
const refused = { code: 'unauthenticated', status: 401 };

let ed: ClientKey;
let ec: ClientKey;
let rsa: ClientKey;
let stranger: ClientKey;

let db: Database;
let office: Awaited<ReturnType<typeof seedOffice>>;
let own: Credentials;

beforeAll(async () => {
  [ed, ec, rsa, stranger] = await Promise.all([newClientKey(), newClientKey('ES256'), newClientKey('PS256'), newClientKey()]);
});
beforeEach(async () => {
  db = await ownDatabase();
  office = await seedOffice(db);
  own = await newClient(office.administrator, vault);
});

const give = (client: string, jwks: ClientKey[], version = 1) =>
  setClientKeys(office.administrator, client, version, { jwks: { keys: jwks.map(({ jwk }) => jwk) } });
const giveAddress = (client: string, version = 1) => setClientKeys(office.administrator, client, version, { jwksUri: uri });
const ask = (assertion: string, asking: Asking = {}) => askToken(contextOn(db), vault, { assertion, ...asking });
const askBy = async (key: ClientKey, asking: Asking = {}) => ask(await assertionOf(key, own.client), asking);
const lists = (token: Token) => listNetworks(contextOn(db, { principal: holderOf(token) }), { limit: 50 }, null);
const setOf = (...keys: ClientKey[]) => ({ keys: keys.map(({ jwk }) => jwk) }) as JSONWebKeySet;

test.each<[string, () => ClientKey]>([
  ['an Ed25519 key', () => ed],
  ['a P-256 key', () => ec],
  ['an RSA key of 3072 bits', () => rsa],
])('%s gets a token that names the keys, and leaves the time of its use', async (_, key) => {
  const { body } = await give(own.client, [stranger, key()]);
  expect(body.keys).toMatchObject({ kids: [stranger.kid, key().kid], jwksUri: null, lastUsedAt: null });
  const token = await askBy(key());
  expect(holderOf(token)).toMatchObject({ client: own.client, organisation: office.organisation });
  expect(holderOf(token).credential).not.toBe(holderOf(await askToken(contextOn(db), vault, { basic: own })).credential);
  expect((await lists(token)).items).toHaveLength(1);
  const { keys } = (await getClient(office.administrator, own.client)).body;
  expect(keys?.lastUsedAt).toMatch(/Z$/);
});

test('a token by assertion costs two round trips', async () => {
  await give(own.client, [ed]);
  await makeKey(contextOn(db), vault);
  const before = db.trips;
  await askBy(ed);
  expect(db.trips - before).toBe(2);
});

test.each<[string, Difference]>([
  ['the platform as its audience', { aud: vault.origin }],
  ['a time from which it holds that has come', { nbf: Math.floor(Date.now() / 1000) - 10 }],
  ['ten minutes to live', { exp: Math.floor(Date.now() / 1000) + 595 }],
])('an assertion with %s is taken', async (_, difference) => {
  await give(own.client, [ed]);
  expect(await ask(await assertionOf(ed, own.client, difference), { named: own.client })).toHaveProperty('access_token');
});

const seconds = (from: number) => Math.floor(Date.now() / 1000) + from;
const bytes = (text: string) => new TextEncoder().encode(text);
const asSecret = (text: string) => assertionOf({ ...ed, alg: 'HS256', privateKey: bytes(text) }, own.client);
const asRs256 = async () => (await importJWK(rsa.privateJwk, 'RS256')) as CryptoKey;
const claiming = (difference: Difference) => () => assertionOf(ed, own.client, difference);

test.each<[string, () => string | Promise<string>]>([
  ['signed with another key under its kid', () => assertionOf({ ...stranger, kid: ed.kid }, own.client)],
  ['with an unknown kid', () => assertionOf({ ...ed, kid: 'another' }, own.client)],
  ['of several keys without saying which', () => assertionOf(ed, own.client, {}, { kid: '' })],
  ['without a signature', () => new UnsecuredJWT(goodClaims(own.client)).encode()],
  ['signed with the public key as a secret', () => asSecret(ed.jwk.kty === 'OKP' ? ed.jwk.x : '')],
  ['signed with the whole public key as a secret', () => asSecret(JSON.stringify(ed.jwk))],
  ['signed by RSA the old way', async () => assertionOf({ ...rsa, alg: 'RS256', privateKey: await asRs256() }, own.client)],
  ['of another issuer', claiming({ iss: unknown })],
  ['of no issuer', claiming({ iss: undefined })],
  ['about another subject', claiming({ sub: unknown })],
  ['about no subject', claiming({ sub: undefined })],
  ['for two audiences', claiming({ aud: [vault.origin, 'https://elsewhere.example'] })],
  ['for ours twice', claiming({ aud: [vault.origin, `${vault.origin}/oauth/token`] })],
  ['for another audience', claiming({ aud: 'https://elsewhere.example' })],
  ['for no audience', claiming({ aud: undefined })],
  ['without an id', claiming({ jti: undefined })],
  ['with an id that is no text', claiming({ jti: 7 as unknown as string })],
  ['without an end', claiming({ exp: undefined })],
  ['that has ended', claiming({ exp: seconds(-1) })],
  ['that ends too late', claiming({ exp: seconds(660) })],
  ['that has not begun', claiming({ nbf: seconds(300) })],
  ['that is not one', () => 'a.b.c'],
])('an assertion %s opens nothing', async (_, make) => {
  await give(own.client, [ed, ec, rsa]);
  await expect((async () => ask(await make()))()).rejects.toMatchObject(refused);
  expect(await db.orm.$count(usedAssertions)).toBe(0);
});

test('an assertion of a client without keys, or of none at all, opens nothing', async () => {
  await expect(askBy(ed)).rejects.toMatchObject(refused);
  await expect(ask(await assertionOf(ed, unknown))).rejects.toMatchObject(refused);
});

test('an assertion opens once', async () => {
  await give(own.client, [ed]);
  const assertion = await assertionOf(ed, own.client);
  await ask(assertion);
  await expect(ask(assertion)).rejects.toMatchObject(refused);
  await expect(ask(assertion, { address: '198.51.100.7' })).rejects.toMatchObject(refused);
});

test('another assertion with the same id opens nothing', async () => {
  await give(own.client, [ed, ec]);
  const jti = randomUUID();
  await ask(await assertionOf(ed, own.client, { jti }));
  await expect(ask(await assertionOf(ec, own.client, { jti, exp: seconds(90) }))).rejects.toMatchObject(refused);
});

test('of the same assertion sent five times at once exactly one opens', async () => {
  await give(own.client, [ed]);
  await makeKey(contextOn(db), vault);
  const assertion = await assertionOf(ed, own.client);
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => ask(assertion)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(outcomes.filter(({ status }) => status === 'rejected')).toMatchObject(Array.from({ length: 4 }, () => ({ reason: refused })));
});

test('keys of one client sign nothing for another, and the same id from another is no repetition', async () => {
  const other = await newClient(office.administrator, vault);
  await give(own.client, [ed]);
  await give(other.client, [ec]);
  const jti = randomUUID();
  await ask(await assertionOf(ed, own.client, { jti }));
  await ask(await assertionOf(ec, other.client, { jti }));
  await expect(ask(await assertionOf(ec, own.client))).rejects.toMatchObject(refused);
});

test.each<[string, () => Asking]>([
  ['together with a secret', () => ({ basic: own })],
  ['together with a wrong secret', () => ({ basic: { ...own, secret: 'enl_wrong' } })],
  ['under the name of another client', () => ({ named: unknown })],
])('a good assertion %s opens nothing, and is still good alone', async (_, asking) => {
  await give(own.client, [ed]);
  const assertion = await assertionOf(ed, own.client);
  await expect(ask(assertion, asking())).rejects.toMatchObject(refused);
  await ask(assertion);
});

test.each<[string, () => Promise<unknown>]>([
  ['replaced', () => give(own.client, [ec], 2)],
  ['replaced by the same', () => give(own.client, [ed], 2)],
  ['replaced by an address', () => giveAddress(own.client, 2)],
  ['taken away', () => removeClientKeys(office.administrator, own.client, 2)],
  ['of a client that is revoked', () => revokeClient(office.administrator, own.client, 2)],
  ['of a client that is suspended', () => updateClient(office.administrator, own.client, 2, { suspended: true })],
])('tokens of keys %s end at once', async (_, change) => {
  await give(own.client, [ed]);
  const token = await askBy(ed);
  await lists(token);
  await change();
  await expect(lists(token)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('a new set of keys opens, the former does not, and secrets are none of its business', async () => {
  const bySecret = await askToken(contextOn(db), vault, { basic: own });
  await give(own.client, [ed]);
  await give(own.client, [ec], 2);
  await expect(askBy(ed)).rejects.toMatchObject(refused);
  await lists(await askBy(ec));
  await removeClientKeys(office.administrator, own.client, 3);
  await expect(askBy(ec)).rejects.toMatchObject(refused);
  expect((await lists(bySecret)).items).toHaveLength(1);
});

test('only its own administrator gives a client keys, and at the version it has', async () => {
  const { administrator: other } = await seedOffice(db);
  const keys = { jwks: { keys: [ed.jwk] } };
  await expect(setClientKeys(other, own.client, 1, keys)).rejects.toMatchObject({ code: 'not-found' });
  await expect(setClientKeys(office.operator, own.client, 1, keys)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(give(own.client, [ed], 7)).rejects.toMatchObject({ code: 'stale' });
  await expect(removeClientKeys(office.administrator, own.client, 1)).rejects.toMatchObject({ code: 'not-found' });
  await expect(askBy(ed)).rejects.toMatchObject(refused);
  await give(own.client, [ed]);
  await expect(removeClientKeys(other, own.client, 2)).rejects.toMatchObject({ code: 'not-found' });
  await askBy(ed);
});

/** An address that serves these sets, one after the other; the last one for good. */
function address(...sets: JSONWebKeySet[]) {
  const asked: [string, boolean][] = [];
  const remote: RemoteKeys = (where, fresh) => {
    asked.push([where, fresh]);
    return Promise.resolve(sets[Math.min(asked.length, sets.length) - 1] ?? { keys: [] });
  };
  return { asked, remote };
}

test('keys at an address open, which is asked for them once', async () => {
  const { body } = await giveAddress(own.client);
  expect(body.keys).toMatchObject({ kids: [], jwksUri: uri });
  const { asked, remote } = address(setOf(ed, ec));
  await lists(await askBy(ec, { remote }));
  expect(asked).toEqual([[uri, false]]);
});

test('a key that has just come to the address opens: the address is asked once more', async () => {
  await giveAddress(own.client);
  const { asked, remote } = address(setOf(ed), setOf(ed, ec));
  await askBy(ec, { remote });
  expect(asked.map(([, fresh]) => fresh)).toEqual([false, true]);
});

test.each<[string, () => ClientKey, boolean[]]>([
  ['a key that is not at the address opens nothing, after asking once more', () => stranger, [false, true]],
  ['a forgery of a key that is there opens nothing, and nobody asks again', () => ({ ...stranger, kid: ed.kid }), [false]],
])('%s', async (_, key, freshness) => {
  await giveAddress(own.client);
  const { asked, remote } = address(setOf(ed));
  await expect(askBy(key(), { remote })).rejects.toMatchObject(refused);
  expect(asked.map(([, fresh]) => fresh)).toEqual(freshness);
});

test.each<[string, () => Promise<JSONWebKeySet>]>([
  ['is out of reach', () => Promise.reject(new TypeError('fetch failed: 10.0.0.7 refused'))],
  ['takes too long', () => Promise.reject(new DOMException('It took 15 s', 'TimeoutError'))],
  ['serves no keys', () => Promise.resolve({ error: 'nothing here' } as unknown as JSONWebKeySet)],
  ['serves nothing', () => Promise.resolve(null as unknown as JSONWebKeySet)],
  ['serves a secret key', () => Promise.resolve({ keys: [{ kty: 'oct', k: 'c2VjcmV0', kid: ed.kid }] })],
  ['serves a broken key', () => Promise.resolve({ keys: [{ kty: 'OKP', crv: 'Ed25519', x: 'AAAA', kid: ed.kid }] })],
  ['serves keys that were replaced meanwhile', () => give(own.client, [ec], 2).then(() => setOf(ed))],
  ['serves the private key as well', () => Promise.resolve({ keys: [{ ...ed.privateJwk, kid: ed.kid }] })],
  ['gives itself up', () => Promise.reject(new joseErrors.JWKSTimeout('10.0.0.7'))],
])('an address that %s opens nothing and is not told why', async (_, remote) => {
  await giveAddress(own.client);
  const refusalOf = (asking: Promise<unknown>) => asking.catch((reason: unknown) => reason) as Promise<Record<string, unknown>>;
  const told = ({ code, detail, headers, errors, cause }: Record<string, unknown>) => ({ code, detail, headers, errors, cause });
  const error = told(await refusalOf(askBy(ed, { remote })));
  expect(error).toMatchObject({ code: 'unauthenticated', cause: undefined });
  expect(error).toEqual(told(await refusalOf(askToken(contextOn(db), vault, { basic: { ...own, secret: 'enl_wrong' } }))));
});

test('a broken key that was given inline opens nothing', async () => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: 'AAAA', kid: 'broken' } as const;
  await setClientKeys(office.administrator, own.client, 1, { jwks: { keys: [jwk] } });
  await expect(ask(await assertionOf({ ...ed, kid: 'broken' }, own.client))).rejects.toMatchObject(refused);
});

test.each<[string, () => unknown]>([
  ['the private part of an Ed25519 key', () => ({ jwks: { keys: [{ ...ed.privateJwk, kid: 'a' }] } })],
  ['the private part of a P-256 key', () => ({ jwks: { keys: [{ ...ec.privateJwk, kid: 'a' }] } })],
  ['the private part of an RSA key', () => ({ jwks: { keys: [{ ...rsa.privateJwk, kid: 'a' }] } })],
  ['an RSA key of 2048 bits', () => ({ jwks: { keys: [{ kty: 'RSA', n: 'x'.repeat(342), e: 'AQAB', kid: 'a' }] } })],
  ['a secret key', () => ({ jwks: { keys: [{ kty: 'oct', k: 'c2VjcmV0', kid: 'a' }] } })],
  ['a key of another curve', () => ({ jwks: { keys: [{ ...ec.jwk, crv: 'P-384' }] } })],
  ['a key for another algorithm', () => ({ jwks: { keys: [{ ...rsa.jwk, alg: 'RS256' }] } })],
  ['a key to encrypt with', () => ({ jwks: { keys: [{ ...ed.jwk, use: 'enc' }] } })],
  ['a key without a kid', () => ({ jwks: { keys: [{ ...ed.jwk, kid: undefined }] } })],
  ['two keys of one kid', () => ({ jwks: { keys: [ed.jwk, { ...ec.jwk, kid: ed.kid }] } })],
  ['no key', () => ({ jwks: { keys: [] } })],
  ['eleven keys', () => ({ jwks: { keys: Array.from({ length: 11 }, (_, kid) => ({ ...ed.jwk, kid: String(kid) })) } })],
  ['keys and an address', () => ({ jwks: { keys: [ed.jwk] }, jwksUri: uri })],
  ['neither keys nor an address', () => ({})],
])('the contract takes no set with %s', (_, body) => {
  expect(ClientKeys.safeParse(body()).success).toBe(false);
});

test('the contract takes the public keys of all three kinds', () => {
  expect(ClientKeys.safeParse({ jwks: { keys: [ed.jwk, ec.jwk, rsa.jwk] } }).error).toBeUndefined();
});

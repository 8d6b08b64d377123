import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { basicCredentials } from '../../../services/identity/basic-credentials.ts';
import { issueSecret, revokeSecret } from '../../../services/identity/client-secrets.ts';
import { createClient, getClient, listClients, revokeClient } from '../../../services/identity/clients.ts';
import { listNetworks } from '../../../services/identity/networks.ts';
import { updateOrganisation } from '../../../services/identity/organisations.ts';
import { makeKey, publicKeys } from '../../../services/identity/signing-keys.ts';
import type { Token } from '../../../shared/contract/identity/tokens.ts';
import { createClient as signIn } from '../../../shared/contract/index.ts';
import { type Context, Replay } from '../../../shared/database/context.ts';
import { clientSecrets, signingKeys } from '../../../shared/database/identity.ts';
import { audit, idempotency, outbox } from '../../../shared/database/journal.ts';
import type { Database } from '../../../shared/database/open.ts';
import {
  type Credentials,
  askToken,
  assertionOf,
  holderOf,
  newClient,
  newClientKey,
  seedOffice,
  testVault,
} from '../../support/credentials.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';
import { seedClient } from '../../support/seed.ts';
import { makeClient, operator as platformOperator, platformUrl } from '../../support/world.ts';

const vault = testVault();
const unknown = '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11';
const day = 86_400_000;

let db: Database;
let organisation: string;
let administrator: Context;
let operator: Context;

beforeEach(async () => {
  db = await ownDatabase();
  ({ organisation, administrator, operator } = await seedOffice(db));
});

const ask = (basic: Credentials, now = new Date()) => askToken(contextOn(db, { now }), vault, { basic });
const lists = (token: Token) => listNetworks(contextOn(db, { principal: holderOf(token) }), { limit: 50 }, null);
const refused = { code: 'unauthenticated' };

/** A client with two live secrets, and the ids of both. */
async function withTwoSecrets() {
  const first = await newClient(administrator, vault);
  const { body } = await issueSecret(administrator, vault.pepper, first.client, 30);
  const { body: client, version } = await getClient(administrator, first.client);
  const [one, two] = client.secrets.map(({ id }) => id);
  return { first, second: { client: first.client, secret: body.secret ?? '' }, ids: [one ?? '', two ?? ''] as const, version };
}

test('a client with its secret gets a ten-minute token for exactly one audience', async () => {
  const credentials = await newClient(administrator, vault);
  const { access_token, expires_in } = await ask(credentials);
  const keys = createLocalJWKSet(await publicKeys({ db, now: new Date() }));
  const { payload } = await jwtVerify(access_token, keys, { typ: 'at+jwt', algorithms: ['EdDSA'] });
  expect(payload).toMatchObject({ iss: vault.origin, aud: vault.origin, sub: credentials.client, organisation });
  expect([expires_in, (payload.exp ?? 0) - (payload.iat ?? 0)]).toEqual([600, 600]);
});

test('a token names the secret that got it', async () => {
  const { first, second, ids } = await withTwoSecrets();
  const tokens = [await ask(first), await ask(second)];
  expect(tokens.map((token) => holderOf(token).credential)).toEqual(ids);
});

test('a token costs one round trip and leaves the time of its secret’s use', async () => {
  const credentials = await newClient(administrator, vault);
  await makeKey(contextOn(db), vault);
  const now = new Date('2026-11-11T11:11:11.000Z');
  const before = db.trips;
  await ask(credentials, now);
  expect(db.trips - before).toBe(1);
  expect((await getClient(administrator, credentials.client)).body.secrets).toMatchObject([{ lastUsedAt: now.toISOString() }]);
});

test('only the secret that was used has a last use', async () => {
  const { second } = await withTwoSecrets();
  await ask(second);
  const { body } = await getClient(administrator, second.client);
  expect(body.secrets.map(({ lastUsedAt }) => lastUsedAt !== null)).toEqual([false, true]);
});

test.each<[string, (good: Credentials) => Credentials]>([
  ['another secret', (good) => ({ ...good, secret: 'enl_wrong' })],
  ['a part of the secret', ({ client, secret }) => ({ client, secret: secret.slice(0, -1) })],
  ['the secret with more after it', ({ client, secret }) => ({ client, secret: `${secret}x` })],
  ['the secret with more after a colon', ({ client, secret }) => ({ client, secret: `${secret}:x` })],
  ['the secret in capitals', ({ client, secret }) => ({ client, secret: secret.toUpperCase() })],
  ['the client id as its secret', ({ client }) => ({ client, secret: client })],
  ['an unknown client', ({ secret }) => ({ client: unknown, secret })],
  ['a client that is no id', ({ secret }) => ({ client: `' or 1=1 --`, secret })],
])('%s opens nothing', async (_, change) => {
  const good = await newClient(administrator, vault);
  await expect(ask(change(good))).rejects.toMatchObject(refused);
});

test('what the database keeps of a secret opens nothing', async () => {
  const { client } = await newClient(administrator, vault);
  const [row] = await db.orm.select().from(clientSecrets).where(eq(clientSecrets.client, client));
  await expect(ask({ client, secret: row?.hash ?? '' })).rejects.toMatchObject(refused);
});

test('a secret of another client or under another pepper opens nothing', async () => {
  const [mine, other] = [await newClient(administrator, vault), await newClient(administrator, vault)];
  await expect(ask({ client: mine.client, secret: other.secret })).rejects.toMatchObject(refused);
  await expect(askToken(contextOn(db), { ...vault, pepper: 'x'.repeat(43) }, { basic: mine })).rejects.toMatchObject(refused);
});

test('a secret under the name of another client opens nothing', async () => {
  const basic = await newClient(administrator, vault);
  await expect(askToken(contextOn(db), vault, { basic, named: unknown })).rejects.toMatchObject(refused);
  expect(await askToken(contextOn(db), vault, { basic, named: basic.client })).toHaveProperty('access_token');
});

test('a wrong secret and an unknown client are answered alike, after as many round trips', async () => {
  const { client } = await newClient(administrator, vault);
  const answer = async (credentials: Credentials) => {
    const before = db.trips;
    const { code, status, detail, headers, errors } = (await ask(credentials).catch((error: unknown) => error)) as Record<string, unknown>;
    return { code, status, detail, headers, errors, trips: db.trips - before };
  };
  const wrong = await answer({ client, secret: 'enl_wrong' });
  expect(await answer({ client: unknown, secret: 'enl_wrong' })).toEqual(wrong);
  expect(wrong).toMatchObject({ code: 'unauthenticated', status: 401, trips: 2 });
});

test('a secret that has expired opens nothing, and leaves room for another', async () => {
  const { first, second } = await withTwoSecrets();
  const later = (days: number) => new Date(Date.now() + days * day);
  await expect(ask(second, later(31))).rejects.toMatchObject(refused);
  await ask(first, later(31));
  const { body } = await issueSecret({ ...administrator, now: later(31) }, vault.pepper, first.client, 365);
  await expect(ask(first, later(366))).rejects.toMatchObject(refused);
  await ask({ client: first.client, secret: body.secret ?? '' }, later(366));
});

test('two secrets live side by side, and a third is refused', async () => {
  const { first, second } = await withTwoSecrets();
  await ask(first);
  await ask(second);
  await expect(issueSecret(administrator, vault.pepper, first.client, 30)).rejects.toMatchObject({ code: 'conflict' });
});

test('of two secrets asked for at once, a client with one gets one', async () => {
  const { client } = await newClient(administrator, vault);
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => issueSecret(administrator, vault.pepper, client, 30)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await db.orm.$count(clientSecrets, eq(clientSecrets.client, client))).toBe(2);
});

test('a revoked secret ends its own tokens at once and no others', async () => {
  const { first, second, ids, version } = await withTwoSecrets();
  const [ended, living] = [await ask(first), await ask(second)];
  await lists(ended);
  await revokeSecret(administrator, first.client, ids[0], version);
  await expect(lists(ended)).rejects.toMatchObject(refused);
  expect((await lists(living)).items).toHaveLength(1);
  await expect(ask(first)).rejects.toMatchObject(refused);
  await ask(second);
});

test('a token ends for writes as well when its secret is revoked', async () => {
  const { client, secret } = await newClient(administrator, vault, 'administrator');
  const by = contextOn(db, { principal: holderOf(await ask({ client, secret })) });
  const { body } = await getClient(administrator, client);
  await revokeSecret(administrator, client, body.secrets[0]?.id ?? '', 1);
  await expect(newClient(by, vault)).rejects.toMatchObject(refused);
});

test('a revoked client gets no more tokens, and those it has end at once', async () => {
  const credentials = await newClient(administrator, vault);
  const token = await ask(credentials);
  await revokeClient(administrator, credentials.client, 1);
  await expect(ask(credentials)).rejects.toMatchObject(refused);
  await expect(lists(token)).rejects.toMatchObject(refused);
});

test('clients of a suspended organisation get no tokens until it is back', async () => {
  const credentials = await newClient(administrator, vault);
  const token = await ask(credentials);
  await updateOrganisation(operator, organisation, 1, { suspended: true });
  await expect(ask(credentials)).rejects.toMatchObject(refused);
  await expect(lists(token)).rejects.toMatchObject(refused);
  await updateOrganisation(operator, organisation, 2, { suspended: false });
  await ask(credentials);
  expect((await lists(token)).items).toHaveLength(1);
});

test('a secret is told once and stored nowhere, and its hash is told nowhere', async () => {
  const keyed = { ...administrator, idempotencyKey: 'k' };
  const { body } = await createClient(keyed, vault.pepper, { organisation, name: 'Portal', role: 'reader' });
  const { body: next } = await issueSecret(administrator, vault.pepper, body.client.id, 30);
  const credentials = { client: body.client.id, secret: body.secret ?? '' };
  const token = await ask(credentials);
  await ask({ ...credentials, secret: 'enl_wrong' }).catch(() => undefined);
  const rows = await db.orm.select().from(clientSecrets).where(eq(clientSecrets.client, credentials.client));
  const journal = await Promise.all([audit, idempotency, outbox].map((table) => db.orm.select().from(table)));
  const answers = [await getClient(administrator, credentials.client), await listClients(administrator, { limit: 50 }, null), token];
  const told = JSON.stringify([journal, answers, decodeJwt(token.access_token)]);
  const kept = JSON.stringify(rows);
  for (const secret of [credentials.secret, next.secret ?? '']) expect([told, kept].some((text) => text.includes(secret))).toBe(false);
  for (const { hash } of rows) expect(told).not.toContain(hash);
});

test('after a rotation the new key signs once every worker can know it, and the old one stays published until its tokens expire', async () => {
  const credentials = await newClient(administrator, vault);
  const kid = async (now: Date) => decodeProtectedHeader((await ask(credentials, now)).access_token).kid;
  const start = new Date();
  const old = await kid(start);
  const rotation = new Date(start.getTime() + 1000);
  const { kid: fresh } = await makeKey(contextOn(db, { now: rotation }), vault);
  const after = (minutes: number) => new Date(rotation.getTime() + minutes * 60_000);
  expect([await kid(after(1)), await kid(after(3))]).toEqual([old, fresh]);
  const published = async (minutes: number) => (await publicKeys({ db, now: after(minutes) })).keys.map((key) => key.kid);
  expect(await published(11)).toEqual([old, fresh]);
  expect(await published(16)).toEqual([fresh]);
});

test('private keys are stored wrapped', async () => {
  await makeKey(contextOn(db), vault);
  const [row] = await db.orm.select().from(signingKeys);
  expect(row?.wrappedKey).not.toContain('"d"');
  expect(JSON.parse(row?.publicKey ?? '')).not.toHaveProperty('d');
});

test.each([null, 'Basic', 'Basic !!!', `Basic ${btoa('only')}`, `Basic ${btoa(':only')}`, `Basic ${btoa('a:%zz')}`, 'Bearer x'])(
  'credentials %s are refused',
  (header) => {
    expect(() => basicCredentials(header)).toThrow(expect.objectContaining(refused));
  },
);

test.each([
  ['a%3Ab:s%2Bt+u', { client: 'a:b', secret: 's+t u' }],
  ['a:b:c', { client: 'a', secret: 'b:c' }],
])('credentials %s are form-decoded', (text, credentials) => {
  expect(basicCredentials(`Basic ${btoa(text)}`)).toEqual(credentials);
});

test('a revoked client does not even get its earlier answers again', async () => {
  const other = contextOn(db, { principal: await seedClient(db, organisation, 'administrator'), idempotencyKey: 'k' });
  const create = () => createClient(other, vault.pepper, { organisation, name: 'Portal', role: 'reader' });
  await create();
  await expect(create()).rejects.toBeInstanceOf(Replay);
  await revokeClient(administrator, other.principal?.client ?? '', 1);
  await expect(create()).rejects.toMatchObject(refused);
});

test.each(['Ed25519', 'ES256', 'PS256'] as const)('on the running platform an assertion by %s opens once', async (kind) => {
  const { body: owner } = await platformOperator().getMe();
  const credential = await makeClient(platformOperator(), owner.organisation, 'OP', 'administrator');
  const [client, by] = [credential.clientId, signIn({ baseUrl: platformUrl(), ...credential })];
  const key = await newClientKey(kind);
  const { etag } = await by.getClient({ params: { id: client } });
  await by.setClientKeys({ params: { id: client }, ifMatch: etag ?? '', body: { jwks: { keys: [key.jwk] } } });
  const assertion = await assertionOf(key, client, { aud: `${platformUrl()}/oauth/token` });
  const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
  const body = () =>
    new URLSearchParams({ grant_type: 'client_credentials', client_assertion_type: type, client_assertion: assertion, client_id: client });
  const send = () => fetch(`${platformUrl()}/oauth/token`, { method: 'POST', body: body() });
  const { access_token } = (await (await send()).json()) as Token;
  const me = await fetch(`${platformUrl()}/v1/me`, { headers: { Authorization: `Bearer ${access_token}` } });
  expect([me.status, await me.json()]).toMatchObject([200, { client }]);
  const again = await send();
  expect([again.status, await again.json()]).toMatchObject([401, { error: 'invalid_client' }]);
});

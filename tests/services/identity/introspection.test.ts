import { decodeJwt } from 'jose';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { getClient, revokeClient, updateClient } from '../../../services/identity/clients.ts';
import { revokeSecret } from '../../../services/identity/client-secrets.ts';
import { introspectToken } from '../../../services/identity/introspection.ts';
import { updateOrganisation } from '../../../services/identity/organisations.ts';
import { introspection, Introspection } from '../../../shared/contract/identity/introspection.ts';
import { contracts } from '../../../shared/contract/contracts.ts';
import type { Database } from '../../../shared/database/open.ts';
import { type Credentials, askToken, newClient, seedOffice, testVault } from '../../support/credentials.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';
import { operator, platformUrl } from '../../support/world.ts';

const vault = testVault();

let db: Database;
let office: Awaited<ReturnType<typeof seedOffice>>;
let credentials: Credentials;

// One database for the file: an isolate keeps the keys of one platform for a minute. Each test has an organisation of its own there.
beforeAll(async () => {
  db = await ownDatabase();
});
beforeEach(async () => {
  office = await seedOffice(db);
  credentials = await newClient(office.administrator, vault, 'validator');
});

const introspect = (token: string) => introspectToken(contextOn(db), vault.origin, token);
const tokenAt = async (now = new Date()) => (await askToken(contextOn(db, { now }), vault, { basic: credentials })).access_token;

test('a live token is told with its client, organisation, role and end', async () => {
  const token = await tokenAt();
  const { client } = credentials;
  const told = await introspect(token);
  expect(told).toEqual({
    active: true,
    client_id: client,
    sub: client,
    organisation: office.organisation,
    role: 'validator',
    token_type: 'Bearer',
    exp: decodeJwt(token).exp,
  });
  expect(Introspection.parse(told)).toEqual(told);
});

test('the role is the one that the client has now', async () => {
  const token = await tokenAt();
  await updateClient(office.administrator, credentials.client, 1, { role: 'reader' });
  expect(await introspect(token)).toMatchObject({ active: true, role: 'reader' });
});

test.each(['', 'garbage', 'a.b.c', 'a.b', 'a b\r\nc', 'ключ.é.€', '\u0000', 'x'.repeat(4096), 'Bearer a.b.c'])(
  'of %j it only says that it is not active',
  async (token) => {
    expect(await introspect(token)).toEqual({ active: false });
  },
);

test('a token that has expired is not active', async () => {
  expect(await introspect(await tokenAt(new Date(Date.now() - 601_000)))).toEqual({ active: false });
});

test('a token with anything changed in it is not active', async () => {
  const [header, payload, signature] = (await tokenAt()).split('.');
  const claims = { ...decodeJwt(await tokenAt()), organisation: 'another' };
  const forged = Buffer.from(JSON.stringify(claims)).toString('base64url');
  expect(await introspect(`${header}.${forged}.${signature}`)).toEqual({ active: false });
  expect(await introspect(`${header}.${payload}.${signature}x`)).toEqual({ active: false });
});

const endings: [string, () => Promise<unknown>][] = [
  ['client is revoked', () => revokeClient(office.administrator, credentials.client, 1)],
  ['client is suspended', () => updateClient(office.administrator, credentials.client, 1, { suspended: true })],
  ['organisation is suspended', () => updateOrganisation(office.operator, office.organisation, 1, { suspended: true })],
  ['secret is revoked', revokeItsSecret],
];

async function revokeItsSecret() {
  const { body, version } = await getClient(office.administrator, credentials.client);
  await revokeSecret(office.administrator, credentials.client, body.secrets[0]?.id ?? '', version);
}

test.each(endings)('a token whose %s is not active any more', async (_, end) => {
  const token = await tokenAt();
  expect(await introspect(token)).toMatchObject({ active: true });
  await end();
  expect(await introspect(token)).toEqual({ active: false });
});

test('a database that is silent is no reason to call a token dead', async () => {
  const token = await tokenAt();
  const silent = { ...db, client: { batch: () => Promise.reject(new TypeError('fetch failed')) } } as unknown as Database;
  const asked = () => introspectToken(contextOn(silent), vault.origin, token);
  try {
    // The keys that the isolate has kept are too old by then.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
    await expect(asked()).rejects.toMatchObject({ code: 'unavailable' });
  } finally {
    vi.useRealTimers();
  }
  await introspect(token);
  await expect(asked()).rejects.toMatchObject({ code: 'unavailable' });
});

const spellings = ['/oauth/introspect', '/oauth/introspect/', '//oauth/introspect', '/oauth/introspec%74', '/oauth%2Fintrospect'];
const detours = ['/oauth/token/%2e%2e/introspect', '/oauth/token/..%2Fintrospect'];

test.each([...spellings, ...detours, '/OAUTH/introspect', '/oauth/introspect?x'])('from outside, %s is not there', async (path) => {
  const post = async (where: string) => {
    const body = new URLSearchParams({ token: await tokenAt() });
    const response = await fetch(`${platformUrl()}${where}`, { method: 'POST', body });
    const { instance: _instance, requestId: _requestId, ...problem } = (await response.json()) as Record<string, unknown>;
    return { status: response.status, type: response.headers.get('content-type'), problem };
  };
  expect(await post(path)).toEqual(await post('/oauth/no-such-path'));
  expect(await post(path)).toMatchObject({ status: 404, problem: { type: '/problems/not-found' } });
});

test('neither the operator’s token nor another method finds it, and no document names it', async () => {
  await operator().getMe();
  for (const method of ['GET', 'OPTIONS', 'PUT']) {
    expect((await fetch(`${platformUrl()}/oauth/introspect`, { method })).status).toBe(404);
  }
  for (const path of ['/openapi.json', '/.well-known/oauth-authorization-server', '/.well-known/api-catalog']) {
    expect(await (await fetch(`${platformUrl()}${path}`)).text()).not.toContain('introspect');
  }
  expect(Object.keys(contracts.identity)).not.toContain(Object.keys(introspection)[0]);
});

import { expect, test } from 'vitest';
import { documentAlertSchemaPath } from '../../shared/contract/specimens/stix/extension.ts';
import { operator, platformUrl } from '../support/world.ts';

const documents = [
  '/.well-known/security.txt',
  '/.well-known/api-catalog',
  '/.well-known/oauth-authorization-server',
  '/.well-known/jwks.json',
  '/.well-known/webhook-jwks.json',
  documentAlertSchemaPath,
];
const security = {
  'strict-transport-security': /^max-age=\d{8,}; includeSubDomains$/,
  'content-security-policy': /default-src 'none'.*frame-ancestors 'none'/,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^no-referrer$/,
  'x-frame-options': /^DENY$/,
};

const ask = (path: string, init: RequestInit = {}) => fetch(`${platformUrl()}${path}`, init);
const read = async <Body>(path: string) => (await (await ask(path)).json()) as Body;

test.each(documents)('anyone and any page may read %s, and keep it for a while', async (path) => {
  for (const method of ['GET', 'HEAD']) {
    const { status, headers } = await ask(path, { method, headers: { Origin: 'https://portal.example' } });
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('cache-control')).toMatch(/^public, max-age=\d+/);
  }
});

test('security.txt says whom to tell, until when it holds and where it lives (RFC 9116)', async () => {
  const response = await ask('/.well-known/security.txt');
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  const text = await response.text();
  const fields = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/: (.*)/s));
  const valuesOf = (name: string) => fields.filter(([field]) => field === name).map(([, value]) => value ?? '');
  expect(valuesOf('Contact')[0]).toMatch(/^(mailto:|https:\/\/|tel:)/);
  expect(valuesOf('Canonical')).toEqual([`${platformUrl()}/.well-known/security.txt`]);
  expect(valuesOf('Expires')).toHaveLength(1);
  const daysLeft = (Date.parse(valuesOf('Expires')[0] ?? '') - Date.now()) / 86_400_000;
  expect(daysLeft).toBeGreaterThan(30);
  expect(daysLeft).toBeLessThan(365);
});

test('api-catalog is a linkset that leads to the contract, its pages and the state (RFC 9727)', async () => {
  const response = await ask('/.well-known/api-catalog');
  expect(response.headers.get('content-type')).toMatch(/^application\/linkset\+json/);
  const { linkset } = (await response.json()) as { linkset: { [relation: string]: { href: string }[] }[] };
  const told = ['service-desc', 'service-doc', 'status'].map((relation) => linkset[0]?.[relation]?.[0]?.href ?? relation);
  expect(await Promise.all(told.map(async (href) => (await fetch(href)).status))).toEqual([200, 200, 200]);
});

test('oauth-authorization-server says what RFC 8414 requires, and says it truly', async () => {
  const said = await read<Record<string, string & string[]>>('/.well-known/oauth-authorization-server');
  expect(said['issuer']).toBe(platformUrl());
  expect(said['response_types_supported']).toEqual([]);
  expect(said['grant_types_supported']).toEqual(['client_credentials']);
  expect(said['token_endpoint_auth_methods_supported']).toContain('client_secret_basic');
  expect((await fetch(said['jwks_uri'] ?? '')).status).toBe(200);
  expect((await fetch(said['token_endpoint'] ?? '', { method: 'POST' })).status).not.toBe(404);
});

test('the extension of STIX has its JSON Schema where its definition says', async () => {
  const { headers } = await ask(documentAlertSchemaPath);
  expect(headers.get('content-type')).toBe('application/schema+json');
  const { $id } = await read<{ $id: string }>(documentAlertSchemaPath);
  expect($id).toBe(`${platformUrl()}${documentAlertSchemaPath}`);
});

test('jwks.json shows a key that signs, and only its public members', async () => {
  await operator().getMe();
  const { keys } = await read<{ keys: Record<string, string>[] }>('/.well-known/jwks.json');
  expect(keys.length).toBeGreaterThan(0);
  for (const key of keys) expect(Object.keys(key).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
});

test('webhook-jwks.json is a key set without private members', async () => {
  const { keys } = await read<{ keys: Record<string, string>[] }>('/.well-known/webhook-jwks.json');
  expect(Array.isArray(keys)).toBe(true);
  expect(keys.filter((key) => 'd' in key)).toEqual([]);
});

test.each([
  ['a page', '/', {}],
  ['an asset', '/docs/swagger-ui.css', {}],
  ['a missing address', '/nowhere', {}],
  ['a missing document', '/.well-known/nowhere', {}],
  ['a call without a token', '/v1/plans', {}],
  ['a wrong method', '/.well-known/jwks.json', { method: 'DELETE' }],
  ['a refused token request', '/oauth/token', { method: 'POST' }],
  ['a preflight', '/readyz', { method: 'OPTIONS' }],
] as [string, string, RequestInit][])('%s carries the security headers', async (_, path, init) => {
  const { headers } = await ask(path, init);
  const weak = Object.entries(security).filter(([name, value]) => !value.test(headers.get(name) ?? ''));
  expect(weak).toEqual([]);
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test('what only a member may read is open to no page of another origin', async () => {
  const { headers } = await ask('/v1/plans', { headers: { Origin: 'https://portal.example' } });
  expect(headers.get('access-control-allow-origin')).toBeNull();
  expect(headers.get('cache-control')).toBe('no-store');
});

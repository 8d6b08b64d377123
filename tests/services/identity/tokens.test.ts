import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { randomBytes } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { issueSecret, revokeSecret } from '../../../services/identity/client-secrets.ts';
import { createClient, getClient, revokeClient } from '../../../services/identity/clients.ts';
import { makeKey, publicKeys } from '../../../services/identity/signing-keys.ts';
import { basicCredentials, issueToken } from '../../../services/identity/tokens.ts';
import type { Vault } from '../../../services/identity/vault.ts';
import type { Role } from '../../../shared/contract/access.ts';
import { type Context, Replay } from '../../../shared/database/context.ts';
import { clientSecrets, signingKeys } from '../../../shared/database/identity.ts';
import { idempotency } from '../../../shared/database/journal.ts';
import type { Database } from '../../../shared/database/open.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';
import { seedClient, seedNetwork, seedOrganisation } from '../../support/seed.ts';

const vault: Vault = {
  pepper: randomBytes(32).toString('base64url'),
  wrappingKey: randomBytes(32).toString('base64url'),
  origin: 'https://enlace.example',
  durability: 'full',
};

let db: Database;
let organisation: string;
let administrator: Context;

beforeEach(async () => {
  db = await ownDatabase();
  organisation = await seedOrganisation(db, [{ network: await seedNetwork(db), as: 'member' }]);
  administrator = contextOn(db, { principal: await seedClient(db, organisation, 'administrator') });
});

const make = async (role: Role = 'officer') => {
  const { body } = await createClient(administrator, vault.pepper, { organisation, name: 'Portal', role });
  return { client: body.client.id, secret: body.secret ?? '' };
};

test('a client with its secret gets a ten-minute token for exactly one audience', async () => {
  const credentials = await make();
  const { access_token, expires_in } = await issueToken(contextOn(db), vault, credentials);
  const keys = createLocalJWKSet(await publicKeys({ db, now: new Date() }));
  const { payload } = await jwtVerify(access_token, keys, { typ: 'at+jwt', algorithms: ['EdDSA'] });
  expect(payload).toMatchObject({ iss: vault.origin, aud: vault.origin, sub: credentials.client, organisation });
  expect([expires_in, (payload.exp ?? 0) - (payload.iat ?? 0)]).toEqual([600, 600]);
});

test('a token costs one round trip and leaves the time of its secret’s use', async () => {
  const credentials = await make();
  await makeKey(contextOn(db), vault);
  const before = db.trips;
  await issueToken(contextOn(db), vault, credentials);
  expect(db.trips - before).toBe(1);
  expect((await getClient(administrator, credentials.client)).body.secrets).toMatchObject([
    { lastUsedAt: expect.stringMatching(/Z$/) as string },
  ]);
});

test.each([
  ['another secret', (good: { client: string }) => ({ ...good, secret: 'enl_wrong' })],
  ['another client', (good: { secret: string }) => ({ ...good, client: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11' })],
])('%s opens nothing', async (_, change) => {
  const good = await make();
  await expect(issueToken(contextOn(db), vault, { ...good, ...change(good) })).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('a secret that has expired opens nothing', async () => {
  const credentials = await make();
  const nextYear = contextOn(db, { now: new Date(Date.now() + 366 * 86_400_000) });
  await expect(issueToken(nextYear, vault, credentials)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('two secrets live side by side, a third is refused, a revoked one opens nothing', async () => {
  const first = await make();
  const { body: second } = await issueSecret(administrator, vault.pepper, first.client, 30);
  await issueToken(contextOn(db), vault, first);
  await issueToken(contextOn(db), vault, { client: first.client, secret: second.secret ?? '' });
  await expect(issueSecret(administrator, vault.pepper, first.client, 30)).rejects.toMatchObject({ code: 'conflict' });
  const { body, version } = await getClient(administrator, first.client);
  await revokeSecret(administrator, first.client, body.secrets[0]?.id ?? '', version);
  await expect(issueToken(contextOn(db), vault, first)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('a revoked client gets no more tokens', async () => {
  const credentials = await make();
  await revokeClient(administrator, credentials.client, 1);
  await expect(issueToken(contextOn(db), vault, credentials)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('no secret is stored in the clear, not even in the answers kept for repeats', async () => {
  const keyed = { ...administrator, idempotencyKey: 'k' };
  const { body } = await createClient(keyed, vault.pepper, { organisation, name: 'Portal', role: 'reader' });
  const stored = JSON.stringify([await db.orm.select().from(clientSecrets), await db.orm.select().from(idempotency)]);
  expect(stored).not.toContain(body.secret);
});

test('after a rotation the new key signs once every worker can know it, and the old one stays published until its tokens expire', async () => {
  const credentials = await make();
  const kid = async (now: Date) => decodeProtectedHeader((await issueToken(contextOn(db, { now }), vault, credentials)).access_token).kid;
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

test('private keys are stored wrapped, and only the right key unwraps them', async () => {
  await makeKey(contextOn(db), vault);
  const [row] = await db.orm.select().from(signingKeys);
  expect(row?.wrappedKey).not.toContain('"d"');
  expect(JSON.parse(row?.publicKey ?? '')).not.toHaveProperty('d');
});

test.each([null, 'Basic', 'Basic !!!', `Basic ${btoa('only')}`, `Basic ${btoa('a:%zz')}`, 'Bearer x'])(
  'credentials %s are refused',
  (header) => {
    expect(() => basicCredentials(header)).toThrow(expect.objectContaining({ code: 'unauthenticated' }));
  },
);

test('credentials are form-decoded', () => {
  expect(basicCredentials(`Basic ${btoa('a%3Ab:s%2Bt+u')}`)).toEqual({ client: 'a:b', secret: 's+t u' });
});

test('a revoked client does not even get its earlier answers again', async () => {
  const other = contextOn(db, { principal: await seedClient(db, organisation, 'administrator'), idempotencyKey: 'k' });
  const create = () => createClient(other, vault.pepper, { organisation, name: 'Portal', role: 'reader' });
  await create();
  await expect(create()).rejects.toBeInstanceOf(Replay);
  await revokeClient(administrator, other.principal?.client ?? '', 1);
  await expect(create()).rejects.toMatchObject({ code: 'unauthenticated' });
});

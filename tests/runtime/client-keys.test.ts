import { type JWK, SignJWT, exportJWK, generateKeyPair } from 'jose';
import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOperator } from '../../scripts/operator.ts';
import { startPlatform } from '../support/start-platform.ts';
import { waitUntilReady } from '../../scripts/platform/ready.ts';
import { createClient } from '../../shared/contract/index.ts';
import { makeWorld, platformUrl, usePlatform } from '../support/world.ts';

const published: { keys: JWK[] } = { keys: [] };
const server = createServer((_, response) => response.end(JSON.stringify(published)));
const end: (() => unknown)[] = [];
let address: string;

/** The one origin on this machine that the platform may call, as it would a portal's public address. */
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const dataDir = mkdtempSync(join(tmpdir(), 'enlace-keys-'));
  const platform = await startPlatform({ dataDir, port: 0, overrides: { ALLOWED_ORIGINS: address } });
  end.push(
    platform.stop,
    () => rmSync(dataDir, { recursive: true, force: true }),
    () => server.close(),
  );
  await waitUntilReady(platform.url);
  const operator = await createOperator({ url: platform.databaseUrl }, platform.secrets['PEPPER'] ?? '');
  usePlatform({ url: platform.url, databaseUrl: platform.databaseUrl, operator });
});
afterAll(async () => {
  for (const act of end) await act();
});

async function newKey() {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const kid = uuid();
  published.keys.push({ ...(await exportJWK(publicKey)), kid, alg: 'ES256', x5t: 'of no concern' } as JWK);
  const sign = (client: string) => (audience: string) =>
    new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', kid })
      .setIssuer(client)
      .setSubject(client)
      .setAudience(audience)
      .setJti(uuid())
      .setExpirationTime('1 minute')
      .sign(privateKey);
  return sign;
}

test('a portal signs in with keys at an address of its own', async () => {
  const { MEX } = await makeWorld();
  const id = MEX.credentials.reader.clientId;
  const by = MEX.clients.administrator;
  const first = await newKey();
  const { body } = await by.setClientKeys({ params: { id }, ifMatch: '"1"', body: { jwksUri: `${address}/jwks.json` } });
  expect(body.keys).toMatchObject({ jwksUri: `${address}/jwks.json`, kids: [], lastUsedAt: null });
  const portal = createClient({ baseUrl: platformUrl(), clientId: id, assertion: first(id) });
  expect((await portal.getMe()).body).toMatchObject({ client: id, role: 'reader' });
  expect((await by.getClient({ params: { id } })).body.keys?.lastUsedAt).toMatch(/Z$/);
});

test.each(['http://portal.example/jwks.json', 'https://127.0.0.1/jwks.json', 'https://portal.example:8443/', 'https://localhost/'])(
  '%s is no address for keys',
  async (jwksUri) => {
    const { MEX } = await makeWorld();
    const id = MEX.credentials.reader.clientId;
    const refused = MEX.clients.administrator.setClientKeys({ params: { id }, ifMatch: '"1"', body: { jwksUri } });
    await expect(refused).rejects.toMatchObject({ code: 'unprocessable', status: 422 });
  },
);

test('an address that gives no key set is not the client’s fault: it is told so, and not counted as a wrong credential', async () => {
  const { MEX } = await makeWorld();
  const id = MEX.credentials.reader.clientId;
  const jwksUri = 'https://nowhere.example/jwks.json';
  await MEX.clients.administrator.setClientKeys({ params: { id }, ifMatch: '"1"', body: { jwksUri } });
  const assertion = await (await newKey())(id)(platformUrl());
  const ask = () =>
    fetch(new URL('/oauth/token', platformUrl()), {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
      }),
    });
  const statuses = [];
  for (let count = 0; count < 12; count += 1) statuses.push((await ask()).status);
  expect(new Set(statuses)).toEqual(new Set([503]));
});

import { beforeEach, expect, test } from 'vitest';
import { issueSecret } from '../../../services/identity/client-secrets.ts';
import { getClient, revokeClient, updateClient } from '../../../services/identity/clients.ts';
import { listNetworks } from '../../../services/identity/networks.ts';
import type { Token } from '../../../shared/contract/identity/tokens.ts';
import { type Context, Replay } from '../../../shared/database/context.ts';
import { audit } from '../../../shared/database/journal.ts';
import type { Database } from '../../../shared/database/open.ts';
import { type Credentials, askToken, holderOf, newClient, seedOffice, testVault } from '../../support/credentials.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';

const vault = testVault();

let db: Database;
let office: Awaited<ReturnType<typeof seedOffice>>;
let credentials: Credentials;

beforeEach(async () => {
  db = await ownDatabase();
  office = await seedOffice(db);
  credentials = await newClient(office.administrator, vault);
});

const ask = () => askToken(contextOn(db), vault, { basic: credentials });
const lists = (token: Token) => listNetworks(contextOn(db, { principal: holderOf(token) }), { limit: 50 }, null);
const suspend = (by: Context, suspended = true, version = 1) => updateClient(by, credentials.client, version, { suspended });
const refused = { code: 'unauthenticated' };

test('its administrator shuts a client out at once, and lets it in again', async () => {
  const token = await ask();
  expect((await suspend(office.administrator)).body.suspended).toBe(true);
  await expect(lists(token)).rejects.toMatchObject(refused);
  await expect(ask()).rejects.toMatchObject(refused);
  expect((await suspend(office.administrator, false, 2)).body.suspended).toBe(false);
  expect((await lists(token)).items).toHaveLength(1);
  await ask();
});

test('a suspended client can neither write nor get its earlier answers again', async () => {
  const admin = await newClient(office.administrator, vault, 'administrator');
  const principal = holderOf(await askToken(contextOn(db), vault, { basic: admin }));
  const by = contextOn(db, { principal, idempotencyKey: 'k' });
  await newClient(by, vault);
  await expect(newClient(by, vault)).rejects.toBeInstanceOf(Replay);
  await updateClient(office.administrator, admin.client, 1, { suspended: true });
  await expect(newClient(by, vault)).rejects.toMatchObject(refused);
  await expect(updateClient({ ...by, idempotencyKey: null }, admin.client, 2, { suspended: false })).rejects.toMatchObject(refused);
});

test('a suspended client keeps its secrets, and may be given another for its return', async () => {
  await suspend(office.administrator);
  const { body } = await issueSecret(office.administrator, vault.pepper, credentials.client, 30);
  await expect(askToken(contextOn(db), vault, { basic: { ...credentials, secret: body.secret ?? '' } })).rejects.toMatchObject(refused);
  expect((await getClient(office.administrator, credentials.client)).body.secrets).toHaveLength(2);
});

test('a revoked client does not come back by being readmitted', async () => {
  const token = await ask();
  await revokeClient(office.administrator, credentials.client, 1);
  await suspend(office.administrator, false, 2);
  await expect(ask()).rejects.toMatchObject(refused);
  await expect(lists(token)).rejects.toMatchObject(refused);
});

test('an administrator of another organisation does not even see the client', async () => {
  const { administrator: other } = await seedOffice(db);
  await expect(suspend(other)).rejects.toMatchObject({ code: 'not-found' });
  expect(await ask()).toHaveProperty('access_token');
});

test('an operator neither suspends a client of another organisation, nor renames it, nor changes its role: it revokes it', async () => {
  const change = (patch: Parameters<typeof updateClient>[3]) => updateClient(office.operator, credentials.client, 1, patch);
  await expect(change({ name: 'Another' })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(change({ suspended: true })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(change({ role: 'reader' })).rejects.toMatchObject({ code: 'forbidden' });
  await ask();
  await revokeClient(office.operator, credentials.client, 1);
  await expect(ask()).rejects.toMatchObject(refused);
});

test('a suspension at another version is stale, and a good one is in the audit of the client’s organisation', async () => {
  await expect(suspend(office.administrator, true, 7)).rejects.toMatchObject({ code: 'stale' });
  await suspend(office.administrator);
  const rows = await db.orm.select().from(audit);
  expect(rows.at(-1)).toMatchObject({
    action: 'client:edit',
    client: office.administrator.principal?.client,
    subject: credentials.client,
    source: office.organisation,
  });
});

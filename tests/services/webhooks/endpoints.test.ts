import { expect, test } from 'vitest';
import { deleteEndpoint, updateEndpoint } from '../../../services/webhooks/endpoints/endpoint-changes.ts';
import { testEndpoint } from '../../../services/webhooks/endpoints/endpoint-test.ts';
import { assertUrl, createEndpoint, getEndpoint, listEndpoints } from '../../../services/webhooks/endpoints/endpoints.ts';
import { revokeEndpointSecret, rotateEndpointSecret } from '../../../services/webhooks/endpoints/secrets.ts';
import { verifyEndpoint } from '../../../services/webhooks/endpoints/verification.ts';
import { relay } from '../../../services/webhooks/relay/relay.ts';
import type { Context } from '../../../shared/database/context.ts';
import { outbox } from '../../../shared/database/journal.ts';
import { webhookDeliveries, webhookSecrets } from '../../../shared/database/webhooks.ts';
import { seedNetwork, seedOrganisation } from '../../support/seed.ts';
import { tell } from '../../support/webhooks.ts';
import { type Office, ownOffice, provedEndpoint } from './office.ts';

const page = { limit: 50 };
const another = '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11';

test('an administrator names an address of its organisation, which has to be proved', async () => {
  const { by, vault, input, organisation, network } = await ownOffice();
  const { body, location } = await createEndpoint(by, vault, input({ network, description: { es: 'Portal' }, inOrder: true }));
  const { endpoint, secret } = body;
  expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
  expect(location).toBe(`/v1/webhook-endpoints/${endpoint.id}`);
  expect(endpoint).toMatchObject({ organisation, network, types: ['plans.*'], description: { es: 'Portal' }, inOrder: true });
  expect(endpoint).toMatchObject({ state: 'unproved', reason: null, provedAt: null, silent: false, gap: null });
  expect(await getEndpoint(by, endpoint.id)).toEqual({ body: endpoint, version: 1 });
  expect((await listEndpoints(by, page, null)).items).toEqual([endpoint]);
});

test('endpoints are listed, the oldest first, page by page and by their state', async () => {
  const office = await ownOffice();
  const ids = [(await office.make()).id, await provedEndpoint(office), (await office.make()).id];
  const listed = async (filter: object, after: [string] | null = null) => {
    const { items, next } = await listEndpoints(office.by, { ...page, ...filter }, after);
    return { ids: items.map(({ id }) => id), next };
  };
  expect(await listed({})).toEqual({ ids, next: null });
  const first = await listed({ limit: 2 });
  expect(await listed({ limit: 2 }, first.next as [string])).toEqual({ ids: ids.slice(2), next: null });
  expect((await listed({ state: 'active' })).ids).toEqual([ids[1]]);
});

const changes: [string, (context: Context, id: string, office: Office) => Promise<unknown>][] = [
  ['read', (context, id) => getEndpoint(context, id)],
  ['changed', (context, id) => updateEndpoint(context, id, 1, { inOrder: true })],
  ['deleted', (context, id) => deleteEndpoint(context, id, 1)],
  ['verified', (context, id, { vault }) => verifyEndpoint(context, vault, id, 'challenge')],
  ['tested', (context, id) => testEndpoint(context, id)],
  ['given a secret', (context, id, { vault }) => rotateEndpointSecret(context, vault, id, 72)],
  ['relieved of a secret', (context, id) => revokeEndpointSecret(context, id, another, 1)],
];

test.each(changes)(
  'an endpoint is not %s by other roles, other organisations or the operator: to them it is not there',
  async (_, change) => {
    const office = await ownOffice();
    const { as, make, db, network, receipts } = office;
    const { id } = await make();
    const neighbour = await seedOrganisation(db, [{ network, as: 'secretariat' }]);
    const others = [as('reader'), as('officer'), as('validator'), as('administrator', neighbour), as('operator', neighbour)];
    for (const context of await Promise.all(others)) {
      await expect(change(context, id, office)).rejects.toMatchObject({ code: 'not-found' });
      expect((await listEndpoints(context, page, null)).items).toEqual([]);
    }
    await expect(change(await as('administrator'), another, office)).rejects.toMatchObject({ code: 'not-found' });
    expect(receipts).toEqual([]);
  },
);

test.each(['reader', 'officer', 'validator', 'operator'] as const)('a %s makes none', async (role) => {
  const { as, make } = await ownOffice();
  await expect(make({}, await as(role))).rejects.toMatchObject({ code: 'forbidden' });
});

test('an organisation has fifty of them at most', async () => {
  const { by, make, db, as } = await ownOffice();
  const ids: string[] = [];
  for (let count = 0; count < 50; count += 1) ids.push((await make()).id);
  await expect(make()).rejects.toMatchObject({ code: 'conflict' });
  await make({}, await as('administrator', await seedOrganisation(db)));
  await deleteEndpoint(by, ids[0] ?? '', 1);
  await make();
});

test('its network is one in which the organisation is today', async () => {
  const { db, by, make, as, network } = await ownOffice();
  const left = await seedNetwork(db);
  const former = await as(
    'administrator',
    await seedOrganisation(db, [
      { network, as: 'member' },
      { network: left, as: 'member', to: '2020-01-01' },
    ]),
  );
  const refused = { code: 'unprocessable', errors: [{ pointer: '/body/network' }] };
  await expect(make({ network: left }, former)).rejects.toMatchObject(refused);
  await expect(make({ network: another })).rejects.toMatchObject(refused);
  const { id } = await make({ network });
  await expect(updateEndpoint(by, id, 1, { network: left })).rejects.toMatchObject(refused);
  expect((await updateEndpoint(by, id, 1, { network: null })).body.network).toBeNull();
  expect((await updateEndpoint(by, id, 2, { network })).body.network).toBe(network);
});

test.each(['http://portal.example.org/', 'https://127.0.0.1/', 'https://portal.example.org:8443/', 'https://a:b@portal.example.org/', 'x'])(
  'the address %s is refused by its field',
  async (url) => {
    const { vault } = await ownOffice();
    await expect(assertUrl(vault, url)).rejects.toMatchObject({ code: 'unprocessable', errors: [{ pointer: '/body/url' }] });
  },
);

test('a public address, and none at all, are not refused', async () => {
  const { vault } = await ownOffice();
  for (const url of ['https://portal.example.org/enlace', undefined]) await expect(assertUrl(vault, url)).resolves.toBeUndefined();
});

test('a change leaves the rest as it was, once', async () => {
  const office = await ownOffice();
  const id = await provedEndpoint(office);
  const before = (await getEndpoint(office.by, id)).body;
  const after = await updateEndpoint(office.by, id, 1, { types: ['identity.*'], description: { es: 'Otro' } });
  expect(after).toEqual({ body: { ...before, types: ['identity.*'], description: { es: 'Otro' } }, version: 2 });
  expect(await getEndpoint(office.by, id)).toEqual(after);
  await expect(updateEndpoint(office.by, id, 1, { inOrder: true })).rejects.toMatchObject({ code: 'stale' });
  await expect(deleteEndpoint(office.by, id, 1)).rejects.toMatchObject({ code: 'stale' });
});

test('another address has to be proved anew; the same one again changes nothing', async () => {
  const office = await ownOffice();
  const id = await provedEndpoint(office);
  const { url, provedAt } = (await getEndpoint(office.by, id)).body;
  expect((await updateEndpoint(office.by, id, 1, { url })).body).toMatchObject({ url, state: 'active', provedAt, gap: null });
  const moved = { url: `${url}/other` };
  expect((await updateEndpoint(office.by, id, 2, moved)).body).toMatchObject({ ...moved, state: 'unproved', provedAt: null });
  await expect(updateEndpoint(office.by, id, 3, { state: 'active' })).rejects.toMatchObject({ code: 'endpoint-unproved' });
});

test('one that is disabled keeps its reason, and moves to another address without one', async () => {
  const office = await ownOffice();
  const id = await provedEndpoint(office);
  await office.set(id, { state: 'disabled', reason: 'gone', gapSince: '2026-01-01T00:00:00.000Z' });
  expect((await updateEndpoint(office.by, id, 1, { state: 'disabled' })).body).toMatchObject({ state: 'disabled', reason: 'gone' });
  const other = { url: 'https://portal.example.org/other' };
  await expect(updateEndpoint(office.by, id, 2, { ...other, state: 'active' })).rejects.toMatchObject({ code: 'endpoint-unproved' });
  expect((await updateEndpoint(office.by, id, 2, other)).body).toMatchObject({ state: 'unproved', reason: null });
  const both = { url: 'https://portal.example.org/third', state: 'disabled' } as const;
  expect((await updateEndpoint(office.by, id, 3, both)).body).toMatchObject({ state: 'disabled', reason: 'byHand', provedAt: null });
});

test('one that never proved itself is not taken up', async () => {
  const { by, make } = await ownOffice();
  const { id } = await make();
  await expect(updateEndpoint(by, id, 1, { state: 'active' })).rejects.toMatchObject({ code: 'endpoint-unproved' });
  await expect(testEndpoint(by, id)).rejects.toMatchObject({ code: 'endpoint-unproved' });
});

test('taken up again, it forgets its failures and shows what it missed, of what it takes and may see', async () => {
  const office = await ownOffice();
  const { by, db, network, set } = office;
  const id = await provedEndpoint(office);
  await set(id, { failingSince: '2026-01-01T00:00:00.000Z', warned: 24, heldUntil: '2126-01-01T00:00:00.000Z' });
  await tell(db, { network });
  expect((await updateEndpoint(by, id, 1, { state: 'disabled' })).body).toMatchObject({ state: 'disabled', reason: 'byHand', gap: null });
  const missed = await tell(db, { network });
  await tell(db, { network, type: 'identity.group.changed', data: { group: another } });
  await tell(db, { network, audience: 'governments', tlp: 'GREEN' });
  await tell(db, { network, audience: 'organisation', organisation: another });
  await tell(db, { network: await seedNetwork(db) });
  await tell(db, { network, type: 'webhooks.heartbeat.sent', subject: id, data: { endpoint: id } });
  const { body } = await updateEndpoint(by, id, 2, { state: 'active' });
  await tell(db, { network });
  expect(body).toMatchObject({ state: 'active', reason: null, failingSince: null, heldUntil: null, gap: { events: 2 } });
  expect((await getEndpoint(by, id)).body.gap).toEqual(body.gap);
  const [event] = (await db.orm.select().from(outbox)).filter(({ subject }) => subject === missed);
  const delivery = { endpoint: id, position: event?.position ?? 0, subject: missed, openedAt: '2026-01-01T00:00:00.000Z' };
  await db.orm.insert(webhookDeliveries).values({ ...delivery, state: 'delivered' });
  expect((await getEndpoint(by, id)).body.gap?.events).toBe(1);
});

test('what it missed before and was not sent since is still in its gap when it is disabled again', async () => {
  const office = await ownOffice();
  const { by, db, network } = office;
  const id = await provedEndpoint(office);
  await updateEndpoint(by, id, 1, { state: 'disabled' });
  await tell(db, { network });
  await updateEndpoint(by, id, 2, { state: 'active' });
  await updateEndpoint(by, id, 3, { state: 'disabled' });
  await tell(db, { network });
  expect((await updateEndpoint(by, id, 4, { state: 'active' })).body.gap?.events).toBe(2);
});

const longAgo = '2020-01-01T00:00:00.000Z';
const now = new Date().toISOString();
test.each([
  ['one that has just proved itself', { provedAt: now }, false],
  ['one that took something lately', { provedAt: longAgo, deliveredAt: now }, false],
  ['one that last took something long ago', { provedAt: longAgo, deliveredAt: longAgo }, true],
  ['one that never took anything since it proved itself long ago', { provedAt: longAgo }, true],
  ['a disabled one', { provedAt: longAgo, state: 'disabled', reason: 'byHand' } as const, false],
])('%s: silent %#', async (_, values, silent) => {
  const office = await ownOffice();
  const id = await provedEndpoint(office);
  await office.set(id, values);
  expect((await getEndpoint(office.by, id)).body.silent).toBe(silent);
});

test('a deleted one leaves neither secrets nor deliveries', async () => {
  const office = await ownOffice();
  const { by, db, network, vault } = office;
  const id = await provedEndpoint(office);
  await tell(db, { network });
  await relay(db, vault);
  const left = async () => [(await db.orm.select().from(webhookSecrets)).length, (await db.orm.select().from(webhookDeliveries)).length];
  expect(await left()).toEqual([1, 1]);
  await deleteEndpoint(by, id, 1);
  expect(await left()).toEqual([0, 0]);
  await expect(getEndpoint(by, id)).rejects.toMatchObject({ code: 'not-found' });
});

test('a test event goes to that endpoint alone, whatever it takes', async () => {
  const office = await ownOffice();
  const id = await provedEndpoint(office, { types: ['identity.*'] });
  await provedEndpoint(office, { url: `${office.url}/other`, types: ['*'] });
  const { body } = await testEndpoint(office.by, id);
  await relay(office.db, office.vault);
  expect(office.receipts.map((receipt) => ({ path: receipt.path, id: receipt.id }))).toEqual([{ path: '/events', id: body.event }]);
  expect(JSON.parse(office.receipts[0]?.body ?? '')).toMatchObject({
    type: 'webhooks.endpoint.tested',
    subject: id,
    data: { endpoint: id },
  });
});

test('a test that is asked for twice under one key is one, with one id', async () => {
  const office = await ownOffice();
  const id = await provedEndpoint(office);
  const keyed = { ...office.by, idempotencyKey: 'k' };
  const { body } = await testEndpoint(keyed, id);
  await expect(testEndpoint(keyed, id)).rejects.toMatchObject({ answer: { status: 201, body } });
});

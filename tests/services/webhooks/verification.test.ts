import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { updateEndpoint } from '../../../services/webhooks/endpoints/endpoint-changes.ts';
import { getEndpoint } from '../../../services/webhooks/endpoints/endpoints.ts';
import { rotateEndpointSecret } from '../../../services/webhooks/endpoints/secrets.ts';
import { verifyEndpoint } from '../../../services/webhooks/endpoints/verification.ts';
import { makeKeyWhenDue, publicKeySet } from '../../../shared/keys/platform-keys.ts';
import { CloudEvent } from '../../../shared/contract/webhooks/cloud-event.ts';
import { events } from '../../../shared/contract/events.ts';
import { audit } from '../../../shared/database/journal.ts';
import { type Receipt, type Reply, ownVault, tell } from '../../support/webhooks.ts';
import { type Office, ownOffice, provedEndpoint } from './office.ts';

const challengeIn = ({ body }: Receipt) => (JSON.parse(body) as { data: { challenge: string } }).data.challenge;
const asJson = (receipt: Receipt): Reply => ({ status: 200, body: JSON.stringify({ challenge: challengeIn(receipt), more: 1 }) });
const verify = ({ by, vault }: Office, id: string, how: 'challenge' | 'handshake' = 'challenge') => verifyEndpoint(by, vault, id, how);
const unproved = { code: 'endpoint-unproved' };

test.each<[string, (receipt: Receipt) => Reply]>([
  ['as JSON', asJson],
  ['as text', (receipt) => ({ status: 202, body: `${challengeIn(receipt)}\n` })],
])('an endpoint that answers the challenge %s is active', async (_, answer) => {
  const office = await ownOffice(answer);
  const { id } = await office.make();
  const { body, version } = await verify(office, id);
  expect(body).toMatchObject({ state: 'active', reason: null, provedAt: expect.stringMatching(/Z$/) as string, gap: null });
  expect(await getEndpoint(office.by, id)).toEqual({ body, version });
  expect(version).toBe(2);
  const rows = await office.db.orm.select().from(audit);
  expect(rows.at(-1)).toMatchObject({ action: 'webhook:edit', subject: id, source: office.organisation });
});

test('the challenge is an event like another, signed with every live secret and key', async () => {
  const office = await ownOffice(asJson);
  const { id, secret } = await office.make({ network: office.network });
  await makeKeyWhenDue(office.by, office.vault.keys);
  const { body: next } = await rotateEndpointSecret(office.by, office.vault, id, 72);
  await verify(office, id);
  const [receipt] = office.receipts as [Receipt];
  const event = CloudEvent.parse(JSON.parse(receipt.body));
  const { data, ...rest } = event;
  expect(rest).toMatchObject({ type: 'webhooks.endpoint.challenged', subject: id, network: office.network, tlp: 'GREEN', sequence: '1' });
  const { links, ...own } = data;
  expect(events['webhooks.endpoint.challenged'].data.parse(own)).toEqual({ endpoint: id, challenge: challengeIn(receipt) });
  expect(links).toEqual({ endpoint: `https://enlace.example.org/v1/webhook-endpoints/${id}` });
  expect(Buffer.from(challengeIn(receipt), 'base64url')).toHaveLength(16);
  expect(receipt.headers['content-type']).toMatch(/^application\/cloudevents\+json/);
  expect([receipt.method, receipt.id]).toEqual(['POST', event.id]);
  const content = `${receipt.id}.${receipt.timestamp}.${receipt.body}`;
  const hmac = (text: string) =>
    createHmac('sha256', Buffer.from(text.replace('whsec_', ''), 'base64'))
      .update(content)
      .digest('base64');
  const signatures = receipt.signature.split(' ');
  expect(signatures.filter((one) => one.startsWith('v1,')).toSorted()).toEqual(
    [`v1,${hmac(secret)}`, `v1,${hmac(next.secret)}`].toSorted(),
  );
  const [{ x } = { x: '' }] = (await publicKeySet(office.by)).keys;
  const key = await crypto.subtle.importKey('raw', Buffer.from(x, 'base64url'), 'Ed25519', false, ['verify']);
  const signature = Buffer.from(signatures.find((one) => one.startsWith('v1a,'))?.slice(4) ?? '', 'base64');
  expect(await crypto.subtle.verify('Ed25519', key, signature, Buffer.from(content))).toBe(true);
});

test('no two challenges are the same', async () => {
  const office = await ownOffice(asJson);
  const { id } = await office.make();
  await verify(office, id);
  await verify(office, id);
  expect(new Set(office.receipts.map(challengeIn)).size).toBe(2);
});

const private_ = 'what-it-says-itself';
test.each<[string, (receipt: Receipt) => Reply, RegExp]>([
  ['an error', (receipt) => ({ ...asJson(receipt), status: 500 }), /status 500/],
  ['a refusal', (receipt) => ({ ...asJson(receipt), status: 404 }), /status 404/],
  ['a redirect', (receipt) => ({ ...asJson(receipt), status: 301, headers: { Location: '/events' } }), /a redirect \(301\)/],
  ['another challenge', () => ({ status: 200, body: JSON.stringify({ challenge: private_ }) }), /without the challenge/],
  ['its challenge under another name', (receipt) => ({ status: 200, body: JSON.stringify({ answer: challengeIn(receipt) }) }), /without/],
  ['the whole event', ({ body }) => ({ status: 200, body }), /without the challenge/],
  ['nothing', () => ({ status: 204 }), /without the challenge/],
  ['null', () => ({ status: 200, body: 'null' }), /without the challenge/],
  ['its challenge after 16 KiB', (receipt) => ({ status: 200, body: ' '.repeat(17_000) + challengeIn(receipt) }), /without the challenge/],
  ['broken JSON', () => ({ status: 200, body: `{"challenge": "${private_}` }), /without the challenge/],
])('one that answers %s stays unproved, and is told what came', async (_, answer, told) => {
  const office = await ownOffice(answer);
  const { id } = await office.make();
  const before = await getEndpoint(office.by, id);
  const error = (await verify(office, id).catch((problem: unknown) => problem)) as Error;
  expect(error).toMatchObject(unproved);
  expect(error.message).toMatch(told);
  expect(error.message).not.toContain(private_);
  expect(await getEndpoint(office.by, id)).toEqual(before);
  expect(office.receipts).toHaveLength(1);
});

test('one that is slow, not there, or not to be called is told so', async () => {
  const office = await ownOffice(() => new Promise<Reply>(() => undefined));
  const { id } = await office.make();
  const { outgoing } = office.vault;
  const hasty = {
    fetch: (url: string, init: { body: string }) =>
      outgoing.fetch(url, { body: JSON.stringify({ ...(JSON.parse(init.body) as object), within: 100 }) }),
  } as unknown as Fetcher;
  await expect(verifyEndpoint(office.by, { ...office.vault, outgoing: hasty }, id, 'challenge')).rejects.toThrow(/nothing in time/);
  await office.set(id, { url: 'http://127.0.0.1:1/' });
  await expect(verify(office, id)).rejects.toThrow(/not called: The address is not https/);
  const { keys } = office.vault;
  await expect(verifyEndpoint(office.by, { ...(await ownVault('http://127.0.0.1:1')), keys }, id, 'challenge')).rejects.toThrow(
    /no answer/,
  );
});

test.each<[string, Record<string, string>, number]>([
  ['all', { 'WebHook-Allowed-Origin': '*' }, 200],
  ['ours', { 'WebHook-Allowed-Origin': 'enlace.example.org', Allow: 'POST' }, 204],
])('the handshake is passed by one that allows %s', async (_, headers, status) => {
  const office = await ownOffice(() => ({ status, headers }));
  const { id } = await office.make();
  expect((await verify(office, id, 'handshake')).body.state).toBe('active');
  const [{ method, headers: sent, body }] = office.receipts as [Receipt];
  expect([method, sent['webhook-request-origin'], body]).toEqual(['OPTIONS', 'enlace.example.org', '']);
  expect(sent).not.toHaveProperty('webhook-request-rate');
});

test.each<[string, Record<string, string>, number, RegExp]>([
  ['allows another', { 'WebHook-Allowed-Origin': 'example.org' }, 200, /WebHook-Allowed-Origin/],
  ['allows more than ours', { 'WebHook-Allowed-Origin': 'enlace.example.org.example.com' }, 200, /WebHook-Allowed-Origin/],
  ['says nothing of it', { Allow: 'OPTIONS' }, 200, /WebHook-Allowed-Origin/],
  ['knows no OPTIONS', { 'WebHook-Allowed-Origin': '*' }, 405, /status 405/],
  ['sends it elsewhere', { 'WebHook-Allowed-Origin': '*', Location: '/' }, 307, /a redirect \(307\)/],
])('the handshake is not passed by one that %s', async (_, headers, status, told) => {
  const office = await ownOffice(() => ({ status, headers }));
  const { id } = await office.make();
  const handshake = verify(office, id, 'handshake');
  await expect(handshake).rejects.toMatchObject(unproved);
  await expect(handshake).rejects.toThrow(told);
  expect((await getEndpoint(office.by, id)).body.state).toBe('unproved');
});

test('a proof of an address that was changed meanwhile proves nothing', async () => {
  let change: () => Promise<unknown> = () => Promise.resolve();
  const office = await ownOffice(async (receipt) => {
    await change();
    return asJson(receipt);
  });
  const { id } = await office.make();
  change = () => updateEndpoint(office.by, id, 1, { url: `${office.url}/other` });
  await expect(verify(office, id)).rejects.toThrow(/changed meanwhile/);
  expect(await getEndpoint(office.by, id)).toMatchObject({ body: { state: 'unproved', provedAt: null }, version: 2 });
});

test('a disabled endpoint that proves itself is taken up again, and shows what it missed', async () => {
  const office = await ownOffice(asJson);
  const { by, db, network, set } = office;
  const id = await provedEndpoint(office);
  await updateEndpoint(by, id, 1, { state: 'disabled' });
  await set(id, { reason: 'failing', failingSince: '2026-01-01T00:00:00.000Z', warned: 120, heldUntil: '2126-01-01T00:00:00.000Z' });
  await tell(db, { network });
  const { body } = await verify(office, id);
  expect(body).toMatchObject({ state: 'active', reason: null, failingSince: null, heldUntil: null, gap: { events: 1 } });
});

test('what an active endpoint misses between its new address and its proof is in its gap', async () => {
  const office = await ownOffice(asJson);
  const id = await provedEndpoint(office);
  await updateEndpoint(office.by, id, 1, { url: `${office.url}/other` });
  await tell(office.db, { network: office.network });
  expect((await verify(office, id)).body.gap?.events).toBe(1);
});

test('a verification costs two round trips, one on each side of the call', async () => {
  const office = await ownOffice(asJson);
  const { id } = await office.make();
  await makeKeyWhenDue(office.by, office.vault.keys);
  const before = office.db.trips;
  await verify(office, id);
  expect(office.db.trips - before).toBe(2);
});

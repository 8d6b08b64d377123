import { sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { describe, expect, test } from 'vitest';
import { isReady } from '../../../services/webhooks/relay/claim.ts';
import { relay } from '../../../services/webhooks/relay/relay.ts';
import { CloudEvent } from '../../../shared/contract/webhooks/cloud-event.ts';
import { verifyWebhook } from '../../../shared/contract/webhooks/signature.ts';
import { publicKeySet } from '../../../shared/keys/platform-keys.ts';
import type { Database } from '../../../shared/database/open.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';
import { seedNetwork, seedOrganisation } from '../../support/seed.ts';
import { type Receipt, type Reply, ownVault, receiver, seedEndpoint, tell } from '../../support/webhooks.ts';

/** A network with a member, and its endpoint at a receiver that answers as told. */
async function ownEndpoint(answer?: (receipt: Receipt, count: number) => Reply | Promise<Reply>, wish: object = {}) {
  const db = await ownDatabase();
  const network = await seedNetwork(db);
  const organisation = await seedOrganisation(db, [{ network, as: 'member' }]);
  const there = await receiver(answer);
  const vault = await ownVault(there.url);
  const endpoint = await seedEndpoint(db, vault, { organisation, url: `${there.url}/`, ...wish });
  return { db, network, organisation, vault, endpoint, receipts: there.receipts, url: there.url };
}

const rowsOf = async (db: Database, text: string, args: string[] = []) =>
  (await db.client.execute({ sql: text, args })).rows.map((row) => ({ ...row }));
const deliveries = (db: Database) => rowsOf(db, 'select state, attempts, tries, run_id from webhook_deliveries order by position');
const attempts = (db: Database) => rowsOf(db, 'select number, outcome, status, answer from webhook_attempts order by position, number');
/** So much time goes by: everything that waits has waited that much longer. */
const pass = (db: Database, time: string) =>
  db.client.execute({
    sql: `update webhook_deliveries set due_at = case due_at when '' then '' else strftime('%Y-%m-%dT%H:%M:%fZ', due_at, ?1) end,
      claimed_at = case claimed_at when '' then '' else strftime('%Y-%m-%dT%H:%M:%fZ', claimed_at, ?1) end,
      opened_at = strftime('%Y-%m-%dT%H:%M:%fZ', opened_at, ?1)`,
    args: [time.startsWith('-') ? time.slice(1) : `-${time}`],
  });
const subjects = (receipts: Receipt[]) => receipts.map(({ body }) => (JSON.parse(body) as CloudEvent).subject);

test('an event is posted as a CloudEvent that verifies by the secret and by the published key, once', async () => {
  const { db, network, vault, endpoint, receipts } = await ownEndpoint();
  const subject = await tell(db, { network });
  expect(await relay(db, vault)).toBe(null);
  await relay(db, vault);
  expect(subjects(receipts)).toEqual([subject]);
  const [{ body, id, timestamp, signature }] = receipts as [Receipt];
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
  const keys = await publicKeySet(contextOn(db));
  for (const trust of [{ secrets: [endpoint.secret] }, { keys }]) {
    expect(await verifyWebhook(body, headers, trust)).toMatchObject({ id, subject, type: 'plans.plan.relabelled', network });
  }
  const links = { plan: `https://enlace.example.org/v1/plans/${subject}` };
  expect(CloudEvent.parse(JSON.parse(body)).data).toEqual({ plan: subject, links });
  expect(await deliveries(db)).toEqual([{ state: 'delivered', attempts: 1, tries: 1, run_id: null }]);
  expect(await attempts(db)).toEqual([{ number: 1, outcome: 'delivered', status: 204, answer: '' }]);
});

test('where nothing waits the relay reads and writes nothing', async () => {
  const { db, vault } = await ownEndpoint();
  const before = await rowsOf(db, 'select count(*) n from audit');
  expect(await relay(db, vault)).toBe(null);
  expect(await rowsOf(db, 'select count(*) n from audit')).toEqual(before);
});

describe.each<[what: string, wish: object, event: object, expected: number]>([
  ['takes its type', { types: ['plans.plan.relabelled'] }, {}, 1],
  ['takes a prefix', { types: ['plans.*'] }, {}, 1],
  ['takes another prefix', { types: ['identity.*'] }, {}, 0],
  ['takes a longer type', { types: ['plans.plan.*', 'plans.version.published'] }, {}, 1],
  ['is not active', { state: 'unproved' }, {}, 0],
  ['is disabled', { state: 'disabled', reason: 'byHand' }, {}, 0],
])('an endpoint that %s', (_what, wish, event, expected) => {
  test(`gets ${expected}`, async () => {
    const { db, network, vault, receipts } = await ownEndpoint(undefined, wish);
    await tell(db, { network, ...event });
    await relay(db, vault);
    expect(receipts).toHaveLength(expected);
  });
});

test('an event of another network, and one for others, are not sent', async () => {
  const { db, network, vault, receipts } = await ownEndpoint();
  const elsewhere = await seedNetwork(db);
  const other = await seedOrganisation(db, [{ network, as: 'member' }]);
  await tell(db, { network: elsewhere });
  await tell(db, { network, audience: 'organisation', organisation: other });
  await tell(db, { network, audience: 'persons', tlp: 'RED' });
  await relay(db, vault);
  expect(receipts).toEqual([]);
});

test('who was removed meanwhile gets nothing, and the delivery says so', async () => {
  const { db, network, organisation, vault, receipts } = await ownEndpoint((_, count) => ({ status: count === 1 ? 500 : 204 }));
  await tell(db, { network });
  await relay(db, vault);
  await pass(db, '10 seconds');
  await db.client.execute({ sql: "update memberships set ends_on = '2020-01-01' where organisation_id = ?", args: [organisation] });
  await relay(db, vault);
  expect(receipts).toHaveLength(1);
  expect(await deliveries(db)).toEqual([{ state: 'withheld', attempts: 1, tries: 1, run_id: null }]);
});

test('a suspended organisation gets nothing', async () => {
  const { db, network, organisation, vault, receipts } = await ownEndpoint();
  await tell(db, { network });
  await db.client.execute({ sql: 'update organisations set suspended = 1 where id = ?', args: [organisation] });
  await relay(db, vault);
  expect(receipts).toEqual([]);
});

test('what fails is tried again by the schedule under the same id with another signature, and then is dead', async () => {
  const { db, network, vault, receipts } = await ownEndpoint(() => ({ status: 500, body: 'wrong' }));
  await tell(db, { network });
  for (let tries = 1; tries < 30; tries += 1) {
    const seconds = await relay(db, vault);
    if (seconds === null) break;
    await pass(db, `${Math.ceil(seconds)} seconds`);
  }
  expect(new Set(receipts.map(({ id }) => id)).size).toBe(1);
  expect(await deliveries(db)).toEqual([{ state: 'dead', attempts: receipts.length, tries: receipts.length, run_id: null }]);
  expect((await attempts(db))[0]).toEqual({ number: 1, outcome: 'failed', status: 500, answer: 'wrong' });
  // 75.6 hours to the tenth try, then one a day within seven days, jitter aside.
  expect(receipts.length).toBeGreaterThanOrEqual(12);
  expect(receipts.length).toBeLessThanOrEqual(14);
});

test('events of one subject go in order, and wait for the one before; those of others do not', async () => {
  const { db, network, vault, receipts } = await ownEndpoint((_, count) => ({ status: count === 1 ? 500 : 204 }));
  const first = await tell(db, { network });
  await relay(db, vault);
  await tell(db, { network, subject: first });
  const other = await tell(db, { network });
  await relay(db, vault);
  expect(subjects(receipts)).toEqual([first, other]);
  await pass(db, '10 seconds');
  await relay(db, vault);
  expect(subjects(receipts)).toEqual([first, other, first, first]);
  const sequences = receipts.map(({ body }) => (JSON.parse(body) as CloudEvent).sequence);
  expect(sequences).toEqual(['1', '1', '1', '2']);
});

test('an endpoint in order gets nothing past one that waits', async () => {
  const { db, network, vault, receipts } = await ownEndpoint((_, count) => ({ status: count === 1 ? 500 : 204 }), { inOrder: true });
  const sent = [await tell(db, { network }), await tell(db, { network }), await tell(db, { network })];
  await relay(db, vault);
  expect(subjects(receipts)).toEqual([sent[0]]);
  await pass(db, '10 seconds');
  await relay(db, vault);
  expect(subjects(receipts)).toEqual([sent[0], ...sent]);
});

test('410 disables the endpoint at once and tells its organisation and the secretariat', async () => {
  const { db, network, organisation, vault, receipts } = await ownEndpoint(() => ({ status: 410 }));
  const secretariat = await seedOrganisation(db, [{ network, as: 'secretariat' }]);
  await tell(db, { network });
  await relay(db, vault);
  await tell(db, { network });
  await relay(db, vault);
  expect(receipts).toHaveLength(1);
  const [row] = await rowsOf(db, 'select state, reason, gap_since is not null as gap, version from webhook_endpoints');
  expect(row).toEqual({ state: 'disabled', reason: 'gone', gap: 1, version: 2 });
  const told = await rowsOf(db, "select organisation_id, audience from outbox where type = 'webhooks.endpoint.disabled' order by position");
  expect(new Set(told.map((one) => one['organisation_id']))).toEqual(new Set([organisation, secretariat]));
  expect(new Set(told.map(({ audience }) => audience))).toEqual(new Set(['organisation']));
});

test('Retry-After leaves the whole endpoint alone for that long', async () => {
  const { db, network, vault, receipts } = await ownEndpoint((_, count) =>
    count === 1 ? { status: 429, headers: { 'Retry-After': '120' } } : { status: 204 },
  );
  await tell(db, { network });
  const seconds = await relay(db, vault);
  expect(seconds).toBeGreaterThan(100);
  await tell(db, { network });
  await relay(db, vault);
  expect(receipts).toHaveLength(1);
  await db.client.execute('update webhook_endpoints set held_until = null');
  await relay(db, vault);
  expect(receipts).toHaveLength(2);
});

test.each([
  ['a redirect', () => ({ status: 302, headers: { Location: 'https://example.org/' } }), { outcome: 'redirected', status: 302 }],
  ['a client error', () => ({ status: 404 }), { outcome: 'failed', status: 404 }],
])('%s is a failure', async (_what, answer, expected) => {
  const { db, network, vault } = await ownEndpoint(answer);
  await tell(db, { network });
  await relay(db, vault);
  expect((await attempts(db))[0]).toMatchObject(expected);
  expect((await rowsOf(db, 'select failing_since is not null as failing from webhook_endpoints'))[0]).toEqual({ failing: 1 });
});

test('runs at once send each event once', async () => {
  const { db, network, vault, receipts } = await ownEndpoint();
  const sent = [];
  for (let count = 0; count < 30; count += 1) sent.push(await tell(db, { network, subject: uuid() }));
  await Promise.all(Array.from({ length: 5 }, () => relay(db, vault)));
  expect(subjects(receipts).toSorted()).toEqual(sent.toSorted());
});

test('a claim whose run died holds until its lease ends, then the attempt is cut and the event sent again', async () => {
  const { db, network, vault, receipts } = await ownEndpoint();
  await tell(db, { network });
  await relay(db, vault);
  await db.client.executeMultiple(`
    update webhook_deliveries set state = 'pending', run_id = 'dead', settled_at = null, due_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '30 seconds');
    update webhook_attempts set outcome = 'running', status = null;`);
  const seconds = await relay(db, vault);
  expect(seconds).toBeGreaterThan(20);
  expect(receipts).toHaveLength(1);
  await pass(db, '31 seconds');
  await relay(db, vault);
  expect(receipts.map(({ id }) => id)).toEqual([receipts[0]?.id, receipts[0]?.id]);
  expect((await attempts(db)).map(({ outcome }) => outcome)).toEqual(['cut', 'delivered']);
});

test('a clock that was set back by a day keeps nothing waiting, and one set forward sends nothing twice at once', async () => {
  const { db, network, vault, receipts } = await ownEndpoint((_, count) => ({ status: count === 1 ? 500 : 204 }));
  await tell(db, { network });
  await relay(db, vault);
  await pass(db, '-1 days');
  await relay(db, vault);
  expect(receipts).toHaveLength(2);
  await pass(db, '1 days');
  await relay(db, vault);
  expect(receipts).toHaveLength(2);
});

test('a platform whose own clock is off by a day signs with the time of the database', async () => {
  const { db, network, vault, endpoint, receipts } = await ownEndpoint();
  await tell(db, { network });
  const { now } = Date;
  Date.now = () => now() + 86_400_000;
  try {
    await relay(db, vault);
  } finally {
    Date.now = now;
  }
  const [{ body, id, timestamp, signature }] = receipts as [Receipt];
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
  expect(await verifyWebhook(body, headers, { secrets: [endpoint.secret] })).toMatchObject({ id });
});

test('one slow endpoint does not keep the others waiting', async () => {
  const gate = Promise.withResolvers<void>();
  const { db, network, organisation, vault, receipts, url } = await ownEndpoint(async ({ path }) => {
    if (path === '/') await gate.promise;
    return { status: 204 };
  });
  await seedEndpoint(db, vault, { organisation, url: `${url}/quick` });
  for (let count = 0; count < 10; count += 1) await tell(db, { network });
  const running = relay(db, vault);
  await expect.poll(() => receipts.filter(({ path }) => path === '/quick').length, { timeout: 20_000 }).toBe(10);
  expect(receipts.filter(({ path }) => path === '/').length).toBe(4);
  gate.resolve();
  await running;
  expect(receipts).toHaveLength(20);
});

test('to see what may be sent, the relay reads of each endpoint the oldest that wait, and none that is settled', async () => {
  const { db } = await ownEndpoint();
  const plan = await db.orm.all<{ detail: string }>(sql`explain query plan select ${isReady}`);
  const reading = plan.map(({ detail }) => detail).filter((detail) => / d /.test(detail));
  expect(reading).toEqual(['SEARCH d USING INDEX webhook_deliveries_state (endpoint_id=? AND state=? AND position<?)']);
});

import { expect, test } from 'vitest';
import { relay } from '../../../services/webhooks/relay/relay.ts';
import { watch } from '../../../services/webhooks/watch.ts';
import { webhookDeliveries } from '../../../shared/database/webhooks.ts';
import type { Database } from '../../../shared/database/open.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';
import { seedNetwork, seedOrganisation } from '../../support/seed.ts';
import { ownVault, receiver, seedEndpoint, tell } from '../../support/webhooks.ts';

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const day = 24;

/** A network with a secretariat and a member, whose endpoint is as told. */
async function ownEndpoint(wish: object = {}) {
  const db = await ownDatabase();
  const network = await seedNetwork(db);
  const secretariat = await seedOrganisation(db, [{ network, as: 'secretariat' }]);
  const organisation = await seedOrganisation(db, [{ network, as: 'member' }]);
  const there = await receiver();
  const vault = await ownVault(there.url);
  const lively = { greetedAt: ago(1), deliveredAt: ago(1) };
  const { id } = await seedEndpoint(db, vault, { organisation, url: `${there.url}/`, ...lively, ...wish });
  return { db, network, secretariat, organisation, vault, id, receipts: there.receipts };
}

const rowsOf = async (db: Database, sql: string) => (await db.client.execute(sql)).rows.map((row) => ({ ...row }));
const told = (db: Database) =>
  rowsOf(db, "select type, organisation_id, data ->> '$.hours' as hours from outbox where type like 'webhooks.%' order by position");

/** As if an attempt had just failed. */
async function tried(db: Database, network: string, endpoint: string) {
  const subject = await tell(db, { network });
  const [row] = await rowsOf(db, 'select max(position) as position from outbox');
  const position = Number(row?.['position']);
  await db.orm.insert(webhookDeliveries).values({ endpoint, position, subject, openedAt: ago(1), claimedAt: ago(1), dueAt: ago(-1) });
}

test.each([
  [23, []],
  [25, [24]],
  [73, [72]],
  [121, [120]],
])('an endpoint that fails for %i hours is warned of once, to its organisation and the secretariat', async (hours, expected) => {
  const { db, organisation, secretariat } = await ownEndpoint({ failingSince: ago(hours) });
  await watch(contextOn(db));
  await watch(contextOn(db));
  const events = await told(db);
  expect(events.map((one) => one['hours'])).toEqual([...expected, ...expected]);
  expect(new Set(events.map((one) => one['organisation_id']))).toEqual(new Set(expected.length > 0 ? [organisation, secretariat] : []));
});

test('after each threshold there is another warning', async () => {
  const { db } = await ownEndpoint({ failingSince: ago(25) });
  await watch(contextOn(db));
  await db.client.execute({ sql: 'update webhook_endpoints set failing_since = ?', args: [ago(73)] });
  await watch(contextOn(db));
  expect((await told(db)).map((one) => one['hours'])).toEqual([24, 24, 72, 72]);
});

test('after five days of failed attempts it is disabled, and what comes is kept', async () => {
  const { db, network, id } = await ownEndpoint({ failingSince: ago(121), warned: 72 });
  await tried(db, network, id);
  await watch(contextOn(db));
  const [row] = await rowsOf(db, 'select state, reason, gap_since is not null as gap from webhook_endpoints');
  expect(row).toEqual({ state: 'disabled', reason: 'failing', gap: 1 });
  expect((await told(db)).map(({ type }) => type)).toEqual([
    'webhooks.endpoint.failed',
    'webhooks.endpoint.failed',
    'webhooks.endpoint.disabled',
    'webhooks.endpoint.disabled',
  ]);
});

test('a platform that was itself away for five days disables nobody', async () => {
  const { db } = await ownEndpoint({ failingSince: ago(121), warned: 120 });
  await watch(contextOn(db));
  expect(await rowsOf(db, 'select state from webhook_endpoints')).toEqual([{ state: 'active' }]);
});

test('a heartbeat goes once a week to the endpoint alone, whatever it takes', async () => {
  const { db, organisation, vault, receipts } = await ownEndpoint({ greetedAt: ago(7 * day + 1), types: ['identity.*'] });
  const other = await receiver();
  await seedEndpoint(db, vault, { organisation, url: `${other.url}/`, greetedAt: ago(1), types: ['*'] });
  await watch(contextOn(db));
  await watch(contextOn(db));
  await relay(db, vault);
  expect(receipts.map(({ body }) => (JSON.parse(body) as { type: string }).type)).toEqual(['webhooks.heartbeat.sent']);
  expect(other.receipts).toEqual([]);
});

test('what waits for longer than seven days at a disabled endpoint is given up', async () => {
  const { db, network, id } = await ownEndpoint();
  await tried(db, network, id);
  await db.client.execute({ sql: "update webhook_deliveries set opened_at = ?, due_at = ''", args: [ago(7 * day + 1)] });
  await db.client.execute("update webhook_endpoints set state = 'disabled', reason = 'byHand'");
  await watch(contextOn(db));
  expect(await rowsOf(db, 'select state from webhook_deliveries')).toEqual([{ state: 'dead' }]);
});

test('after 90 days events and deliveries are forgotten, and the next event of a subject counts on', async () => {
  const { db, network, vault } = await ownEndpoint();
  const subject = await tell(db, { network });
  await tell(db, { network, subject });
  await relay(db, vault);
  await db.client.execute({ sql: 'update outbox set at = ?', args: [ago(91 * day)] });
  await watch(contextOn(db));
  expect(await rowsOf(db, 'select sequence from outbox')).toEqual([{ sequence: 2 }]);
  expect(await rowsOf(db, 'select (select count(*) from webhook_deliveries) + (select count(*) from webhook_attempts) n')).toEqual([
    { n: 0 },
  ]);
  await tell(db, { network, subject });
  expect(await rowsOf(db, 'select sequence from outbox order by position')).toEqual([{ sequence: 2 }, { sequence: 3 }]);
});

test('where nothing is due it writes nothing', async () => {
  const { db } = await ownEndpoint();
  const before = await rowsOf(db, 'select count(*) n from audit');
  await watch(contextOn(db));
  expect(await rowsOf(db, 'select count(*) n from audit')).toEqual(before);
});

import { expect, test } from 'vitest';
import { listAttempts } from '../../../services/webhooks/deliveries/attempts.ts';
import { getDelivery, listDeliveries, resendDelivery } from '../../../services/webhooks/deliveries/deliveries.ts';
import { replayEvents } from '../../../services/webhooks/deliveries/replays.ts';
import { relay } from '../../../services/webhooks/relay/relay.ts';
import type { Role } from '../../../shared/contract/access.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';
import { seedClient, seedNetwork, seedOrganisation } from '../../support/seed.ts';
import { type Receipt, type Reply, ownVault, receiver, seedEndpoint, tell } from '../../support/webhooks.ts';

/** A member's endpoint, its administrator, and what it has been sent. */
async function ownEndpoint(answer?: (receipt: Receipt, count: number) => Reply) {
  const db = await ownDatabase();
  const network = await seedNetwork(db);
  const organisation = await seedOrganisation(db, [{ network, as: 'member' }]);
  const there = await receiver(answer);
  const vault = await ownVault(there.url);
  const { id } = await seedEndpoint(db, vault, { organisation, url: `${there.url}/` });
  const as = async (role: Role, of = organisation) => contextOn(db, { principal: await seedClient(db, of, role) });
  const administrator = await as('administrator');
  return { db, network, organisation, vault, id, as, administrator, receipts: there.receipts };
}

const page = { limit: 50 };
const start = '2020-01-01T00:00:00.000Z';
const missed = { since: start, only: 'missed' } as const;

test('deliveries and attempts are listed, the newest first, and filtered by state, type and time', async () => {
  const { db, network, vault, id, administrator } = await ownEndpoint((_, count) => ({ status: count === 1 ? 500 : 204, body: 'x' }));
  await tell(db, { network });
  await relay(db, vault);
  await tell(db, { network, type: 'identity.group.changed', data: { group: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11' } });
  await relay(db, vault);
  const states = async (filter: object) =>
    (await listDeliveries(administrator, id, { ...page, ...filter }, null)).items.map(({ type, state }) => `${type} ${state}`);
  expect(await states({})).toEqual(['identity.group.changed delivered', 'plans.plan.relabelled pending']);
  expect(await states({ state: 'pending' })).toEqual(['plans.plan.relabelled pending']);
  expect(await states({ type: 'identity.*' })).toEqual(['identity.group.changed delivered']);
  expect(await states({ to: start })).toEqual([]);
  expect(await states({ from: start })).toHaveLength(2);
  const outcomes = async (filter: object) =>
    (await listAttempts(administrator, id, { ...page, ...filter }, null)).items.map(({ outcome, status }) => `${outcome} ${status}`);
  expect(await outcomes({})).toEqual(['delivered 204', 'failed 500']);
  expect(await outcomes({ outcome: 'failed' })).toEqual(['failed 500']);
  const [first] = (await listDeliveries(administrator, id, { ...page, state: 'pending' }, null)).items;
  expect(first?.nextAttemptAt).toMatch(/^\d{4}-/);
  expect(await outcomes({ event: first?.event })).toEqual(['failed 500']);
  expect(await getDelivery(administrator, id, first?.event ?? '')).toEqual(first);
});

test('pages follow one another without a gap', async () => {
  const { db, network, vault, id, administrator } = await ownEndpoint();
  for (let count = 0; count < 5; count += 1) await tell(db, { network });
  await relay(db, vault);
  const all = await listDeliveries(administrator, id, page, null);
  const first = await listDeliveries(administrator, id, { limit: 2 }, null);
  const rest = await listDeliveries(administrator, id, { limit: 200 }, first.next);
  expect([...first.items, ...rest.items]).toEqual(all.items);
});

test.each<[who: string, role: Role, own: boolean]>([
  ['a reader of the organisation', 'reader', true],
  ['an officer of the organisation', 'officer', true],
  ['an administrator of another', 'administrator', false],
])('%s sees none of them and resends none', async (_who, role, own) => {
  const { db, network, vault, id, as } = await ownEndpoint();
  const other = await seedOrganisation(db, [{ network, as: 'secretariat' }]);
  await tell(db, { network });
  await relay(db, vault);
  const [event] = (await db.client.execute('select id from outbox')).rows;
  const caller = await (own ? as(role) : as(role, other));
  expect((await listDeliveries(caller, id, page, null)).items).toEqual([]);
  expect((await listAttempts(caller, id, page, null)).items).toEqual([]);
  const eventId = String(event?.['id']);
  await expect(getDelivery(caller, id, eventId)).rejects.toMatchObject({ code: 'not-found' });
  await expect(resendDelivery(caller, id, eventId)).rejects.toMatchObject({ code: 'not-found' });
  await expect(replayEvents(caller, id, missed)).rejects.toMatchObject({ code: 'not-found' });
});

test('one that was delivered is sent again when asked, under its id', async () => {
  const { db, network, vault, id, administrator, receipts } = await ownEndpoint();
  await tell(db, { network });
  await relay(db, vault);
  const event = receipts[0]?.id ?? '';
  expect(await resendDelivery(administrator, id, event)).toMatchObject({ event, state: 'pending', attempts: 1 });
  await relay(db, vault);
  expect(receipts.map((one) => one.id)).toEqual([event, event]);
  expect(await getDelivery(administrator, id, event)).toMatchObject({ state: 'delivered', attempts: 2 });
  await expect(resendDelivery(administrator, id, administrator.requestId)).rejects.toMatchObject({ code: 'not-found' });
});

test('what was missed while the endpoint was away is replayed in order, once, and closes the gap', async () => {
  const { db, network, vault, id, administrator, receipts } = await ownEndpoint();
  await tell(db, { network });
  await relay(db, vault);
  await db.client.execute("update webhook_endpoints set state = 'disabled', reason = 'byHand', gap_since = '2020-06-01T00:00:00.000Z'");
  for (let count = 0; count < 3; count += 1) await tell(db, { network });
  await relay(db, vault);
  await expect(replayEvents(administrator, id, missed)).rejects.toMatchObject({ code: 'endpoint-unproved' });
  await db.client.execute("update webhook_endpoints set state = 'active', reason = null, gap_until = '2020-07-01T00:00:00.000Z'");
  expect(await replayEvents(administrator, id, missed)).toEqual({ body: { deliveries: 3 } });
  expect(await replayEvents(administrator, id, missed)).toEqual({ body: { deliveries: 0 } });
  await relay(db, vault);
  expect(receipts).toHaveLength(4);
  expect(await replayEvents(administrator, id, missed)).toEqual({ body: { deliveries: 0 } });
  expect(await replayEvents(administrator, id, { since: start, only: 'all' })).toEqual({ body: { deliveries: 4 } });
  const [row] = (await db.client.execute('select gap_since from webhook_endpoints')).rows;
  expect(row?.['gap_since']).toBe(null);
});

test('all that failed since a moment is sent again, and nothing else', async () => {
  const { db, network, vault, id, administrator, receipts } = await ownEndpoint((_, count) => ({ status: count === 1 ? 500 : 204 }));
  await tell(db, { network });
  await relay(db, vault);
  await tell(db, { network });
  await relay(db, vault);
  const failed = { since: start, only: 'failed' } as const;
  expect(await replayEvents(administrator, id, failed)).toEqual({ body: { deliveries: 0 } });
  await db.client.execute("update webhook_deliveries set state = 'dead' where state = 'pending'");
  expect(await replayEvents(administrator, id, failed)).toEqual({ body: { deliveries: 1 } });
  await relay(db, vault);
  expect(receipts.map((one) => one.id)).toEqual([receipts[0]?.id, receipts[1]?.id, receipts[0]?.id]);
});

test('a replay under a key is answered alike when it is repeated, and sends nothing twice', async () => {
  const { db, network, id, administrator } = await ownEndpoint();
  await tell(db, { network });
  const keyed = { ...administrator, idempotencyKey: 'replay-1', contentHash: 'same' };
  expect(await replayEvents(keyed, id, missed)).toEqual({ body: { deliveries: 1 } });
  await expect(replayEvents(keyed, id, missed)).rejects.toMatchObject({ answer: { status: 201, body: { deliveries: 1 } } });
});

test('a replay sends only what the organisation may see now and the endpoint takes', async () => {
  const { db, network, organisation, id, administrator } = await ownEndpoint();
  await tell(db, { network });
  await tell(db, { network: await seedNetwork(db) });
  await tell(db, { network, type: 'identity.group.changed', data: { group: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11' } });
  expect(await replayEvents(administrator, id, { ...missed, types: ['identity.*'] })).toEqual({ body: { deliveries: 1 } });
  await db.client.execute({ sql: "update memberships set ends_on = '2020-01-01' where organisation_id = ?", args: [organisation] });
  expect(await replayEvents(administrator, id, missed)).toEqual({ body: { deliveries: 0 } });
});

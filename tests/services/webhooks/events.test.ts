import { v7 as uuid } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { acknowledgeEvent } from '../../../services/webhooks/feed/acknowledgements.ts';
import { getEvent, listEvents } from '../../../services/webhooks/feed/events.ts';
import { type Audience, audiences } from '../../../shared/contract/access.ts';
import { CloudEvent } from '../../../shared/contract/webhooks/cloud-event.ts';
import type { deliveryStates } from '../../../shared/contract/webhooks/deliveries.ts';
import { groupMembers, groups, namedPersons } from '../../../shared/database/sharing.ts';
import { clients, organisations } from '../../../shared/database/identity.ts';
import type { Context } from '../../../shared/database/context.ts';
import { webhookDeliveries, webhookEndpoints } from '../../../shared/database/webhooks.ts';
import { seedNetwork, seedOrganisation } from '../../support/seed.ts';
import { type FeedWorld, feedWorld, on, organisationOf } from './feed-world.ts';

const origin = 'https://enlace.example.org';
const today = '2026-03-15';

let world: FeedWorld;
let member: Context;
beforeEach(async () => {
  world = await feedWorld();
  member = await world.caller('member');
});

const listed = async (by: Context, filter: object = {}) =>
  (await listEvents(by, origin, { limit: 50, ...filter }, null)).items.map(({ id }) => id);
const tallied = async (by: Context, id: string) => (await getEvent(by, origin, id)).tally;

/** A group of the network with nobody in it. */
async function newGroup(): Promise<string> {
  const { db, network, source } = world;
  const group = { id: uuid(), network, organisation: organisationOf(source), name: { es: 'G' }, purpose: { es: 'P' } };
  await db.orm.insert(groups).values({ ...group, tlp: 'AMBER', createdAt: '2026-01-01T00:00:00.000Z' });
  return group.id;
}
const admit = (group: string, who: Context, from: string) =>
  world.db.orm.insert(groupMembers).values({ id: uuid(), group, organisation: organisationOf(who), from, to: null });

describe('the list', () => {
  test('tells each event as CloudEvents do, in one round trip', async () => {
    const id = await world.put({ data: { plan: world.network }, at: '2026-03-01T12:00:00.000Z', sequence: 3 });
    const trips = world.db.trips;
    const { items, next } = await listEvents(member, origin, { limit: 50 }, null);
    expect(world.db.trips - trips).toBe(1);
    expect(items.map((item) => CloudEvent.parse(item))).toMatchObject([
      { id, source: origin, type: 'plans.plan.relabelled', network: world.network, tlp: 'GREEN', sequence: '3' },
    ]);
    expect(items[0]?.data).toEqual({ plan: world.network, links: { plan: `${origin}/v1/plans/${world.network}` } });
    expect(next).toBeNull();
  });

  test('goes by the commits, whatever the ids and times of the events say', async () => {
    const ids = Array.from({ length: 4 }, () => uuid()).toReversed();
    for (const [at, id] of ids.entries()) await world.put({ id, at: `2026-03-0${9 - at}T12:00:00.000Z` });
    expect(await listed(member)).toEqual(ids);
  });

  test('comes in pages that leave out nothing and repeat nothing', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 7; count += 1) ids.push(await world.put());
    const seen: string[] = [];
    for (let after: (string | number)[] | null = null; ;) {
      const page = await listEvents(member, origin, { limit: 3 }, after);
      seen.push(...page.items.map(({ id }) => id));
      if (!page.next) break;
      after = page.next;
    }
    expect(seen).toEqual(ids);
  });

  test('says how far the events go, so that what is hidden is not read again', async () => {
    await world.put({ audience: 'organisation' });
    const { items, next, end } = await listEvents(member, origin, { limit: 50 }, null);
    expect({ items, next, end }).toEqual({ items: [], next: null, end: [1] });
    const id = await world.put();
    expect((await listEvents(member, origin, { limit: 50 }, end)).items).toMatchObject([{ id }]);
  });

  test('begins after the event that the caller has last, although it may not see that one any more', async () => {
    const [first, hidden, last] = [await world.put(), await world.put({ audience: 'organisation' }), await world.put()];
    expect(await listed(member, { after: first })).toEqual([last]);
    expect(await listed(member, { after: hidden })).toEqual([last]);
    expect(await listed(member, { after: last })).toEqual([]);
  });

  test('after an event that there is not, or not any more, is refused', async () => {
    await world.put();
    await expect(listed(member, { after: uuid() })).rejects.toMatchObject({ code: 'invalid-cursor' });
  });

  test.each([
    ['plans.plan.relabelled', [0]],
    ['plans.plan.*', [0]],
    ['plans.*', [0, 1]],
    ['identity.*', [2]],
    ['*', [0, 1, 2]],
  ])('of the type %s', async (type, wanted) => {
    const types = ['plans.plan.relabelled', 'plans.report.published', 'identity.group.changed'];
    const ids: string[] = [];
    for (const one of types) ids.push(await world.put({ type: one }));
    expect(await listed(member, { type })).toEqual(wanted.map((at) => ids[at]));
  });

  test('of one network, by its code or id', async () => {
    const elsewhere = await seedNetwork(world.db);
    const there = await world.caller('member', 'reader', { network: elsewhere });
    await world.put({ audience: 'public', tlp: 'CLEAR' });
    const id = await world.put({ network: elsewhere });
    expect(await listed(there, { network: elsewhere })).toEqual([id]);
    expect(await listed(there, { network: `n${elsewhere.slice(-8)}` })).toEqual([id]);
    expect(await listed(there)).toHaveLength(2);
  });
});

describe('who sees an event', () => {
  test.each<[Audience, string[]]>([
    ['public', ['source', 'secretariat', 'member', 'partner', 'civil_society', 'named', 'stranger', 'nobody']],
    ['network', ['source', 'secretariat', 'member', 'partner', 'named']],
    ['governments', ['source', 'secretariat', 'member', 'named']],
    ['organisation', ['source']],
    ['group', ['source', 'partner']],
    ['persons', ['named']],
  ])('for the audience %s: %j', async (audience, expected) => {
    const { db, caller, source } = world;
    const elsewhere = await seedNetwork(db);
    const seats = ['secretariat', 'member', 'partner', 'civil_society'] as const;
    const callers = new Map<string, Context>([['source', source]]);
    for (const kind of seats) callers.set(kind, await caller(kind, 'reader'));
    const named = await caller('member', 'reader');
    callers.set('named', named).set('stranger', await caller('member', 'officer', { network: elsewhere }));
    callers.set('nobody', { ...member, principal: null });
    const group = await newGroup();
    await admit(group, callers.get('partner') ?? member, '2020-01-01');
    const subject = uuid();
    const id = await world.put({ audience, subject, id: subject, ...(audience === 'group' ? { group } : {}) });
    await db.orm.insert(namedPersons).values({ subject: id, client: named.principal?.client ?? '' });
    const seen = [];
    for (const [name, by] of callers) if ((await listed(by)).includes(id)) seen.push(name);
    expect(seen.toSorted()).toEqual(expected.toSorted());
    expect(audiences).toContain(audience);
  });

  test('a member removed today sees nothing of yesterday’s events', async () => {
    await world.put();
    const removed = await world.caller('member', 'officer', { to: today });
    expect(await listed(on(removed, '2026-03-14'))).toHaveLength(1);
    expect(await listed(on(removed, today))).toEqual([]);
  });

  test('a member added today sees what was told to its network and its group before', async () => {
    const group = await newGroup();
    const ids = [await world.put(), await world.put({ audience: 'group', group })];
    const added = await world.caller('member', 'officer', { from: today });
    await admit(group, added, today);
    expect(await listed(on(added, '2026-03-14'))).toEqual([]);
    expect(await listed(on(added, today))).toEqual(ids);
  });

  test('an event for an empty group is for its source alone', async () => {
    const id = await world.put({ audience: 'group', group: await newGroup() });
    expect([await listed(world.source), await listed(member)]).toEqual([[id], []]);
  });

  test('what goes to one endpoint alone is in nobody’s feed', async () => {
    const id = await world.put({ type: 'webhooks.endpoint.tested', audience: 'organisation' });
    expect(await listed(world.source)).toEqual([]);
    await expect(getEvent(world.source, origin, id)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('a client that was revoked is refused', async () => {
    await world.db.orm.update(clients).set({ revoked: true });
    await expect(listed(member)).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('how an event fares', () => {
  test('counts those who may see it, who got it or said so, who read it and who acted, in one round trip', async () => {
    const { caller, put, source, db } = world;
    const [delivered, notified, read, acted] = [member, await caller('partner'), await caller('member'), await caller('member')];
    const unreached = await caller('partner');
    await caller('civil_society');
    const id = await put();
    await deliver(delivered);
    await deliver(acted);
    await deliver(unreached, ['dead', 'pending', 'withheld']);
    for (const [by, state] of [[notified, 'notified'], [read, 'read'], [acted, 'acted']] as const) await acknowledgeEvent(by, id, state); // prettier-ignore
    const trips = db.trips;
    expect(await tallied(source, id)).toEqual({ organisations: 6, notified: 4, read: 2, acted: 1 });
    expect(db.trips - trips).toBe(1);
  });

  test('counts nobody who is not entitled any more', async () => {
    const leaving = await world.caller('member', 'officer', { to: today });
    const id = await world.put();
    await acknowledgeEvent(on(leaving, '2026-03-14'), id, 'acted');
    await deliver(leaving);
    const before = { organisations: 3, notified: 1, read: 1, acted: 1 };
    expect(await tallied(on(member, '2026-03-14'), id)).toEqual(before);
    expect(await tallied(on(member, today), id)).toEqual({ organisations: 2, notified: 0, read: 0, acted: 0 });
  });

  test('of a public event counts every organisation that is not suspended', async () => {
    await seedOrganisation(world.db, [], true);
    const id = await world.put({ audience: 'public', tlp: 'CLEAR' });
    const { organisations: counted } = await tallied(member, id);
    expect(counted).toBe((await world.db.orm.$count(organisations)) - 1);
  });

  test('is not found by whoever does not see it, like what is not there', async () => {
    const hidden = await world.put({ audience: 'organisation' });
    for (const id of [hidden, uuid()]) await expect(getEvent(member, origin, id)).rejects.toMatchObject({ code: 'not-found' });
    expect((await getEvent(world.source, origin, hidden)).event.id).toBe(hidden);
  });

  /** For each state an endpoint of the caller's organisation, to which the first event is in that state. */
  async function deliver(by: Context, states: readonly (typeof deliveryStates)[number][] = ['delivered', 'dead']): Promise<void> {
    for (const state of states) {
      const [id, at] = [uuid(), '2026-03-01T12:00:00.000Z'];
      const endpoint = { id, organisation: organisationOf(by), url: 'https://portal.example.org/enlace', types: ['*'], createdAt: at };
      await world.db.orm.insert(webhookEndpoints).values(endpoint);
      await world.db.orm.insert(webhookDeliveries).values({ endpoint: id, position: 1, subject: uuid(), state, openedAt: at });
    }
  }
});

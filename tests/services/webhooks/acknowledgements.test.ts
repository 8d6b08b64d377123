import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { acknowledgeEvent, listAcknowledgements } from '../../../services/webhooks/feed/acknowledgements.ts';
import type { Role } from '../../../shared/contract/access.ts';
import { acknowledgements } from '../../../shared/contract/webhooks/feed.ts';
import type { Context } from '../../../shared/database/context.ts';
import { audit, idempotency } from '../../../shared/database/journal.ts';
import { eventAcknowledgements } from '../../../shared/database/webhooks.ts';
import { contextOn } from '../../support/database.ts';
import { seedClient } from '../../support/seed.ts';
import { type FeedWorld, feedWorld, on, organisationOf } from './feed-world.ts';

let world: FeedWorld;
let member: Context;
beforeEach(async () => {
  world = await feedWorld();
  member = await world.caller('member');
});

const listed = async (by: Context, id: string) => (await listAcknowledgements(by, id, { limit: 50 }, null)).items;
const later = (context: Context, minutes: number) => ({ ...context, now: new Date(context.now.getTime() + minutes * 60_000) });

describe('an acknowledgement', () => {
  test('is written in one round trip, with its row in the audit', async () => {
    const id = await world.put();
    const trips = world.db.trips;
    const said = { organisation: organisationOf(member), state: 'read', at: member.now.toISOString() };
    expect(await acknowledgeEvent(member, id, 'read')).toEqual({ body: said, location: `/v1/events/${id}/acknowledgements` });
    expect(world.db.trips - trips).toBe(1);
    expect(await listed(world.source, id)).toEqual([said]);
    expect(await world.db.orm.select().from(audit)).toMatchObject([
      {
        action: 'event:acknowledge',
        subject: id,
        network: world.network,
        source: organisationOf(world.source),
        client: member.principal?.client,
      },
    ]);
  });

  test('never goes back: the answer, and what a repeated call is answered, is what is stored', async () => {
    const words = fc.array(fc.constantFrom(...acknowledgements), { minLength: 1, maxLength: 6 });
    const law = fc.asyncProperty(words, async (states) => {
      const id = await world.put();
      let furthest: { rank: number; at: string } = { rank: -1, at: '' };
      for (const [minute, state] of states.entries()) {
        const by = { ...later(member, minute), idempotencyKey: uuid() };
        const rank = acknowledgements.indexOf(state);
        if (rank > furthest.rank) furthest = { rank, at: by.now.toISOString() };
        const expected = { organisation: organisationOf(by), state: acknowledgements[furthest.rank], at: furthest.at };
        expect((await acknowledgeEvent(by, id, state)).body).toEqual(expected);
        const again = acknowledgeEvent(by, id, state);
        await expect(again).rejects.toMatchObject({ answer: { status: 201, body: expected } });
      }
      expect(await listed(member, id)).toHaveLength(1);
    });
    await expect(fc.assert(law, { numRuns: 25 })).resolves.toBeUndefined();
  });

  test('is the organisation’s: what a colleague says goes on from it', async () => {
    const id = await world.put();
    const colleague = contextOn(world.db, { principal: await seedClient(world.db, organisationOf(member), 'validator') });
    await acknowledgeEvent(member, id, 'acted');
    await acknowledgeEvent(colleague, id, 'read');
    expect(await listed(colleague, id)).toMatchObject([{ organisation: organisationOf(member), state: 'acted' }]);
  });

  test.each<Role>(['reader', 'operator'])('is not for a %s', async (role) => {
    const id = await world.put({ audience: 'public', tlp: 'CLEAR' });
    const by = contextOn(world.db, { principal: await seedClient(world.db, organisationOf(member), role) });
    await expect(acknowledgeEvent(by, id, 'read')).rejects.toMatchObject({ code: 'forbidden' });
    expect(await world.db.orm.$count(eventAcknowledgements)).toBe(0);
  });

  test('of what the caller does not see, sees no more or is not there: not found, and nothing is left', async () => {
    const leaving = await world.caller('member', 'officer', { to: '2026-03-15' });
    const [hidden, seen] = [await world.put({ audience: 'organisation' }), await world.put()];
    const refused = [
      acknowledgeEvent(member, hidden, 'read'),
      acknowledgeEvent(member, uuid(), 'read'),
      acknowledgeEvent(on(leaving, '2026-03-15'), seen, 'read'),
      acknowledgeEvent({ ...member, idempotencyKey: uuid() }, hidden, 'read'),
    ];
    for (const answer of refused) await expect(answer).rejects.toMatchObject({ code: 'not-found' });
    expect([await world.db.orm.$count(eventAcknowledgements), await world.db.orm.$count(idempotency)]).toEqual([0, 0]);
  });
});

describe('the list', () => {
  test('goes by organisation, in pages', async () => {
    const id = await world.put();
    const callers = [member, await world.caller('partner'), await world.caller('member')];
    for (const by of callers.toReversed()) await acknowledgeEvent(by, id, 'notified');
    const first = await listAcknowledgements(member, id, { limit: 2 }, null);
    const second = await listAcknowledgements(member, id, { limit: 2 }, first.next);
    const organisations = [...first.items, ...second.items].map(({ organisation }) => organisation);
    expect(organisations).toEqual(callers.map(organisationOf).toSorted());
    expect([first.items.length, second.next]).toEqual([2, null]);
  });

  test('is empty for whoever does not see the event', async () => {
    const id = await world.put();
    await acknowledgeEvent(member, id, 'read');
    expect(await listed(await world.caller('civil_society'), id)).toEqual([]);
    expect(await listed({ ...member, principal: null }, id)).toEqual([]);
  });
});

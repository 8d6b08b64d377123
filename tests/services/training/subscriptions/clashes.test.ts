import { beforeEach, describe, expect, test } from 'vitest';
import { getTrainingClashes } from '../../../../services/training/clashes/clashes.ts';
import { readDueSubscriptions } from '../../../../services/training/subscriptions/due.ts';
import { createSubscription } from '../../../../services/training/subscriptions/keeping.ts';
import { Clashes } from '../../../../shared/contract/training/clashes.ts';
import type { NewSubscription } from '../../../../shared/contract/training/subscriptions.ts';
import { memberships } from '../../../../shared/database/identity.ts';
import { contextOn } from '../../../support/database.ts';
import { seedClient, seedNetwork, seedOrganisation } from '../../../support/seed.ts';
import { forAnyone, planned } from '../training-world.ts';
import { type Following, calendar, event, following, later } from './following.ts';

let world: Following;
beforeEach(async () => (world = await following()));

const inMay = { from: '2026-05-01', to: '2026-05-31' };
const found = async (query = {}, who: Parameters<Following['by']>[0] = 'GTM reader') =>
  (await getTrainingClashes(world.by(who), { ...inMay, ...query })).clashes;

/** Follows a calendar of these events and reads it; gives the subscription's id. */
async function followed(events: string[], different: Partial<NewSubscription> = {}): Promise<string> {
  const id = await world.follow(different);
  world.answer({ status: 200, body: calendar(...events) });
  await readDueSubscriptions(contextOn(world.db, { now: later(0) }), world.outgoing);
  return id;
}

describe('an event of a followed calendar', () => {
  test('collides with a training of its days for a country or an audience of its subscription', async () => {
    const subscription = await followed([event('foro', 'SUMMARY:Foro regional')], { countries: ['GTM', 'HND'], audiences: ['police'] });
    const edition = await planned(world, {
      dates: '2026-05-03/2026-05-06',
      country: 'GTM',
      audiences: ['police'],
      trainers: [{ name: 'foro' }],
    });
    await planned(world, { dates: '2026-05-05', country: 'GTM' }, forAnyone);
    await planned(world, { dates: '2026-05-04', country: 'MEX' }, forAnyone);
    const answer = await getTrainingClashes(world.by('ST reader'), inMay);
    expect(Clashes.parse(answer)).toEqual(answer);
    expect(answer.complete).toBe(true);
    expect(answer.clashes.filter(({ other }) => other.event !== null)).toMatchObject([
      {
        one: { edition, subscription: null, event: null, network: world.network },
        other: { edition: null, subscription, event: 'foro', network: world.network },
        for: ['country', 'audience'],
        countries: ['GTM'],
        trainers: [],
        audiences: ['police'],
        from: '2026-05-04',
        to: '2026-05-04',
      },
    ]);
    expect(answer.clashes.map(({ from }) => from)).toEqual(['2026-05-04', '2026-05-05']);
  });

  test('never collides with another one, and one that shares nothing with none', async () => {
    await followed([event('a'), event('b')]);
    await followed([event('a')], { url: `${world.url}/otro.ics` });
    expect(await found()).toEqual([]);
    await planned(world, { dates: '2026-05-04', country: 'GTM' });
    expect((await found()).map(({ other }) => other.event)).toEqual(['a', 'b', 'a']);
    await planned(world, { dates: '2026-05-04' });
    expect(await found()).toHaveLength(3);
  });

  test('meets sessions by the minute, and by the day where it has no zone', async () => {
    await followed([
      event('after', 'DTSTART;TZID=America/Guatemala:20260504T100000', 'DURATION:PT1H'),
      event('during', 'DTSTART;TZID=America/New_York:20260504T113000', 'DURATION:PT5H'),
      event('floating', 'DTSTART:20260504T230000', 'DURATION:PT30M'),
      event('day', 'DTSTART;VALUE=DATE:20260510'),
      event('late', 'DTSTART;TZID=America/Mexico_City:20260505T220000', 'DURATION:PT1H'),
    ]);
    const session = { start: '2026-05-04T09:00:00', end: '2026-05-04T10:00:00', zone: 'America/Guatemala' };
    await planned(world, { sessions: [session], dates: '2026-05-04', country: 'GTM' });
    expect((await found()).map(({ other, from, to }) => [other.event, from, to])).toEqual([
      ['floating', '2026-05-04', '2026-05-04'],
      ['during', '2026-05-04T15:30:00.000Z', '2026-05-04T16:00:00.000Z'],
    ]);
    const evening = { start: '2026-05-10T22:00:00', end: '2026-05-10T23:00:00', zone: 'America/Mexico_City' };
    await planned(world, { sessions: [evening], dates: '2026-05-10', country: 'GTM' }, forAnyone);
    expect((await found()).filter(({ from }) => from.startsWith('2026-05-1')).map(({ other }) => other.event)).toEqual(['day']);
    // In Mexico City it is the 5th, in UTC the 6th: a training of either day collides.
    for (const dates of ['2026-05-05', '2026-05-06', '2026-05-07']) await planned(world, { dates, country: 'GTM' }, forAnyone);
    expect((await found()).filter(({ other }) => other.event === 'late').map(({ from }) => from)).toEqual(['2026-05-05', '2026-05-06']);
  });

  test('counts in the stretch alone, by its first time there', async () => {
    await followed([event('weekly', 'DTSTART:20260401T090000Z', 'DTEND:20260401T100000Z', 'RRULE:FREQ=WEEKLY;COUNT=20')]);
    await planned(world, { dates: '2026-04-01/2026-06-30', country: 'GTM' });
    expect((await found()).map(({ from }) => from)).toEqual(['2026-05-06']);
    expect(await found({ from: '2026-05-07', to: '2026-05-12' })).toEqual([]);
  });

  test('is filtered by country, and by the network that follows it', async () => {
    await followed([event('foro')], { countries: ['GTM'], audiences: ['police'] });
    await planned(world, { dates: '2026-05-04', country: 'GTM' }, forAnyone);
    await planned(world, { dates: '2026-05-04', country: 'MEX', audiences: ['police'] });
    expect(await found()).toHaveLength(2);
    expect(await found({ country: 'GTM' })).toHaveLength(1);
    expect(await found({ network: world.network })).toHaveLength(2);
    expect(await found({ network: await seedNetwork(world.db) })).toEqual([]);
  });

  test('is seen by those whose network follows it, as long as they are in it', async () => {
    await followed([event('foro')]);
    await planned(world, { dates: '2026-05-04', country: 'GTM' }, forAnyone);
    const network = await seedNetwork(world.db);
    const other = await seedClient(world.db, await seedOrganisation(world.db, [{ network, as: 'secretariat' }]), 'officer');
    const elsewhere = contextOn(world.db, { principal: other, now: later(0) });
    expect(await found({}, 'RROCM reader')).toHaveLength(1);
    expect((await getTrainingClashes(elsewhere, inMay)).clashes).toEqual([]);
    await createSubscription(elsewhere, world.outgoing, {
      network,
      name: { es: 'Otro' },
      url: `${world.url}/otro.ics`,
      countries: ['GTM'],
      audiences: [],
    });
    await readDueSubscriptions(contextOn(world.db, { now: later(60) }), world.outgoing);
    expect((await getTrainingClashes(elsewhere, inMay)).clashes).toMatchObject([{ other: { network } }]);
    expect((await getTrainingClashes(elsewhere, { ...inMay, network: world.network })).clashes).toEqual([]);
    expect(await found({}, 'RROCM reader')).toHaveLength(1);
    await world.db.orm.update(memberships).set({ to: '2026-01-01' });
    expect(await found({}, 'RROCM reader')).toEqual([]);
  });
});

test('more than a thousand of one calendar leave room for another’s, and it is told that not all is there', async () => {
  const many = Array.from({ length: 1500 }, (_, index) => event(`many-${index}`));
  await followed(many);
  const last = await followed([event('one')], { url: `${world.url}/otro.ics`, countries: ['HND'] });
  await planned(world, { dates: '2026-05-04', country: 'HND' });
  const answer = await getTrainingClashes(world.by('GTM reader'), inMay);
  expect(answer.clashes.map(({ other }) => other.subscription)).toEqual([last]);
  expect(answer.complete).toBe(false);
  expect((await getTrainingClashes(world.by('GTM reader'), { from: '2026-05-05', to: '2026-05-31' })).complete).toBe(true);
});

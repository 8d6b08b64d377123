import { beforeEach, describe, expect, test } from 'vitest';
import { createTrainingTerm } from '../../../../services/training/catalogue/keeping.ts';
import { createSubscription, deleteSubscription, updateSubscription } from '../../../../services/training/subscriptions/keeping.ts';
import { refreshSubscription } from '../../../../services/training/subscriptions/refreshing.ts';
import { getSubscription, listSubscriptions } from '../../../../services/training/subscriptions/subscriptions.ts';
import { CalendarSubscription } from '../../../../shared/contract/training/subscriptions.ts';
import { audit } from '../../../../shared/database/journal.ts';
import { contextOn } from '../../../support/database.ts';
import { seedClient, seedNetwork, seedOrganisation } from '../../../support/seed.ts';
import { type Following, following, storedOf } from './following.ts';

let world: Following;
beforeEach(async () => (world = await following()));

const listed = async (who: Parameters<Following['by']>[0], filter = {}) =>
  (await listSubscriptions(world.by(who), { limit: 50, ...filter }, null)).items.map(({ id }) => id);

/** A secretariat's officer of another network. */
async function stranger() {
  const network = await seedNetwork(world.db);
  const principal = await seedClient(world.db, await seedOrganisation(world.db, [{ network, as: 'secretariat' }]), 'officer');
  return { network, by: contextOn(world.db, { principal }) };
}

describe('following a calendar', () => {
  test('is for the secretariat; everybody in the network sees it, and that it is to be read at once', async () => {
    const id = await world.follow();
    for (const who of ['GTM reader', 'ST reader', 'IOM officer', 'RROCM reader'] as const) expect(await listed(who)).toEqual([id]);
    const { body, version } = await getSubscription(world.by('MEX reader'), id);
    expect(CalendarSubscription.parse(body)).toEqual(body);
    const unread = { events: 0, leftOut: 0, readAt: null, fault: null, dueAt: '2026-03-10T12:00:00.000Z' };
    expect({ body, version }).toMatchObject({ body: { id, network: world.network, url: `${world.url}/foro.ics`, ...unread }, version: 1 });
    expect(world.receipts).toEqual([]);
    const rows = await world.db.orm.select().from(audit);
    expect(rows.at(-1)).toMatchObject({ action: 'training:subscribe', subject: id, network: world.network });
  });

  test.each(['GTM administrator', 'IOM officer', 'ST reader'] as const)(
    'is not for %s, who may not change or read one anew either',
    async (who) => {
      const id = await world.follow();
      const input = { network: world.network, name: { es: 'Otro' }, url: `${world.url}/otro.ics`, countries: [], audiences: [] };
      const acts = [
        createSubscription(world.by(who), world.outgoing, input),
        updateSubscription(world.by(who), id, 1, { countries: [] }),
        refreshSubscription(world.by(who), world.outgoing, id, 1),
        deleteSubscription(world.by(who), id, 1),
      ];
      for (const act of acts) await expect(act).rejects.toMatchObject({ code: 'forbidden' });
      expect(await storedOf(world)).toMatchObject([{ id, version: 1 }]);
      expect(world.receipts).toEqual([]);
    },
  );

  test('of another network is not there', async () => {
    const id = await world.follow();
    const { by, network } = await stranger();
    expect((await listSubscriptions(by, { limit: 50 }, null)).items).toEqual([]);
    expect((await listSubscriptions(by, { limit: 50, network: world.network }, null)).items).toEqual([]);
    const acts = [
      getSubscription(by, id),
      updateSubscription(by, id, 1, { countries: [] }),
      refreshSubscription(by, world.outgoing, id, 1),
      deleteSubscription(by, id, 1),
      world.follow({ network }),
    ];
    for (const act of acts) await expect(act).rejects.toMatchObject({ code: 'not-found' });
    expect(await storedOf(world)).toMatchObject([{ id, version: 1 }]);
  });

  test.each(['http://calendario.example/', 'https://127.0.0.1/', 'https://metadata.google.internal/', 'https://a@calendario.example/'])(
    'is not to %s',
    async (url) => {
      await expect(world.follow({ url })).rejects.toMatchObject({ code: 'unprocessable', errors: [{ pointer: '/body/url' }] });
      expect(await storedOf(world)).toEqual([]);
    },
  );

  test('twice by the same address is a conflict in one network, and none in two', async () => {
    await world.follow();
    await expect(world.follow()).rejects.toMatchObject({ code: 'conflict', detail: { en: expect.stringContaining('that address') } });
    const { by, network } = await stranger();
    const input = { network, name: { es: 'Foro' }, url: `${world.url}/foro.ics`, countries: [], audiences: [] };
    await createSubscription(by, world.outgoing, input);
    expect(await storedOf(world)).toHaveLength(2);
  });

  test('is for fifty of them at most, until one is left', async () => {
    const ids = [];
    for (let count = 0; count < 50; count += 1) ids.push(await world.follow({ url: `https://calendario.example/${count}.ics` }));
    const more = { url: 'https://calendario.example/50.ics' };
    await expect(world.follow(more)).rejects.toMatchObject({ code: 'conflict', detail: { en: expect.stringContaining('50') } });
    await deleteSubscription(world.by('ST officer'), ids[7] ?? '', 1);
    await world.follow(more);
    expect(await storedOf(world)).toHaveLength(50);
    const page = await listSubscriptions(world.by('GTM reader'), { limit: 30 }, null);
    const rest = await listSubscriptions(world.by('GTM reader'), { limit: 30 }, page.next);
    expect(new Set([...page.items, ...rest.items].map(({ url }) => url)).size).toBe(50);
  });
});

describe('what a followed calendar is about', () => {
  test('is said anew at its version', async () => {
    const id = await world.follow();
    const patch = { name: { en: 'Forum' }, countries: ['HND', 'SLV'], audiences: ['police'] };
    const { body, version } = await updateSubscription(world.by('ST officer'), id, 1, patch);
    expect({ body, version }).toMatchObject({ body: { ...patch, url: `${world.url}/foro.ics` }, version: 2 });
    await expect(updateSubscription(world.by('ST officer'), id, 1, patch)).rejects.toMatchObject({ code: 'stale' });
    await expect(deleteSubscription(world.by('ST officer'), id, 1)).rejects.toMatchObject({ code: 'stale' });
    await deleteSubscription(world.by('ST officer'), id, 2);
    await expect(getSubscription(world.by('ST officer'), id)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('are audiences of the standard lists or of its own network', async () => {
    const wrong = { code: 'unprocessable', errors: [{ pointer: '/body/audiences' }] };
    const own = { audiences: ['port-officers'] };
    await expect(world.follow(own)).rejects.toMatchObject(wrong);
    const { by, network } = await stranger();
    const term = { list: 'audience' as const, code: 'port-officers', name: { es: 'Personal de puertos' }, definition: null, national: [] };
    await createTrainingTerm(by, { network, ...term });
    await expect(world.follow(own)).rejects.toMatchObject(wrong);
    expect(await storedOf(world)).toEqual([]);
    const id = await world.follow();
    await expect(updateSubscription(world.by('ST officer'), id, 1, own)).rejects.toMatchObject(wrong);
    await createTrainingTerm(world.by('ST officer'), { network: world.network, ...term });
    expect((await updateSubscription(world.by('ST officer'), id, 1, own)).body).toMatchObject(own);
  });
});

import { LibsqlError } from '@libsql/client';
import { sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { labelled, predicate } from '../../../shared/access/predicate.ts';
import { read } from '../../../shared/access/read.ts';
import { labels } from '../../../shared/contract/access.ts';
import { aboveGreen, labelsOf } from '../../../shared/contract/labels.ts';
import type { Context } from '../../../shared/database/context.ts';
import { clientSecrets, clients, organisations } from '../../../shared/database/identity.ts';
import { audit } from '../../../shared/database/journal.ts';
import type { Database } from '../../../shared/database/open.ts';
import { contextOn } from '../../support/database.ts';
import { type Client, type Item, type Party, items, stored } from './world.ts';

/** A reader in a network, and `count` records of another organisation of each of these labels, all for the governments or named to it. */
async function ownRecords(count: number, tlps: readonly Item['tlp'][] = ['AMBER']) {
  const network = uuid();
  const seats = [{ network, as: 'member' as const, from: '2020-01-01', to: null }];
  const [reading, source] = [uuid(), uuid()].map((id): Party => ({ id, suspended: false, seats, terms: [], shares: [] }));
  if (!reading || !source) throw new Error('No parties');
  const client: Client = { id: uuid(), party: reading, role: 'reader', state: 'live' };
  const outsider: Client = { id: uuid(), party: { ...reading, id: uuid(), seats: [] }, role: 'reader', state: 'live' };
  const records = tlps.flatMap((tlp) =>
    Array.from({ length: count }, (): Item => {
      const audience = labelsOf.governments.includes(tlp) ? 'governments' : tlp === 'CLEAR' ? 'public' : 'persons';
      return { id: uuid(), network, organisation: source.id, tlp, audience, group: null, persons: [client.id] };
    }),
  );
  const parties = [reading, source, outsider.party];
  const db = await stored({ networks: [network], groups: [], parties, clients: [client, outsider], items: records });
  const by = ({ id, party }: Client) => contextOn(db, { principal: { client: id, organisation: party.id, credential: id } });
  return { db, network, source: source.id, records, reader: by(client), outsider: by(outsider) };
}

/** Shows a page of the records that the caller sees, as every list does: one row more is read than is shown. */
async function show(context: Context, most = 10, found = most): Promise<string[]> {
  const { orm } = context.db;
  const wanted = predicate(context, 'plan:read', labelled(items));
  const page = (limit: number) => orm.select().from(items).where(wanted).orderBy(items.id).limit(limit);
  const [rows] = await read(context, [page(most + 1)], { action: 'plan:read', records: page(found), most });
  return rows.slice(0, most).map(({ id }) => id);
}

const traces = ({ orm }: Database) => orm.select().from(audit).orderBy(audit.position);

test('each record above GREEN that is shown leaves a row that says who opened what of whom, and the one of the next page none', async () => {
  const { db, network, source, reader } = await ownRecords(3);
  const shown = await show(reader, 2);
  const { client, organisation } = reader.principal ?? {};
  const row = { client, organisation, network, source, action: 'plan:read', request: reader.requestId, at: reader.now.toISOString() };
  expect(shown).toHaveLength(2);
  expect(await traces(db)).toMatchObject(shown.map((subject) => ({ ...row, subject, hash: '' })));
});

test('no more rows are left than are shown, even by a query that finds more', async () => {
  const { db, reader } = await ownRecords(3);
  const shown = await show(reader, 2, 3);
  expect((await traces(db)).map(({ subject }) => subject)).toEqual(shown);
});

test('the rows are written in the round trip of the reading', async () => {
  const { db, reader } = await ownRecords(3);
  await show(reader);
  expect(db.trips).toBe(1);
});

test.each(labels)('opening %s leaves a row if and only if it is above GREEN', async (tlp) => {
  const { db, reader } = await ownRecords(2, [tlp]);
  expect(await show(reader)).toHaveLength(2);
  expect(await traces(db)).toHaveLength(aboveGreen.includes(tlp) ? 2 : 0);
});

test('of a mixed page only what is above GREEN leaves a row', async () => {
  const { db, records, reader } = await ownRecords(2, labels);
  expect(await show(reader)).toHaveLength(10);
  const above = records.filter(({ tlp }) => aboveGreen.includes(tlp)).map(({ id }) => id);
  expect((await traces(db)).map(({ subject }) => subject).toSorted()).toEqual(above.toSorted());
});

test('opened again it leaves a row again, each with its request', async () => {
  const { db, reader } = await ownRecords(1);
  await show(reader);
  await show({ ...reader, requestId: 'second' });
  expect((await traces(db)).map(({ request }) => request)).toEqual([reader.requestId, 'second']);
});

test('a caller who sees nothing leaves nothing', async () => {
  const { db, outsider } = await ownRecords(2);
  expect(await show(outsider)).toEqual([]);
  expect(await show({ ...outsider, principal: null })).toEqual([]);
  expect(await traces(db)).toEqual([]);
});

test.each([
  ['client was revoked', (db: Database) => db.orm.update(clients).set({ revoked: true })],
  ['client was suspended', (db: Database) => db.orm.update(clients).set({ suspended: true })],
  ['organisation was suspended', (db: Database) => db.orm.update(organisations).set({ suspended: true })],
  ['secret was taken away', (db: Database) => db.orm.delete(clientSecrets)],
])('a caller whose %s is shown nothing and leaves nothing', async (_, end) => {
  const { db, reader } = await ownRecords(2);
  await end(db);
  await expect(show(reader)).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(await traces(db)).toEqual([]);
});

test.each([1, 2, 3])('when the answer is lost %s times, the rows are there once', async (times) => {
  const { db, reader } = await ownRecords(3);
  const batch = db.client.batch.bind(db.client);
  let left = times;
  db.client.batch = async (...args) => {
    const results = await batch(...args);
    if (left-- > 0) throw new LibsqlError('gone', 'SERVER_ERROR');
    return results;
  };
  const shown = await show(reader);
  expect((await traces(db)).map(({ subject }) => subject)).toEqual(shown);
  expect(db.trips).toBe(times + 1);
});

test('nobody is shown what could not be written down', async () => {
  const { db, reader } = await ownRecords(1);
  await db.orm.run(sql`create trigger full before insert on audit begin select raise(abort, 'full'); end`);
  await expect(show(reader)).rejects.toThrow('full');
});

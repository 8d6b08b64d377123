import { v7 as uuid } from 'uuid';
import { beforeEach, expect, test } from 'vitest';
import { getConsent, giveConsent, listConsents, withdrawConsent } from '../../../services/identity/consents.ts';
import { createGroup } from '../../../services/identity/groups.ts';
import type { Role } from '../../../shared/contract/access.ts';
import { NewConsent } from '../../../shared/contract/identity/consents.ts';
import type { Context } from '../../../shared/database/context.ts';
import { audit } from '../../../shared/database/journal.ts';
import type { Database } from '../../../shared/database/open.ts';
import { consents } from '../../../shared/database/sharing.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';
import { seedClient, seedNetwork, seedOrganisation } from '../../support/seed.ts';

let db: Database;
let network: string;
let source: string;
let by: (role: Role, organisation?: string) => Promise<Context>;

beforeEach(async () => {
  db = await ownDatabase();
  network = await seedNetwork(db);
  source = await seedOrganisation(db, [{ network, as: 'member' }]);
  by = async (role, organisation = source) => contextOn(db, { principal: await seedClient(db, organisation, role) });
});

const office = (where: string) => seedOrganisation(db, [{ network: where, as: 'secretariat' }]);
const widest = { tlp: 'CLEAR', audience: 'public', group: null, note: null } as const;
const input = (difference: Partial<NewConsent> = {}): NewConsent => ({
  network,
  organisation: source,
  subject: uuid(),
  ...widest,
  ...difference,
});
const give = async (context: Context, difference: Partial<NewConsent> = {}) => (await giveConsent(context, input(difference))).body.id;
const listed = async (context: Context, filter: object = {}) =>
  (await listConsents(context, { limit: 50, ...filter }, null)).items.map(({ id }) => id);

test.each<Role>(['validator', 'administrator'])('a %s gives one for its organisation', async (role) => {
  const subject = uuid();
  const { body, version } = await giveConsent(await by(role), input({ subject }));
  expect({ ...body, version }).toMatchObject({ organisation: source, network, subject, ...widest, withdrawnAt: null, version: 1 });
  expect((await getConsent(await by('reader'), body.id)).body).toEqual(body);
});

test.each<Role>(['reader', 'officer'])('a %s neither gives nor withdraws one', async (role) => {
  const id = await give(await by('validator'));
  await expect(give(await by(role))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(withdrawConsent(await by(role), id, 1)).rejects.toMatchObject({ code: 'forbidden' });
  expect(await db.orm.select().from(consents)).toMatchObject([{ id, withdrawnAt: null, version: 1 }]);
});

test('nobody gives one for another organisation, of the network or not, there or not', async () => {
  const neighbour = await seedOrganisation(db, [{ network, as: 'partner' }]);
  const foreign = await seedOrganisation(db, [{ network: await seedNetwork(db), as: 'member' }]);
  const validator = await by('validator');
  for (const organisation of [neighbour, foreign, uuid()]) {
    await expect(give(validator, { organisation })).rejects.toMatchObject({ code: 'forbidden' });
  }
  await expect(give(await by('validator', await office(network)))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(give(await by('operator', await seedOrganisation(db)))).rejects.toMatchObject({ code: 'forbidden' });
});

test('nobody gives one in a network of others', async () => {
  await expect(give(await by('validator'), { network: await seedNetwork(db) })).rejects.toMatchObject({ code: 'not-found' });
});

test('a group may be named that its organisation sees; one it does not see answers like one that is not there', async () => {
  const validator = await by('validator');
  const forGroup = (group: string) => give(validator, { tlp: 'AMBER', audience: 'group', group });
  const groupOf = async (context: Context, where = network) => {
    const text = { es: 'Grupo' };
    return (await createGroup(context, { network: where, name: text, purpose: text, tlp: 'AMBER' })).body.id;
  };
  const unseen = await groupOf(await by('officer', await office(network)));
  expect(await forGroup(await groupOf(await by('officer')))).toMatch(/^[0-9a-f-]{36}$/);
  for (const group of [unseen, uuid()]) await expect(forGroup(group)).rejects.toMatchObject({ code: 'unprocessable' });
});

test.each([
  { tlp: 'GREEN', audience: 'public' },
  { tlp: 'AMBER', audience: 'network' },
  { tlp: 'AMBER', audience: 'group', group: null },
  { tlp: 'CLEAR', audience: 'public', group: uuid() },
])('a label and an audience that disagree are refused: $tlp $audience', (label) => {
  expect(NewConsent.safeParse({ ...input(), ...label }).success).toBe(false);
});

test('withdrawn it stays listed, and it cannot be withdrawn twice', async () => {
  const validator = await by('validator');
  const id = await give(validator);
  await withdrawConsent({ ...validator, now: new Date('2126-03-01T12:00:00Z') }, id, 1);
  expect((await listConsents(validator, { limit: 50 }, null)).items).toMatchObject([{ id, withdrawnAt: '2126-03-01T12:00:00.000Z' }]);
  await expect(withdrawConsent(validator, id, 1)).rejects.toMatchObject({ code: 'stale' });
  await expect(withdrawConsent(validator, id, 2)).rejects.toMatchObject({ code: 'conflict' });
  expect(await getConsent(validator, id)).toMatchObject({ version: 2, body: { withdrawnAt: '2126-03-01T12:00:00.000Z' } });
});

test('the secretariat of its network sees it and cannot withdraw it; no one else sees it', async () => {
  const id = await give(await by('validator'));
  const officer = await by('officer', await office(network));
  expect(await listed(officer)).toEqual([id]);
  await expect(withdrawConsent(officer, id, 1)).rejects.toMatchObject({ code: 'forbidden' });
  const others = [await office(await seedNetwork(db)), await seedOrganisation(db, [{ network, as: 'member' }]), await seedOrganisation(db)];
  for (const other of others) {
    const validator = await by('validator', other);
    expect(await listed(validator)).toEqual([]);
    await expect(getConsent(validator, id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(withdrawConsent(validator, id, 1)).rejects.toMatchObject({ code: 'not-found' });
  }
});

test('a list is narrowed by network, organisation and subject, and goes on where the page before ended', async () => {
  const validator = await by('validator');
  const subject = uuid();
  const ids = [await give(validator), await give(validator, { subject }), await give(validator)];
  expect(await listed(validator, { subject })).toEqual([ids[1]]);
  expect(await listed(validator, { network, organisation: source })).toEqual(ids);
  expect(await listed(validator, { organisation: uuid() })).toEqual([]);
  const first = await listConsents(validator, { limit: 2 }, null);
  expect((await listConsents(validator, { limit: 2 }, first.next)).items).toMatchObject([{ id: ids[2] }]);
});

test('giving and withdrawing leave a row each, in the network and with the organisation as source', async () => {
  const validator = await by('validator');
  const subject = uuid();
  const id = await give(validator, { subject });
  await withdrawConsent(validator, id, 1);
  const row = { action: 'consent:give', network, source, client: validator.principal?.client };
  expect(await db.orm.select().from(audit)).toMatchObject([
    { ...row, subject },
    { ...row, subject: id },
  ]);
});

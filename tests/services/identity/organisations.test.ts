import { beforeEach, expect, test } from 'vitest';
import { createClient, updateClient } from '../../../services/identity/clients.ts';
import { getMe } from '../../../services/identity/me.ts';
import { createMembership, deleteMembership, listMemberships, updateMembership } from '../../../services/identity/memberships.ts';
import { createNetwork, listNetworks, updateNetwork } from '../../../services/identity/networks.ts';
import { createOrganisation, getOrganisation, listOrganisations, updateOrganisation } from '../../../services/identity/organisations.ts';
import { createPresidency, updatePresidency } from '../../../services/identity/presidencies.ts';
import type { Context } from '../../../shared/database/context.ts';
import { memberships, organisations } from '../../../shared/database/identity.ts';
import { outbox } from '../../../shared/database/journal.ts';
import type { Database } from '../../../shared/database/open.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';
import { seedClient, seedNetwork, seedOrganisation } from '../../support/seed.ts';

let db: Database;
let network: string;
let member: string;
let secretariat: Context;
let administrator: Context;
let operator: Context;

beforeEach(async () => {
  db = await ownDatabase();
  network = await seedNetwork(db);
  member = await seedOrganisation(db, [{ network, as: 'member' }]);
  const office = await seedOrganisation(db, [{ network, as: 'secretariat' }]);
  secretariat = contextOn(db, { principal: await seedClient(db, office, 'officer') });
  administrator = contextOn(db, { principal: await seedClient(db, member, 'administrator') });
  operator = contextOn(db, { principal: await seedClient(db, await seedOrganisation(db), 'operator') });
});

const place = (code = 'NEW') => ({ network, role: 'partner' as const, code, aliases: [], from: '2020-01-01', to: null });
const partner = { kind: 'partner' as const, name: { es: 'Socia' }, country: null };

test('the secretariat brings an organisation into its network in one act', async () => {
  const { body } = await createOrganisation(secretariat, { ...partner, membership: place() });
  expect((await getOrganisation(administrator, body.id)).body.name).toEqual({ es: 'Socia' });
  expect(await db.orm.select().from(outbox)).toMatchObject([{ type: 'identity.membership.changed', network }]);
});

test('the secretariat creates no organisation outside its networks', async () => {
  const other = await seedNetwork(db);
  await expect(createOrganisation(secretariat, partner)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(createOrganisation(secretariat, { ...partner, membership: { ...place(), network: other } })).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('a taken code leaves neither membership nor organisation', async () => {
  await createOrganisation(secretariat, { ...partner, membership: place() });
  const before = await db.orm.$count(organisations);
  await expect(createOrganisation(secretariat, { ...partner, membership: place() })).rejects.toMatchObject({ code: 'conflict' });
  expect(await db.orm.$count(organisations)).toBe(before);
});

test('a member changes nothing of the network', async () => {
  const { items } = await listMemberships(administrator, { limit: 50 }, null);
  const [first] = items;
  await expect(updateMembership(administrator, first?.id ?? '', 1, { to: '2020-01-01' })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(updateNetwork(administrator, network, 1, { bodies: [] })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(createMembership(administrator, { ...place(), organisation: member })).rejects.toMatchObject({ code: 'forbidden' });
});

test('a membership that ends before it begins is refused', async () => {
  const [own] = await db.orm.select().from(memberships);
  await expect(updateMembership(secretariat, own?.id ?? '', 1, { to: '1999-01-01' })).rejects.toMatchObject({ code: 'unprocessable' });
});

test('a membership taken back is gone, and its event still names the network', async () => {
  const { items } = await listMemberships(secretariat, { limit: 50, organisation: member }, null);
  await deleteMembership(secretariat, items[0]?.id ?? '', 1);
  expect((await listMemberships(secretariat, { limit: 50, organisation: member }, null)).items).toEqual([]);
  expect(await db.orm.select().from(outbox)).toMatchObject([{ network }]);
});

test('an unknown organisation cannot become a member', async () => {
  const unknown = '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11';
  await expect(createMembership(secretariat, { ...place(), organisation: unknown })).rejects.toMatchObject({ code: 'unprocessable' });
});

test('one member presides at a time', async () => {
  const term = { network, organisation: member, from: '2026-01-01', to: '2027-01-01' };
  const { body } = await createPresidency(secretariat, term);
  await expect(createPresidency(secretariat, { ...term, from: '2026-06-01', to: null })).rejects.toMatchObject({ code: 'conflict' });
  const next = await createPresidency(secretariat, { ...term, from: '2027-01-01', to: '2028-01-01' });
  await expect(updatePresidency(secretariat, next.body.id, 1, { from: '2026-12-31' })).rejects.toMatchObject({ code: 'conflict' });
  await expect(updatePresidency(secretariat, body.id, 1, { to: '2025-01-01' })).rejects.toMatchObject({ code: 'unprocessable' });
  const me = await getMe({ ...administrator, now: new Date('2026-05-05') });
  expect(me.networks).toMatchObject([{ id: network, as: 'member', presidency: true }]);
});

test('only a member presides', async () => {
  const { items } = await listOrganisations(secretariat, { limit: 50 }, null);
  const office = items.find(({ id }) => id !== member);
  const term = { network, organisation: office?.id ?? '', from: '2026-01-01', to: null };
  await expect(createPresidency(secretariat, term)).rejects.toMatchObject({ code: 'unprocessable' });
});

test('nobody hands out more than they may', async () => {
  const of = (organisation: string, role: 'reader' | 'administrator' | 'operator') => ({ organisation, role, name: 'x' });
  const make = (context: Context, input: ReturnType<typeof of>) => createClient(context, 'pepper', input);
  await expect(make(administrator, of(member, 'operator'))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(make(secretariat, of(member, 'administrator'))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(make(operator, of(member, 'reader'))).rejects.toMatchObject({ code: 'forbidden' });
  const { body } = await make(administrator, of(member, 'reader'));
  await expect(updateClient(administrator, body.client.id, 1, { role: 'operator' })).rejects.toMatchObject({ code: 'forbidden' });
  expect((await make(operator, of(member, 'administrator'))).body.client.role).toBe('administrator');
});

test('only the operator suspends an organisation, which then reads nothing', async () => {
  await expect(updateOrganisation(secretariat, member, 1, { suspended: true })).rejects.toMatchObject({ code: 'forbidden' });
  await updateOrganisation(operator, member, 1, { suspended: true });
  await expect(getMe(administrator)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('a network of others is not there', async () => {
  await createNetwork(operator, { code: 'other', name: { en: 'Other' }, bodies: [] });
  expect((await listNetworks(secretariat, { limit: 50 }, null)).items.map(({ id }) => id)).toEqual([network]);
  expect((await listNetworks(operator, { limit: 50 }, null)).items).toHaveLength(2);
});

import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { inNetwork, predicate } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import type { Context } from '../../../shared/database/context.ts';
import { networks } from '../../../shared/database/identity.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';
import { seedClient, seedNetwork, seedOrganisation } from '../../support/seed.ts';

const sees = async (context: Context) => {
  const visible = context.db.orm
    .select()
    .from(networks)
    .where(predicate(context, 'network:read', inNetwork(networks.id)));
  const [rows] = await read(context, [visible]);
  return rows.length;
};

test('a member removed today loses what it saw yesterday', async () => {
  const db = await ownDatabase();
  const network = await seedNetwork(db);
  const organisation = await seedOrganisation(db, [{ network, as: 'member', to: '2026-03-02' }]);
  const principal = await seedClient(db, organisation, 'reader');
  expect(await sees(contextOn(db, { principal, now: new Date('2026-03-01T23:59:59Z') }))).toBe(1);
  expect(await sees(contextOn(db, { principal, now: new Date('2026-03-02T00:00:00Z') }))).toBe(0);
});

test('a member added today sees what the network already had', async () => {
  const db = await ownDatabase();
  const network = await seedNetwork(db);
  const organisation = await seedOrganisation(db, [{ network, as: 'member', from: '2026-03-02' }]);
  const principal = await seedClient(db, organisation, 'reader');
  expect(await sees(contextOn(db, { principal, now: new Date('2026-03-01T12:00:00Z') }))).toBe(0);
  expect(await sees(contextOn(db, { principal, now: new Date('2026-03-02T12:00:00Z') }))).toBe(1);
});

test.each([
  ['a revoked client', { revoked: true, suspended: false }],
  ['a client of a suspended organisation', { revoked: false, suspended: true }],
])('%s is refused at its next call, whatever its token says', async (_, { revoked, suspended }) => {
  const db = await ownDatabase();
  const network = await seedNetwork(db);
  const organisation = await seedOrganisation(db, [{ network, as: 'member' }], suspended);
  const context = contextOn(db, { principal: await seedClient(db, organisation, 'administrator', revoked) });
  await expect(sees(context)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('a write is refused in order: not live, not seen, not allowed', async () => {
  const db = await ownDatabase();
  const context = contextOn(db, { principal: { client: 'nobody', organisation: 'none' } });
  const codes = may(context, 'network:edit', inNetwork(sql`'n'`), 'network:read').map(({ problem }) => problem.code);
  expect(codes).toEqual(['unauthenticated', 'not-found', 'forbidden']);
});

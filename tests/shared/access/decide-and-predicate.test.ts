import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Standing, type Thing, decide } from '../../../shared/access/decide.ts';
import { predicate } from '../../../shared/access/predicate.ts';
import { type Audience, audiences, kinds, permissions, roles } from '../../../shared/contract/access.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';
import { seedClient, seedNetwork, seedOrganisation } from '../../support/seed.ts';

const audience = fc.constantFrom(...audiences);
const seat = fc.record({ which: fc.constantFrom(0, 1), as: fc.constantFrom(...kinds), open: fc.boolean() });
const caller = fc.record({
  role: fc.constantFrom(...roles),
  seats: fc.uniqueArray(seat, { maxLength: 2, selector: ({ which }) => which }),
  revoked: fc.boolean(),
  suspended: fc.boolean(),
});

test('the decision in code and the predicate in the query agree, whoever asks for whatever', async () => {
  const db = await ownDatabase();
  const networks = [await seedNetwork(db), await seedNetwork(db)];
  const other = await seedOrganisation(db);
  await fc.assert(
    fc.asyncProperty(caller, fc.constantFrom(0, 1), fc.boolean(), audience, async (who, which, own, label) => {
      const seats = who.seats.map(({ which: seatIn, as, open }) => ({
        network: networks[seatIn] ?? '',
        as,
        to: open ? null : '2001-01-01',
      }));
      const organisation = await seedOrganisation(db, seats, who.suspended);
      const principal = await seedClient(db, organisation, who.role, who.revoked);
      const current = seats.filter(({ to }) => to === null).map(({ network, as }) => ({ id: network, as }));
      const standing: Standing | null = who.revoked || who.suspended ? null : { organisation, role: who.role, networks: current };
      const thing: Thing = { networks: [networks[which] ?? ''], organisation: own ? organisation : other, audience: label };
      const said = permissions.map((permission) => [permission, decide(standing, permission, thing)]);
      expect(await asked(db, principal, thing, label)).toEqual(said);
    }),
    { numRuns: 150 },
  );
});

async function asked(
  db: Awaited<ReturnType<typeof ownDatabase>>,
  principal: { client: string; organisation: string },
  thing: Thing,
  label: Audience,
) {
  const context = contextOn(db, { principal });
  const place = {
    within: (mine: ReturnType<typeof sql>) => sql`${thing.networks[0]} in ${mine}`,
    organisation: sql`${thing.organisation}`,
    audience: sql`${label}`,
  };
  const answers = permissions.map((permission) => sql`${predicate(context, permission, place)}`);
  const [row] = await db.orm.values<number[]>(sql`select ${sql.join(answers, sql`, `)}`);
  return permissions.map((permission, index) => [permission, Boolean(row?.[index])]);
}

test.each(permissions)('anonymous may not %s anything that is not public', (permission) => {
  const things = audiences.filter((label) => label !== 'public').map((label) => ({ networks: ['n'], organisation: 'o', audience: label }));
  expect(things.map((thing) => decide(null, permission, thing))).toEqual(things.map(() => false));
});

test('the operator reads no content', () => {
  const standing: Standing = { organisation: 'o', role: 'operator', networks: [{ id: 'n', as: 'secretariat' }] };
  const shared = audiences.filter((label) => label !== 'public');
  expect(shared.map((label) => decide(standing, 'plan:read', { networks: ['n'], organisation: 'o', audience: label }))).not.toContain(true);
});

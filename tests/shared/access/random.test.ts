import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { audiences, kinds, permissions, roles } from '../../../shared/contract/access.ts';
import { labelsOf } from '../../../shared/contract/labels.ts';
import { type Client, type Item, type Party, type World, answered, decided, standingOn, stored } from './world.ts';

/** `CASES=1000000` is the long run (`npm run test:access`). */
const wanted = Number(process.env['CASES'] ?? 100_000);

const day = fc.integer({ min: 1, max: 28 }).map((date) => `2026-02-${String(date).padStart(2, '0')}`);
const period = fc
  .tuple(day, fc.option(day))
  .map(([from, to]) => ({ from, to }))
  .filter(({ from, to }) => to === null || from < to);
const networks = [uuid(), uuid(), uuid()];
const network = fc.constantFrom(...networks);

const groups = fc.array(network, { minLength: 1, maxLength: 3 }).map((list) => list.map((of) => ({ id: uuid(), network: of, owner: '' })));

const partyOf = (known: { id: string }[]) =>
  fc
    .record({
      suspended: fc.integer({ min: 0, max: 9 }).map((figure) => figure === 0),
      seats: fc.uniqueArray(fc.record({ network, as: fc.constantFrom(...kinds), time: period }), {
        maxLength: 3,
        selector: (seat) => seat.network,
      }),
      terms: fc.array(fc.record({ network, time: period }), { maxLength: 1 }),
      shares: fc.array(fc.record({ group: fc.constantFrom(...known.map(({ id }) => id)), time: period }), { maxLength: 2 }),
    })
    .map(({ suspended, seats, terms, shares }): Party => {
      const flat = <T extends { time: object }>({ time, ...rest }: T) => ({ ...rest, ...time });
      return { id: uuid(), suspended, seats: seats.map(flat), terms: terms.map(flat), shares: shares.map(flat) } as Party;
    });

const clientOf = (parties: Party[]) =>
  fc.record({
    id: fc.constant(null).map(() => uuid()),
    party: fc.constantFrom(...parties),
    role: fc.constantFrom(...roles),
    state: fc.constantFrom('live', 'live', 'live', 'live', 'suspended', 'revoked'),
  }) as fc.Arbitrary<Client>;

const itemOf = (known: { id: string }[], parties: Party[], clients: Client[]) =>
  fc
    .record({
      network,
      party: fc.constantFrom(...parties),
      audience: fc.constantFrom(...audiences),
      label: fc.nat(3),
      group: fc.constantFrom(...known.map(({ id }) => id)),
      named: fc.subarray(clients, { maxLength: 3 }),
    })
    .map(({ network: of, party, audience, label, group, named }): Item => {
      const tlps = labelsOf[audience];
      return {
        id: uuid(),
        network: of,
        organisation: party.id,
        tlp: tlps[label % tlps.length] ?? 'GREEN',
        audience,
        group: audience === 'group' ? group : null,
        persons: audience === 'persons' ? named.map(({ id }) => id) : [],
      };
    });

const world: fc.Arbitrary<World> = groups.chain((known) =>
  fc.array(partyOf(known), { minLength: 4, maxLength: 8 }).chain((parties) =>
    fc.array(clientOf(parties), { minLength: 8, maxLength: 12 }).chain((clients) =>
      fc.array(itemOf(known, parties, clients), { minLength: 25, maxLength: 40 }).map((items) => ({
        networks,
        groups: known.map((group) => ({ ...group, owner: parties[0]?.id ?? '' })),
        parties,
        clients,
        items,
      })),
    ),
  ),
);

/** The fewest cases that one world has: 25 items, 8 clients and anyone, on two days. */
const fewest = 25 * 9 * 2 * permissions.length;

test('in random worlds on random days, decision and query agree', { timeout: 3_600_000 }, async () => {
  let cases = 0;
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
  const check = fc.asyncProperty(world, fc.tuple(day, day), async (one, days) => {
    const db = await stored(one);
    for (const date of days) {
      for (const client of [...one.clients, null]) {
        const expected = decided(client && standingOn(date, client), one.items);
        expect(await answered(db, client, date, sql`1`)).toEqual(expected);
        cases += one.items.length * permissions.length;
      }
    }
    db.client.close();
  });
  await fc.assert(check, { numRuns: Math.ceil(wanted / fewest), seed, endOnFailure: true });
  console.log(`${cases} random cases from seed ${seed}, 0 different`);
  expect(cases).toBeGreaterThanOrEqual(wanted);
});

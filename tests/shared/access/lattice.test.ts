import { sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { audiences, kinds, roles } from '../../../shared/contract/access.ts';
import { labelsOf } from '../../../shared/contract/labels.ts';
import {
  type Client,
  type Item,
  type Party,
  type World,
  answered,
  asked,
  answeredOfAll,
  decided,
  items,
  standingOn,
  stored,
} from './world.ts';

const today = '2026-03-15';
const periods = {
  past: { from: '2020-01-01', to: today },
  current: { from: today, to: null },
  future: { from: '2026-03-16', to: null },
} as const;
const times = Object.values(periods);

const here = uuid();
const elsewhere = uuid();
const stranger: Party = { id: uuid(), suspended: false, seats: [], terms: [], shares: [] };
const keeper: Party = { id: uuid(), suspended: false, seats: [], terms: [], shares: [] };
const group = { id: uuid(), network: here, owner: stranger.id };
const emptyGroup = { id: uuid(), network: here, owner: stranger.id };

/** Every place that an organisation may have: in or out of the network in each capacity, presiding it or not, in or out of a group. */
const parties: Party[] = [null, ...kinds.flatMap((as) => times.map((period) => ({ network: here, as, ...period })))].flatMap((seat) =>
  [null, periods.past, periods.current].flatMap((term) =>
    [null, ...times].map((share) => ({
      id: uuid(),
      suspended: false,
      seats: seat ? [seat] : [],
      terms: term ? [{ network: here, ...term }] : [],
      shares: share ? [{ group: group.id, ...share }] : [],
    })),
  ),
);
const suspended: Party[] = kinds.map((as) => ({
  id: uuid(),
  suspended: true,
  seats: [{ network: here, as, ...periods.current }],
  terms: [{ network: here, ...periods.current }],
  shares: [{ group: group.id, ...periods.current }],
}));

const clients: Client[] = [
  ...[...parties, ...suspended].flatMap((party) => roles.map((role): Client => ({ id: uuid(), party, role, state: 'live' }))),
  ...parties.flatMap((party) =>
    (['suspended', 'revoked'] as const).map((state): Client => ({ id: uuid(), party, role: 'administrator', state })),
  ),
];

/** A record of each label and audience that agree, in the network and in another one, naming these persons or nobody. */
const recordsOf = (organisation: string, persons: string[], authority: string | null = null): Item[] =>
  [here, elsewhere].flatMap((network) =>
    audiences.flatMap((audience) =>
      labelsOf[audience].flatMap((tlp) =>
        (audience === 'group' ? [group.id, emptyGroup.id] : [null]).map((inGroup) => {
          const named = audience === 'persons' && tlp !== 'GREEN' ? persons : [];
          return { id: uuid(), network, organisation, authority, tlp, audience, group: inGroup, persons: named };
        }),
      ),
    ),
  );

const common = recordsOf(stranger.id, clients.filter((_, index) => index % 2 === 0).map(({ id }) => id)); // prettier-ignore
const own = new Map([...parties, ...suspended].map(({ id }) => [id, recordsOf(id, clients.filter(({ party }) => party.id === id).map((client) => client.id))])); // prettier-ignore
/** For each organisation a thing of somebody else for which it answers. */
const answeredFor = new Map(
  [...parties, ...suspended].map(({ id }) => [id, recordsOf(keeper.id, [], id).filter(({ audience }) => audience === 'organisation')]),
);
const world: World = {
  networks: [here, elsewhere],
  groups: [group, emptyGroup],
  parties: [stranger, keeper, ...parties, ...suspended],
  clients,
  items: [...common, ...[...own.values(), ...answeredFor.values()].flat()],
};

test('in every standing, decision and query agree on every record and permission', async () => {
  const db = await stored(world);
  let cases = 0;
  for (const client of [...clients, null]) {
    const mine = client?.party.id ?? stranger.id;
    const list = [...common, ...(own.get(mine) ?? []), ...(answeredFor.get(mine) ?? [])];
    const expected = decided(client && standingOn(today, client), list);
    const said = await answered(db, client, today, sql`${items.organisation} in (${stranger.id}, ${mine}) or ${items.authority} = ${mine}`);
    if (!same(said, expected)) expect({ client, said }).toEqual({ client, said: expected });
    cases += list.length * asked.length;
  }
  console.log(`${cases} cases of the lattice, 0 different`);
  expect(cases).toBeGreaterThan(500_000);
});

test('an organisation as such may what any reader of it may, but for what is for named persons', async () => {
  const said = await answeredOfAll(
    await stored(world),
    today,
    sql`${items.organisation} in (${stranger.id}, o.id) or ${items.authority} = o.id`,
  );
  let won = 0;
  for (const party of world.parties.filter((one) => one !== keeper)) {
    const list = [...common, ...(own.get(party.id) ?? []), ...(answeredFor.get(party.id) ?? [])].map((item) => ({ ...item, persons: [] }));
    const expected = decided(standingOn(today, { id: uuid(), party, role: 'reader', state: 'live' }), list);
    const answers = said.get(party.id) ?? new Map();
    if (!same(answers, expected)) expect({ party, answers }).toEqual({ party, answers: expected });
    won += [...expected.values()].flat().filter(Boolean).length;
  }
  expect(won).toBeGreaterThan(10_000);
});

const same = (one: Map<string, boolean[]>, other: Map<string, boolean[]>) =>
  one.size === other.size && [...one].every(([id, list]) => String(list) === String(other.get(id)));

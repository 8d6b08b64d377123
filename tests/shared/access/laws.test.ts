import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Standing, type Thing, decide } from '../../../shared/access/decide.ts';
import { rules } from '../../../shared/access/rules.ts';
import { audiences, kinds, labels, permissions, roles } from '../../../shared/contract/access.ts';
import { type Label, agree, labelsOf, widens } from '../../../shared/contract/labels.ts';
import { type Client, type Party, standingOn } from './world.ts';

const [yesterday, today] = ['2026-02-14', '2026-02-15'];
const [networks, groups, organisations, persons] = [
  ['n1', 'n2'],
  ['g1', 'g2'],
  ['o1', 'o2', 'o3'],
  ['c1', 'c2', 'c3'],
] as const;
const open = fc.constantFrom({ from: '2020-01-01', to: null }, { from: '2020-01-01', to: '2030-01-01' });
const network = fc.constantFrom(...networks);
const flat = <T extends { time: object }>({ time, ...rest }: T) => ({ ...rest, ...time });

const party = fc
  .record({
    id: fc.constantFrom(...organisations),
    seats: fc.array(fc.record({ network, as: fc.constantFrom(...kinds), time: open }), { maxLength: 3 }),
    terms: fc.array(fc.record({ network, time: open }), { maxLength: 2 }),
    shares: fc.array(fc.record({ group: fc.constantFrom(...groups), time: open }), { maxLength: 3 }),
  })
  .map(({ id, seats, terms, shares }) => ({
    id,
    suspended: false,
    seats: seats.map(flat),
    terms: terms.map(flat),
    shares: shares.map(flat),
  })) as fc.Arbitrary<Party>;
const client = fc.record({
  id: fc.constantFrom(...persons),
  party,
  role: fc.constantFrom(...roles),
  state: fc.constant('live'),
}) as fc.Arbitrary<Client>;

const label: fc.Arbitrary<Label> = fc.constantFrom(
  ...audiences.flatMap((audience) =>
    labelsOf[audience].flatMap((tlp) => (audience === 'group' ? groups : [null]).map((group) => ({ tlp, audience, group }))),
  ),
);
const place = fc.record({
  networks: network.map((id) => [id]),
  organisation: fc.constantFrom(...organisations, null),
  persons: fc.subarray([...persons]),
});
const thing: fc.Arbitrary<Thing> = fc
  .tuple(place, fc.option(label))
  .map(([where, word]) => ({ ...where, ...(word ? { audience: word.audience, group: word.group ?? null } : {}) }));

const allowed = (standing: Standing | null, one: Thing) => permissions.filter((permission) => decide(standing, permission, one));
const holds = <T extends [unknown, ...unknown[]]>(...law: Parameters<typeof fc.property<T>>) =>
  fc.assert(fc.property<T>(...law), { numRuns: 3000 });

const without = (one: Client, change: Partial<Party>): Client => ({ ...one, party: { ...one.party, ...change } });
const ended = <T extends { from: string; to: string | null }>(list: T[], which: (item: T) => boolean) =>
  list.map((item) => (which(item) ? { ...item, to: today } : item));

const losses: [string, (one: Client) => (Client | null)[]][] = [
  ['leaving a group', (one) => groups.map((id) => without(one, { shares: ended(one.party.shares, ({ group }) => group === id) }))],
  ['leaving a network', (one) => networks.map((id) => without(one, { seats: ended(one.party.seats, (seat) => seat.network === id) }))],
  [
    'the end of a presidency',
    (one) => networks.map((id) => without(one, { terms: ended(one.party.terms, (term) => term.network === id) })),
  ],
  ['the suspension of its organisation', (one) => [without(one, { suspended: true })]],
  ['suspension', (one) => [{ ...one, state: 'suspended' }]],
  ['revocation', (one) => [{ ...one, state: 'revoked' }]],
  ['becoming nobody', () => [null]],
];

describe('whatever is lost, nothing is won', () => {
  test.each(losses)('%s adds no permission on anything', (_, loss) => {
    holds(client, thing, (one, at) => {
      const before = allowed(standingOn(yesterday, one), at);
      for (const less of loss(one)) expect(before).toEqual(expect.arrayContaining(allowed(less && standingOn(today, less), at)));
    });
  });

  test.each(losses.slice(3))('%s leaves what is public to read, and nothing else', (_, loss) => {
    holds(client, thing, (one, at) => {
      for (const less of loss(one)) expect(allowed(less && standingOn(today, less), at)).toEqual(allowed(null, at));
    });
  });
});

test('a narrower label never goes to an audience that a wider one does not; only CLEAR and public mean each other', () => {
  const audiencesOf = (tlp: Label['tlp']) =>
    audiences.filter((audience) => agree({ tlp, audience, group: audience === 'group' ? 'g' : null }));
  const narrowing = labels.filter((tlp) => tlp !== 'CLEAR').toReversed();
  expect(narrowing).toEqual(['GREEN', 'AMBER', 'AMBER+STRICT', 'RED']);
  narrowing.slice(1).forEach((tlp, at) => expect(audiencesOf(narrowing[at] ?? tlp)).toEqual(expect.arrayContaining(audiencesOf(tlp))));
  expect(audiencesOf('CLEAR')).toEqual(['public']);
  expect(labelsOf.public).toEqual(['CLEAR']);
});

test('what does not widen shows the record to nobody new', () => {
  let narrowed = 0;
  holds(client, place, label, label, (one, where, from, to) => {
    fc.pre(!widens(from, to));
    const sees = ({ audience, group }: Label) => decide(standingOn(today, one), 'plan:read', { ...where, audience, group: group ?? null });
    if (sees(to)) expect(sees(from)).toBe(true);
    narrowed += sees(from) && !sees(to) ? 1 : 0;
  });
  expect(narrowed).toBeGreaterThan(100);
});

test('the same label again widens nothing, but other persons may be named under it', () => {
  holds(label, (same) => {
    expect(widens(same, same)).toBe(same.audience === 'persons');
  });
});

const reading = permissions.filter((permission) => rules[permission].some(({ by }) => by === 'audience'));

test('the operator reads no content unless it is public', () => {
  holds(client, thing, (one, at) => {
    const standing = standingOn(today, { ...one, role: 'operator' });
    expect(reading.filter((permission) => decide(standing, permission, at))).toEqual(at.audience === 'public' ? reading : []);
  });
});

test('anonymous reads what is public and may nothing else', () => {
  holds(thing, (at) => {
    expect(allowed(null, at)).toEqual(at.audience === 'public' ? reading : []);
  });
});

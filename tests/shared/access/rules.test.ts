import { describe, expect, test } from 'vitest';
import { type Standing, decide } from '../../../shared/access/decide.ts';
import { holders } from '../../../shared/access/rules.ts';
import { type Permission, permissions, roles } from '../../../shared/contract/access.ts';

/**
 * The rules in words: who may do what to a thing of its own organisation / of another organisation in its network. Letters stand for roles:
 * reader, officer, validator, administrator, operator (p). `presiding` is an organisation that presides the network, as far as that goes.
 */
const table = `
permission            | member      | secretariat | partner     | civil society | presiding | nowhere
network:read          | rovap/rovap | rovap/rovap | rovap/rovap | rovap/rovap   | p/p       | p/p
network:create        | p/p         | p/p         | p/p         | p/p           | p/p       | p/p
network:edit          | -/-         | ova/ova     | -/-         | -/-           | ova/ova   | -/-
organisation:read     | rovap/rovap | rovap/rovap | rovap/rovap | rovap/rovap   | rovap/p   | rovap/p
organisation:create   | p/p         | p/p         | p/p         | p/p           | p/p       | p/p
organisation:edit     | a/-         | ova/ova     | a/-         | a/-           | a/-       | a/-
organisation:suspend  | p/p         | p/p         | p/p         | p/p           | p/p       | p/p
membership:read       | rovap/rovap | rovap/rovap | rovap/rovap | rovap/rovap   | p/p       | p/p
membership:edit       | p/p         | ovap/ovap   | p/p         | p/p           | p/p       | p/p
client:read           | ap/p        | ap/p        | ap/p        | ap/p          | ap/p      | ap/p
client:edit           | ap/-        | ap/-        | ap/-        | ap/-          | ap/-      | ap/-
client:revoke         | ap/p        | ap/p        | ap/p        | ap/p          | ap/p      | ap/p
administrator:appoint | ap/p        | ap/p        | ap/p        | ap/p          | ap/p      | ap/p
operator:appoint      | p/p         | p/p         | p/p         | p/p           | p/p       | p/p
key:rotate            | p/p         | p/p         | p/p         | p/p           | p/p       | p/p
group:read            | -/-         | -/-         | -/-         | -/-           | -/-       | -/-
group:create          | ova/ova     | ova/ova     | ova/ova     | ova/ova       | -/-       | -/-
group:edit            | ova/-       | ova/-       | ova/-       | ova/-         | ova/-     | ova/-
consent:read          | rova/-      | rova/ova    | rova/-      | rova/-        | rova/-    | rova/-
consent:give          | va/-        | va/-        | va/-        | va/-          | va/-      | va/-
audit:read            | va/-        | va/va       | va/-        | va/-          | va/-      | va/-
plan:read             | -/-         | -/-         | -/-         | -/-           | -/-       | -/-
plan:import           | -/-         | ova/ova     | -/-         | -/-           | -/-       | -/-
plan:label            | -/-         | ova/ova     | -/-         | -/-           | -/-       | -/-
plan:edit             | -/-         | ova/ova     | -/-         | -/-           | -/-       | -/-
meeting:read          | -/-         | -/-         | -/-         | -/-           | -/-       | -/-
meeting:edit          | -/-         | ova/ova     | -/-         | -/-           | ova/ova   | -/-
participation:edit    | ova/-       | ova/ova     | ova/-       | ova/-         | ova/-     | ova/-
obligation:exempt     | va/-        | ova/ova     | va/-        | va/-          | va/-      | va/-
report:read           | -/-         | -/-         | -/-         | -/-           | -/-       | -/-
report:write          | ova/-       | ova/-       | ova/-       | ova/-         | ova/-     | ova/-
report:validate       | v/-         | v/-         | v/-         | v/-           | v/-       | v/-
report:publish        | va/-        | va/-        | va/-        | va/-          | va/-      | va/-
webhook:read          | a/-         | a/-         | a/-         | a/-           | a/-       | a/-
webhook:edit          | a/-         | a/-         | a/-         | a/-           | a/-       | a/-
event:read            | -/-         | -/-         | -/-         | -/-           | -/-       | -/-
event:acknowledge     | ova/-       | ova/-       | ova/-       | ova/-         | ova/-     | ova/-
listing:read          | rova/-      | rova/rova   | rova/-      | rova/-        | rova/-    | rova/-
listing:read-hidden   | rova/-      | rova/-      | rova/-      | rova/-        | rova/-    | rova/-
listing:create        | ova/ova     | ova/ova     | ova/ova     | ova/ova       | -/-       | -/-
listing:edit          | ova/-       | ova/-       | ova/-       | ova/-         | ova/-     | ova/-
listing:approve       | -/-         | -/-         | -/-         | -/-           | -/-       | -/-
listing:withdraw      | ova/-       | ova/-       | ova/-       | ova/-         | ova/-     | ova/-
listing:verify        | ova/-       | ova/-       | ova/-       | ova/-         | ova/-     | ova/-
focal:read            | -/-         | -/-         | -/-         | -/-           | -/-       | -/-
focal:edit            | ova/-       | ova/-       | ova/-       | ova/-         | ova/-     | ova/-
focal:purpose         | -/-         | ova/ova     | -/-         | -/-           | -/-       | -/-
exchange:read         | -/-         | -/-         | -/-         | -/-           | -/-       | -/-
exchange:create       | ova/ova     | ova/ova     | -/-         | -/-           | -/-       | -/-
exchange:write        | ova/-       | ova/-       | ova/-       | ova/-         | ova/-     | ova/-
exchange:check        | ov/-        | ov/-        | ov/-        | ov/-          | ov/-      | ov/-
exchange:publish      | v/-         | v/-         | v/-         | v/-           | v/-       | v/-
exchange:contribute   | ova/ova     | ova/ova     | -/-         | -/-           | -/-       | -/-
exchange:follow       | rova/-      | rova/-      | rova/-      | rova/-        | rova/-    | rova/-
exchange:release      | va/-        | va/-        | va/-        | va/-          | va/-      | va/-
exchange:openings     | va/-        | va/-        | va/-        | va/-          | va/-      | va/-
figure:read           | -/-         | -/-         | -/-         | -/-           | -/-       | -/-
figure:write          | ova/-       | ova/-       | ova/-       | ova/-         | ova/-     | ova/-
figure:confirm        | v/-         | v/-         | v/-         | v/-           | v/-       | v/-
training:read         | -/-         | -/-         | -/-         | -/-           | -/-       | -/-
training:create       | ova/ova     | ova/ova     | ova/ova     | ova/ova       | -/-       | -/-
training:write        | ova/-       | ova/-       | ova/-       | ova/-         | ova/-     | ova/-
training:label        | va/-        | va/-        | va/-        | va/-          | va/-      | va/-
training:answer       | va/-        | va/-        | va/-        | va/-          | va/-      | va/-
training:terms        | -/-         | ova/ova     | -/-         | -/-           | -/-       | -/-
training:follow       | rova/rova   | rova/rova   | rova/rova   | rova/rova     | -/-       | -/-
training:subscribe    | -/-         | ova/ova     | -/-         | -/-           | -/-       | -/-
calendar:link         | rova/-      | rova/-      | rova/-      | rova/-        | rova/-    | rova/-
enrolment:read        | rova/-      | rova/-      | rova/-      | rova/-        | rova/-    | rova/-
enrolment:create      | ova/ova     | ova/ova     | ova/ova     | ova/ova       | -/-       | -/-
enrolment:write       | ova/-       | ova/-       | ova/-       | ova/-         | ova/-     | ova/-
enrolment:decide      | -/-         | -/-         | -/-         | -/-           | -/-       | -/-
`;

const letters: Record<Standing['role'], string> = { reader: 'r', officer: 'o', validator: 'v', administrator: 'a', operator: 'p' };
const [head = [], ...rows] = table
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()));

function standingOf(place: string, role: Standing['role']): Standing {
  const as = place.replace(' ', '_') as Standing['networks'][number]['as'];
  const seated = !['presiding', 'nowhere'].includes(place);
  const networks = seated ? [{ id: 'n', as }] : [];
  return { client: 'c', organisation: 'o', role, networks, presides: place === 'presiding' ? ['n'] : [], groups: [] };
}

const allowed = (permission: Permission, place: string, organisation: string) =>
  roles
    .filter((role) => decide(standingOf(place, role), permission, { networks: ['n'], organisation }))
    .map((role) => letters[role])
    .join('') || '-';

test('every permission has its row', () => {
  expect(rows.map(([permission]) => permission)).toEqual([...permissions]);
});

describe.each(rows)('%s', (permission, ...cells) => {
  test.each(head.slice(1).map((place, at) => [place, cells[at]]))('as %s: %s', (place = '', cell) => {
    const may = (organisation: string) => allowed(permission as Permission, place, organisation);
    expect(`${may('o')}/${may('another')}`).toBe(cell);
  });
});

test('who answers for a thing sees, approves, withdraws and verifies it, follows what others ask for it and decides on who is nominated for it', () => {
  const thing = { networks: ['n'], organisation: 'another', authority: 'o' };
  const won = permissions.flatMap((permission) => {
    const may = roles.filter((role) => decide(standingOf('nowhere', role), permission, thing)).map((role) => letters[role]);
    const anyway = allowed(permission, 'nowhere', 'another');
    return may.length > 0 && may.join('') !== anyway ? [`${permission} ${may.join('')}`] : [];
  });
  expect(won).toEqual([
    'listing:read rova',
    'listing:read-hidden rova',
    'listing:approve v',
    'listing:withdraw va',
    'listing:verify ova',
    'exchange:follow rova',
    'enrolment:read rova',
    'enrolment:write ova',
    'enrolment:decide ova',
  ]);
});

test('in another network nobody has a capacity', () => {
  const elsewhere = { networks: ['m'], organisation: 'another' };
  const places = head.slice(1);
  const won = places.flatMap((place) =>
    permissions.filter((permission) => decide(standingOf(place, 'administrator'), permission, elsewhere)),
  );
  expect(won).toEqual([]);
});

test('each audience holds the capacities that the design names', () => {
  const everyone = ['member', 'secretariat', 'partner', 'civil_society'];
  expect(holders).toEqual({
    network: ['member', 'secretariat', 'partner'],
    governments: ['member', 'secretariat'],
    group: everyone,
    persons: everyone,
  });
});

import { v7 as uuid } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { listAudit } from '../../../services/identity/audit.ts';
import { addGroupMember } from '../../../services/identity/group-members.ts';
import { createGroup, getGroup } from '../../../services/identity/groups.ts';
import type { Kind, Role } from '../../../shared/contract/access.ts';
import type { AuditEntry, AuditFilter } from '../../../shared/contract/identity/audit.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import type { Context } from '../../../shared/database/context.ts';
import { memberships } from '../../../shared/database/identity.ts';
import { audit } from '../../../shared/database/journal.ts';
import type { Database } from '../../../shared/database/open.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';
import { seedClient, seedNetwork, seedOrganisation } from '../../support/seed.ts';

let db: Database;
let network: string;
let owner: Context;
let member: Context;
let secretariat: Context;
let group: string;

/** An owner has made an AMBER group and taken a member in, and the member has opened it. */
beforeEach(async () => {
  db = await ownDatabase();
  network = await seedNetwork(db);
  [owner, member, secretariat] = [await caller('partner'), await caller('member'), await caller('secretariat')];
  const text = { es: 'Grupo' };
  group = (await createGroup(owner, { network, name: text, purpose: text, tlp: 'AMBER' })).body.id;
  await addGroupMember(owner, group, { organisation: idOf(member), from: '2026-01-01', to: null });
  await getGroup(member, group);
});

async function caller(as: Kind, role: Role = 'validator', where = network): Promise<Context> {
  return contextOn(db, { principal: await seedClient(db, await seedOrganisation(db, [{ network: where, as }]), role) });
}

const idOf = ({ principal }: Context) => principal?.organisation ?? '';
const colleague = async (context: Context, role: Role) => contextOn(db, { principal: await seedClient(db, idOf(context), role) });
const list = async (context: Context, filter: Partial<AuditFilter> = {}) =>
  (await listAudit(context, { limit: 50, ...filter }, null)).items;
const acts = (entries: AuditEntry[]) => entries.map(({ action }) => action);

const told = ({ principal, requestId }: Context, hash: string) => ({ client: principal?.client, request: requestId, hash });
const hidden = ['client', 'request', 'hash'] as const;

describe('without a network', () => {
  test('an organisation sees its own acts with client, request and hash', async () => {
    const own = (await list(owner)).filter(({ organisation }) => organisation === idOf(owner));
    expect(own).toMatchObject([
      { action: 'group:edit', subject: group, source: idOf(owner), network, ...told(owner, 'hash') },
      { action: 'group:create', subject: group, source: idOf(owner), network, ...told(owner, 'hash') },
    ]);
    expect(await list(member)).toMatchObject([{ action: 'group:read', organisation: idOf(member), ...told(member, '') }]);
  });

  test('and what others did to what is its own, opening it included, but not which of their clients did', async () => {
    const [opened] = await list(await colleague(owner, 'administrator'));
    expect(opened).toMatchObject({ action: 'group:read', subject: group, organisation: idOf(member), source: idOf(owner), network });
    for (const field of hidden) expect(opened).not.toHaveProperty(field);
  });

  test.each<Role>(['reader', 'officer', 'operator'])('its %s sees none', async (role) => {
    expect(await list(await colleague(owner, role))).toEqual([]);
  });

  test('the operator does not see what it did itself', async () => {
    const operator = contextOn(db, { principal: await seedClient(db, await seedOrganisation(db), 'operator') });
    await db.orm.insert(audit).values(rowOf({ organisation: idOf(operator), client: operator.principal?.client ?? null }));
    expect(await list(operator)).toEqual([]);
  });

  test('others of the network see none of it, its secretariat neither', async () => {
    expect(await list(secretariat)).toEqual([]);
    expect(await list(await caller('member'))).toEqual([]);
  });
});

describe('with a network', () => {
  test('its secretariat sees the acts there, without client, request and hash of others', async () => {
    const entries = await list(secretariat, { network });
    expect(acts(entries)).toEqual(['group:read', 'group:edit', 'group:create']);
    for (const entry of entries) for (const field of hidden) expect(entry).not.toHaveProperty(field);
  });

  test('the network may be named by its code', async () => {
    const code = `n${network.slice(-8)}`;
    expect(await list(secretariat, { network: code })).toEqual(await list(secretariat, { network }));
  });

  test('what belongs to no network or another one is not there', async () => {
    const elsewhere = await seedNetwork(db);
    await db.orm.insert(audit).values([rowOf({ network: null }), rowOf({ network: elsewhere })]);
    expect(await list(secretariat, { network })).toHaveLength(3);
    expect(await list(secretariat, { network: elsewhere })).toEqual([]);
    expect(await list(secretariat, { network: uuid() })).toEqual([]);
  });

  test.each<[Kind, Role]>([
    ['member', 'validator'],
    ['partner', 'administrator'],
    ['civil_society', 'administrator'],
    ['secretariat', 'officer'],
    ['secretariat', 'reader'],
  ])('a %s’s %s sees none', async (kind, role) => {
    expect(await list(await caller(kind, role), { network })).toEqual([]);
  });

  test('not even those who did them see them that way, nor does the operator', async () => {
    expect(await list(owner, { network })).toEqual([]);
    expect(await list(await colleague(secretariat, 'operator'), { network })).toEqual([]);
  });

  test('another network’s secretariat sees none, and one that has left none any more', async () => {
    expect(await list(await caller('secretariat', 'validator', await seedNetwork(db)), { network })).toEqual([]);
    await db.orm.update(memberships).set({ to: '2026-01-01' });
    expect(await list(secretariat, { network })).toEqual([]);
  });
});

const rowOf = (difference: Partial<typeof audit.$inferInsert>) => ({
  id: uuid(),
  at: '2026-01-01T00:00:00.000Z',
  action: 'plan:label',
  subject: 'thing',
  network,
  request: 'request',
  hash: 'hash',
  ...difference,
});

/** Acts of one organisation, on what is its own, both and neither, in a mixed order; gives the positions of those it may see. */
async function manyActs(own: string): Promise<number[]> {
  const [mine, foreign] = [{ organisation: own }, { organisation: uuid() }];
  const kinds = [mine, { ...foreign, source: own }, foreign, { ...mine, source: own }, foreign, { source: own }];
  const rows = Array.from({ length: 5 }, () => kinds).flat();
  await db.orm.insert(audit).values(rows.map(rowOf));
  const all = await db.orm.select().from(audit).orderBy(audit.position);
  return all.filter(({ organisation, source }) => organisation === own || source === own).map(({ position }) => position);
}

describe('the list', () => {
  const pagesOf = async (context: Context, filter: AuditFilter) => {
    const pages: number[][] = [];
    let after: Keyset | null = null;
    do {
      const page: Awaited<ReturnType<typeof listAudit>> = await listAudit(context, filter, after);
      pages.push(page.items.map(({ position }) => position));
      after = page.next;
    } while (after);
    return pages;
  };

  test.each([1, 2, 3, 7, 50])('is newest first and without gap or double over pages of %s', async (limit) => {
    const expected = (await manyActs(idOf(member))).toReversed();
    expect((await pagesOf(member, { limit })).flat()).toEqual(expected);
    const everything = (await db.orm.select().from(audit)).map(({ position }) => position).toReversed();
    expect((await pagesOf(secretariat, { limit, network })).flat()).toEqual(everything);
  });

  test.each([{}, { network: true }])('is narrowed by action, subject and time: %j', async (form) => {
    const [own, by] = 'network' in form ? [{}, secretariat] : [{ organisation: idOf(member) }, member];
    const times = ['2025-01-01T00:00:00.000Z', '2025-01-02T00:00:00.000Z', '2025-01-03T00:00:00.000Z'];
    await db.orm.insert(audit).values(times.map((at, index) => rowOf({ ...own, at, action: `act:${index}`, subject: `s${index}` })));
    const asked = (filter: Partial<AuditFilter>) => list(by, { ...filter, ...('network' in form ? { network } : {}) }).then(acts);
    const [first = '', second = '', third = ''] = times;
    expect(await asked({ action: 'act:1' })).toEqual(['act:1']);
    expect(await asked({ subject: 's2' })).toEqual(['act:2']);
    expect(await asked({ from: first, to: third })).toEqual(['act:1', 'act:0']);
    expect(await asked({ from: second, to: third, subject: 's0' })).toEqual([]);
  });

  test.each(['2025-01-02T00:00:00Z', '2025-01-02T00:00:00.0Z', '2025-01-02T00:00:00.000Z'])(
    'begins and ends at %s, however it is written',
    async (at) => {
      const times = ['2025-01-01T23:59:59.999Z', '2025-01-02T00:00:00.000Z'];
      await db.orm
        .insert(audit)
        .values(times.map((time, index) => rowOf({ organisation: idOf(member), at: time, action: `act:${index}` })));
      expect(acts(await list(member, { to: at }))).toEqual(['act:0']);
      expect(acts(await list(member, { from: at, to: '2026-01-01T00:00:00.000Z' }))).toEqual(['act:1']);
    },
  );

  test('costs one round trip', async () => {
    const before = db.trips;
    await list(member);
    expect(db.trips - before).toBe(1);
  });
});

const filters: Partial<AuditFilter>[] = [{}, { action: 'plan:label' }, { subject: 'thing' }, { from: '2026-01-01', to: '2027-01-01' }];
const forms = filters.flatMap((filter) => [false, true].flatMap((inNetwork) => [null, [3]].map((after) => ({ filter, inNetwork, after }))));

test.each(forms)('no row is read but down an index, and none is sorted: %j', async ({ filter, inNetwork, after }) => {
  const batch = db.client.batch.bind(db.client);
  let sent: Parameters<typeof batch>[0] = [];
  db.client.batch = (statements, mode) => {
    sent = statements as typeof sent;
    return batch(statements, mode);
  };
  await listAudit(secretariat, { limit: 50, ...filter, ...(inNetwork ? { network } : {}) }, after);
  const { sql, args } = sent.at(-1) as { sql: string; args: string[] };
  const { rows } = await db.client.execute({ sql: `explain query plan ${sql}`, args });
  const steps = rows.map(({ detail }) => String(detail));
  expect(steps.filter((step) => /^SCAN (?!\(subquery)|FOR ORDER BY/.test(step))).toEqual([]);
  expect(steps.filter((step) => /^SEARCH audit USING (COVERING )?INDEX audit_/.test(step))).toHaveLength(inNetwork ? 1 : 2);
});

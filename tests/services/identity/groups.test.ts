import { beforeEach, describe, expect, test } from 'vitest';
import { addGroupMember, updateGroupMember } from '../../../services/identity/group-members.ts';
import { createGroup, getGroup, listGroups, updateGroup } from '../../../services/identity/groups.ts';
import type { Kind, Role } from '../../../shared/contract/access.ts';
import { NewGroupMember } from '../../../shared/contract/identity/groups.ts';
import type { Context } from '../../../shared/database/context.ts';
import { audit, outbox } from '../../../shared/database/journal.ts';
import type { Database } from '../../../shared/database/open.ts';
import { groups } from '../../../shared/database/sharing.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';
import { seedClient, seedNetwork, seedOrganisation } from '../../support/seed.ts';

let db: Database;
let network: string;
let owner: Context;
let member: Context;
let stranger: Context;

beforeEach(async () => {
  db = await ownDatabase();
  network = await seedNetwork(db);
  [owner, member, stranger] = [await caller('partner'), await caller('member'), await caller('member')];
});

/** A caller of a new organisation in the network. */
async function caller(as: Kind, role: Role = 'officer', where = network): Promise<Context> {
  return contextOn(db, { principal: await seedClient(db, await seedOrganisation(db, [{ network: where, as }]), role) });
}

const colleague = async ({ principal }: Context, role: Role) =>
  contextOn(db, { principal: await seedClient(db, principal?.organisation ?? '', role) });
const idOf = ({ principal }: Context) => principal?.organisation ?? '';
const on = (context: Context, day: string) => ({ ...context, now: new Date(`${day}T12:00:00Z`) });

const input = (tlp: 'GREEN' | 'AMBER' = 'GREEN') => ({ network, name: { es: 'Frontera' }, purpose: { es: 'Alertas' }, tlp });
const create = async (by: Context, tlp?: 'GREEN' | 'AMBER') => (await createGroup(by, input(tlp))).body.id;
const admit = async (group: string, who: Context, from = '2026-01-01', to: string | null = null) =>
  (await addGroupMember(owner, group, { organisation: idOf(who), from, to })).body.id;
const seen = async (by: Context) => (await listGroups(by, { limit: 50 }, null)).items.map(({ id }) => id);

describe('making a group', () => {
  test.each<[Kind, Role]>([
    ['member', 'officer'],
    ['secretariat', 'validator'],
    ['partner', 'administrator'],
  ])('a %s’s %s makes one, and nobody is in it', async (kind, role) => {
    const { body, version } = await createGroup(await caller(kind, role), input());
    expect({ ...body, version }).toMatchObject({ network, members: [], version: 1 });
  });

  test.each<[Kind, Role]>([
    ['member', 'reader'],
    ['secretariat', 'reader'],
    ['partner', 'reader'],
    ['civil_society', 'reader'],
  ])('a %s’s %s may not', async (kind, role) => {
    await expect(create(await caller(kind, role))).rejects.toMatchObject({ code: 'forbidden' });
    expect(await db.orm.$count(groups)).toBe(0);
  });

  test('a network of others is not found', async () => {
    await expect(create(await caller('member', 'officer', await seedNetwork(db)))).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('seeing a group', () => {
  test('its owner sees it although not in it, its members see it, others of the network do not', async () => {
    const group = await create(owner);
    await admit(group, member);
    expect([await seen(owner), await seen(member), await seen(stranger)]).toEqual([[group], [group], []]);
    expect((await getGroup(await colleague(member, 'reader'), group)).body.members).toMatchObject([{ organisation: idOf(member) }]);
  });

  test('to whoever is not in it, it does not exist: it can be neither read nor changed', async () => {
    const group = await create(owner);
    const asked = [
      getGroup(stranger, group),
      updateGroup(stranger, group, 1, { name: { es: 'Mío' } }),
      addGroupMember(stranger, group, { organisation: idOf(stranger), from: '2026-01-01', to: null }),
      updateGroupMember(stranger, group, group, 1, { to: '2026-01-01' }),
    ];
    for (const answer of asked) await expect(answer).rejects.toMatchObject({ code: 'not-found' });
  });

  test('whoever has left it sees nothing of it, whoever is to come not yet', async () => {
    const group = await create(owner);
    await admit(group, member, '2026-01-01', '2026-03-01');
    await admit(group, stranger, '2026-03-01');
    expect([await seen(on(member, '2026-02-28')), await seen(on(stranger, '2026-02-28'))]).toEqual([[group], []]);
    expect([await seen(on(member, '2026-03-01')), await seen(on(stranger, '2026-03-01'))]).toEqual([[], [group]]);
    await expect(getGroup(on(member, '2026-03-01'), group)).rejects.toMatchObject({ code: 'not-found' });
  });

  test.each([
    ['AMBER', 2],
    ['GREEN', 0],
  ] as const)('reading one that is %s leaves %s rows in the audit, one for each reading', async (tlp, rows) => {
    const group = await create(owner, tlp);
    await admit(group, member);
    await listGroups(member, { limit: 1 }, null);
    await getGroup(member, group);
    const opened = (await db.orm.select().from(audit)).filter(({ action }) => action === 'group:read');
    const row = { subject: group, network, organisation: idOf(member), client: member.principal?.client, source: idOf(owner) };
    expect(opened).toMatchObject(Array.from({ length: rows }, () => row));
  });

  test('a list goes on where the page before ended', async () => {
    const ids = [await create(owner), await create(owner), await create(owner)].toSorted();
    const first = await listGroups(owner, { limit: 2, network }, null);
    const second = await listGroups(owner, { limit: 2, network }, first.next);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.next).toBeNull();
  });
});

describe('changing a group', () => {
  test.each<Role>(['reader'])('its owner’s %s may not', async (role) => {
    const group = await create(owner);
    await expect(updateGroup(await colleague(owner, role), group, 1, {})).rejects.toMatchObject({ code: 'forbidden' });
  });

  test.each<Role>(['officer', 'administrator'])('a member’s %s may not, nor take in others', async (role) => {
    const group = await create(owner);
    await admit(group, member);
    const by = await colleague(member, role);
    const other = { organisation: idOf(stranger), from: '2026-01-01', to: null };
    await expect(updateGroup(by, group, 2, { tlp: 'GREEN' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(addGroupMember(by, group, other)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('every change is one version more, and one that was read before it is stale', async () => {
    const group = await create(owner);
    const row = await admit(group, member);
    expect((await updateGroup(owner, group, 2, { tlp: 'AMBER' })).version).toBe(3);
    expect((await updateGroupMember(owner, group, row, 3, { from: '2026-02-01' })).version).toBe(4);
    await expect(updateGroup(owner, group, 3, { tlp: 'GREEN' })).rejects.toMatchObject({ code: 'stale' });
    await expect(updateGroupMember(owner, group, row, 3, { to: null })).rejects.toMatchObject({ code: 'stale' });
    expect(await getGroup(owner, group)).toMatchObject({ version: 4, body: { tlp: 'AMBER', members: [{ from: '2026-02-01', to: null }] } });
  });

  test('every change tells those who are in it, and leaves a row with its owner as source', async () => {
    const group = await create(owner);
    const row = await admit(group, member);
    await updateGroup(owner, group, 2, { name: { es: 'Otro' } });
    await updateGroupMember(owner, group, row, 3, { to: '2026-06-01' });
    const event = { type: 'identity.group.changed', audience: 'group', group, subject: group, network, organisation: idOf(owner) };
    expect(await db.orm.select().from(outbox)).toMatchObject(Array.from({ length: 4 }, () => ({ ...event, data: { group } })));
    expect(await db.orm.select().from(audit)).toMatchObject(
      ['group:create', 'group:edit', 'group:edit', 'group:edit'].map((action) => ({
        action,
        subject: group,
        network,
        source: idOf(owner),
      })),
    );
  });

  test.each(['GREEN', 'AMBER'] as const)(
    'each event of a %s group bears the label of the group, and a new label from its change on',
    async (tlp) => {
      const group = await create(owner, tlp);
      await admit(group, member);
      await updateGroup(owner, group, 2, { name: { es: 'Otro nombre' } });
      await updateGroup(owner, group, 3, { tlp: 'GREEN' });
      const events = await db.orm.select().from(outbox).orderBy(outbox.sequence);
      expect(events.map((event) => event.tlp)).toEqual([tlp, tlp, tlp, 'GREEN']);
    },
  );
});

describe('who is in a group', () => {
  test.each([
    ['the same time', '2026-01-01', '2026-06-01'],
    ['a time that begins in it', '2026-05-31', null],
    ['a time that ends in it', '2025-01-01', '2026-01-02'],
    ['a time around it', '2025-01-01', null],
    ['a time within it', '2026-02-01', '2026-03-01'],
  ])('an organisation is not in it twice: %s', async (_, from, to) => {
    const group = await create(owner);
    await admit(group, member, '2026-01-01', '2026-06-01');
    await expect(admit(group, member, from, to)).rejects.toMatchObject({ code: 'conflict' });
    expect(await getGroup(owner, group)).toMatchObject({ version: 2, body: { members: [{ from: '2026-01-01' }] } });
  });

  test('it may come back on the day it left, and another one at any time', async () => {
    const group = await create(owner);
    await admit(group, member, '2026-01-01', '2026-06-01');
    await admit(group, member, '2026-06-01');
    await admit(group, stranger, '2026-02-01');
    expect((await getGroup(owner, group)).body.members).toHaveLength(3);
  });

  test('a change may not overlap either', async () => {
    const group = await create(owner);
    const first = await admit(group, member, '2026-01-01', '2026-06-01');
    await admit(group, member, '2026-06-01');
    await expect(updateGroupMember(owner, group, first, 3, { to: null })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('a mistake taken back frees its time', async () => {
    const group = await create(owner);
    const mistake = await admit(group, member);
    await updateGroupMember(owner, group, mistake, 2, { to: '2026-01-01' });
    expect(await seen(on(member, '2026-01-01'))).toEqual([]);
    await admit(group, member, '2025-01-01');
    expect(await seen(on(member, '2026-01-01'))).toEqual([group]);
  });

  test('an organisation that is not of the network is refused', async () => {
    const group = await create(owner);
    const foreign = await caller('member', 'officer', await seedNetwork(db));
    await expect(admit(group, foreign)).rejects.toMatchObject({ code: 'unprocessable' });
    await expect(admit(group, contextOn(db))).rejects.toMatchObject({ code: 'unprocessable' });
  });

  test('none ends before it begins', async () => {
    const group = await create(owner);
    const row = await admit(group, member, '2026-03-01');
    await expect(updateGroupMember(owner, group, row, 2, { to: '2026-02-28' })).rejects.toMatchObject({ code: 'unprocessable' });
    const backwards = { organisation: idOf(member), from: '2026-03-01', to: '2026-02-28' };
    expect(NewGroupMember.safeParse(backwards).success).toBe(false);
  });

  test('the membership of another group is not found in this one', async () => {
    const [one, another] = [await create(owner), await create(owner)];
    const row = await admit(another, member);
    await expect(updateGroupMember(owner, one, row, 1, { to: '2026-02-28' })).rejects.toMatchObject({ code: 'not-found' });
  });
});

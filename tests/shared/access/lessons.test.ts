import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { getActivity, listActivities, listOrphans } from '../../../services/plans/activities.ts';
import { listMandates } from '../../../services/plans/mandates.ts';
import { exportPlan } from '../../../services/plans/export.ts';
import { getPlanOutline } from '../../../services/plans/outline.ts';
import { getPlan, listPlans } from '../../../services/plans/plans.ts';
import { inNetwork, predicate } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import type { Audience } from '../../../shared/contract/access.ts';
import type { Context } from '../../../shared/database/context.ts';
import { memberships, networks } from '../../../shared/database/identity.ts';
import { plans } from '../../../shared/database/plans.ts';
import { groupMembers, groups, namedPersons } from '../../../shared/database/sharing.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';
import { ownNetwork, planText, publishText } from '../../support/planned-network.ts';
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
  const context = contextOn(db, { principal: { client: 'nobody', organisation: 'none', credential: 'none' } });
  const codes = may(context, 'network:edit', inNetwork(sql`'n'`), 'network:read').map(({ problem }) => problem.code);
  expect(codes).toEqual(['unauthenticated', 'not-found', 'forbidden']);
});

const [before, change, after] = ['2026-03-01T23:59:59Z', '2026-03-02', '2026-03-02T00:00:00Z'] as const;
const codes = ['ST', 'MEX', 'SLV', 'IOM', 'RROCM'] as const;

/** The plan of a network of its own, shared as a test wants, and who sees it at a moment. */
async function ownPlan() {
  const planned = await ownNetwork();
  const { db, id: network, by } = planned;
  const { plan } = await publishText(planned, planText('es'));
  const { items } = await listActivities(by('ST'), { limit: 1 }, null);
  const idOf = (code: string) => by(code).principal?.organisation ?? '';
  const group = uuid();
  const text = { es: 'Grupo' };
  await db.orm
    .insert(groups)
    .values({ id: group, network, organisation: idOf('SLV'), name: text, purpose: text, tlp: 'AMBER', createdAt: '' });
  return {
    by,
    plan,
    activity: items[0]?.id ?? '',
    share: (audience: Audience) =>
      db.orm.update(plans).set({ tlp: audience === 'public' ? 'CLEAR' : 'GREEN', audience, group: audience === 'group' ? group : null }),
    admit: (code: string, from = '2020-01-01', to: string | null = null) =>
      db.orm.insert(groupMembers).values({ id: uuid(), group, organisation: idOf(code), from, to }),
    name: (code: string) => db.orm.insert(namedPersons).values({ subject: plan, client: by(code).principal?.client ?? '' }),
    leave: (code: string) =>
      db.orm
        .update(memberships)
        .set({ to: change })
        .where(and(eq(memberships.organisation, idOf(code)), eq(memberships.network, network))),
    seenBy: async (moment: string) => {
      const seen = await Promise.all(codes.map((code) => one(getPlan({ ...by(code), now: new Date(moment) }, plan))));
      return codes.filter((_, at) => seen[at]);
    },
  };
}

/** How many things an answer shows; what is not found is none. */
const many = async (answer: Promise<{ items: unknown[]; next: unknown }>) => {
  const { items, next } = await answer;
  return items.length + (next ? 1 : 0);
};
const one = (answer: Promise<unknown>) =>
  answer.then(
    () => 1,
    (error: { code?: string }) => (error.code === 'not-found' ? 0 : Promise.reject(error)),
  );

test('an empty group means nobody: not the members of the network, not the owner of the group, only the source (MISP #4200)', async () => {
  const { share, seenBy } = await ownPlan();
  await share('group');
  expect(await seenBy(after)).toEqual(['ST']);
});

test('a member removed today from a group loses what was shared with it yesterday (MISP #10899)', async () => {
  const { share, admit, seenBy } = await ownPlan();
  await share('group');
  await admit('MEX', '2020-01-01', change);
  await admit('IOM');
  expect(await seenBy(before)).toEqual(['ST', 'MEX', 'IOM']);
  expect(await seenBy(after)).toEqual(['ST', 'IOM']);
});

test.each(['network', 'governments', 'group'] as const)(
  'a member removed today from the network loses what was for its %s',
  async (audience) => {
    const { share, admit, leave, seenBy } = await ownPlan();
    await share(audience);
    await admit('MEX');
    await leave('MEX');
    expect(await seenBy(before)).toContain('MEX');
    expect(await seenBy(after)).not.toContain('MEX');
  },
);

test('a member added today sees what its group already shared (MISP #3468)', async () => {
  const { share, admit, seenBy } = await ownPlan();
  await share('group');
  await admit('RROCM', change);
  expect(await seenBy(before)).toEqual(['ST']);
  expect(await seenBy(after)).toEqual(['ST', 'RROCM']);
});

test('a named person who leaves the network loses what named it', async () => {
  const { share, name, leave, seenBy } = await ownPlan();
  await share('persons');
  await name('MEX');
  await leave('MEX');
  expect(await seenBy(before)).toEqual(['MEX']);
  expect(await seenBy(after)).toEqual([]);
});

/** As JSON a plan needs no other worker. */
const noWorker = () => expect.unreachable();

type At = { plan: string; activity: string };
const views: [string, (context: Context, at: At) => Promise<number>][] = [
  ['listPlans', (context) => many(listPlans(context, { limit: 1 }, null))],
  ['listPlans of the network', (context) => many(listPlans(context, { limit: 1, network: 'crm' }, null))],
  ['getPlan', (context, { plan }) => one(getPlan(context, plan))],
  ['getPlanOutline', (context, { plan }) => one(getPlanOutline(context, plan))],
  ['exportPlan', (context, { plan }) => one(exportPlan(context, noWorker, plan, { format: 'json', language: 'es' }))],
  ['listActivities', (context) => many(listActivities(context, { limit: 1 }, null))],
  ['listActivities of the plan', (context, { plan }) => many(listActivities(context, { limit: 1, plan }, null))],
  ['listActivities by words', (context) => many(listActivities(context, { limit: 1, q: 'trata' }, null))],
  ['listActivities of a party', (context) => many(listActivities(context, { limit: 1, party: 'IOM' }, null))],
  ['listActivities on a mandate', (context) => many(listActivities(context, { limit: 1, mandateBody: 'CRM' }, null))],
  ['getActivity', (context, { activity }) => one(getActivity(context, activity))],
  ['listMandates', (context) => many(listMandates(context, { limit: 1 }, null))],
  ['listMandates of the plan', (context, { plan }) => many(listMandates(context, { limit: 1, plan }, null))],
  ['listOrphans', (context) => many(listOrphans(context, { limit: 1 }, null))],
];

test.each([
  { audience: 'public', inside: ['MEX', 'RROCM'], outside: [] },
  { audience: 'network', inside: ['ST', 'SLV', 'IOM'], outside: ['RROCM'] },
  { audience: 'governments', inside: ['ST', 'SLV'], outside: ['IOM', 'RROCM'] },
  { audience: 'group', inside: ['ST', 'MEX'], outside: ['SLV', 'IOM', 'RROCM'] },
  { audience: 'organisation', inside: ['ST'], outside: ['MEX', 'IOM'] },
  { audience: 'persons', inside: ['MEX'], outside: ['ST', 'SLV'] },
] as const)(
  'list, get, search and count answer from one predicate: audience $audience (MISP #6033, #5802)',
  async ({ audience, inside, outside }) => {
    const { by, share, admit, name, ...at } = await ownPlan();
    await share(audience);
    await admit('MEX');
    await name('MEX');
    for (const [view, ask] of views) {
      for (const code of inside) expect(await ask(by(code), at), `${view} by ${code}`).toBeGreaterThan(0);
      for (const code of outside) expect(await ask(by(code), at), `${view} by ${code}`).toBe(0);
    }
  },
);

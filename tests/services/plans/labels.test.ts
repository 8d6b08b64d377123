import { v7 as uuid } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { giveConsent, withdrawConsent } from '../../../services/identity/consents.ts';
import { addGroupMember } from '../../../services/identity/group-members.ts';
import { createGroup } from '../../../services/identity/groups.ts';
import { acceptPlanImport } from '../../../services/plans/acceptance.ts';
import { createPlanImport } from '../../../services/plans/imports.ts';
import { getPlan, labelPlan } from '../../../services/plans/plans.ts';
import { listEvents } from '../../../services/webhooks/feed/events.ts';
import type { Kind, Role } from '../../../shared/contract/access.ts';
import { PlanLabel } from '../../../shared/contract/plans/plans.ts';
import type { Context } from '../../../shared/database/context.ts';
import { audit, outbox } from '../../../shared/database/journal.ts';
import type { Database } from '../../../shared/database/open.ts';
import { consents } from '../../../shared/database/sharing.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';
import { seedClient, seedNetwork, seedOrganisation } from '../../support/seed.ts';

const open: PlanLabel = { tlp: 'CLEAR', audience: 'public', group: null };
const forNetwork: PlanLabel = { tlp: 'GREEN', audience: 'network', group: null };
const forGovernments: PlanLabel = { tlp: 'GREEN', audience: 'governments', group: null };
const forOwn: PlanLabel = { tlp: 'GREEN', audience: 'organisation', group: null };
const forGroup = (group: string): PlanLabel => ({ tlp: 'GREEN', audience: 'group', group });

const table = 'eje,objetivo,actividad,responsable,calendario\nA. Eje,1. Uno,1.1 Hacer,OIM,Continuo';

let db: Database;
let network: string;
let plan: string;
let officer: Context;
let validator: Context;

/** A secretariat has brought a plan in, for the network. */
beforeEach(async () => {
  db = await ownDatabase();
  network = await seedNetwork(db);
  officer = await caller('secretariat', 'officer');
  validator = contextOn(db, { principal: await seedClient(db, idOf(officer), 'validator') });
  const bytes = new TextEncoder().encode(table);
  const { body } = await createPlanImport(officer, { network, language: 'es', mediaType: 'text/csv', bytes });
  ({ plan } = (await acceptPlanImport(officer, body.id)).body);
});

const idOf = ({ principal }: Context) => principal?.organisation ?? '';

/** A caller of a new organisation in the network, or in another one. */
async function caller(as: Kind, role: Role, where = network): Promise<Context> {
  return contextOn(db, { principal: await seedClient(db, await seedOrganisation(db, [{ network: where, as }]), role) });
}

const otherSecretariat = (where?: string) => caller('secretariat', 'validator', where);

/** A group of the caller's with the caller in it. */
async function groupOf(by: Context, where = network): Promise<string> {
  const text = { es: 'Grupo' };
  const { id } = (await createGroup(by, { network: where, name: text, purpose: text, tlp: 'AMBER' })).body;
  await addGroupMember(by, id, { organisation: idOf(by), from: '2026-01-01', to: null });
  return id;
}

const admitSource = (by: Context, group: string) =>
  addGroupMember(by, group, { organisation: idOf(officer), from: '2026-01-01', to: null });

const consent = async ({ tlp, audience, group }: PlanLabel) =>
  (await giveConsent(validator, { network, organisation: idOf(validator), subject: plan, tlp, audience, group, note: null })).body;
const given = () => db.orm.select().from(consents);
const refusal = (code: string) => expect.objectContaining({ code });

describe('the source itself', () => {
  test('its validator widens, which is its consent, recorded in the same commit', async () => {
    const trips = db.trips;
    const { body, version } = await labelPlan(validator, plan, 1, open);
    expect(db.trips - trips).toBe(1);
    expect({ ...body, version }).toMatchObject({ id: plan, ...open, version: 2 });
    expect(await given()).toMatchObject([
      {
        ...open,
        subject: plan,
        organisation: idOf(validator),
        network,
        withdrawnAt: null,
        givenAt: validator.now.toISOString(),
      },
    ]);
    expect((await getPlan({ ...officer, principal: null }, plan)).body.id).toBe(plan);
  });

  test('its officer narrows, which takes no consent, and does not widen', async () => {
    expect(await labelPlan(officer, plan, 1, forGovernments)).toMatchObject({ version: 2, body: forGovernments });
    await expect(labelPlan(officer, plan, 2, forNetwork)).rejects.toEqual(refusal('consent-needed'));
    await expect(labelPlan(officer, plan, 2, open)).rejects.toEqual(refusal('consent-needed'));
    expect(await given()).toEqual([]);
    expect(await getPlan(officer, plan)).toMatchObject({ version: 2, body: forGovernments });
  });

  test('its validator narrows, and that is no consent', async () => {
    expect(await labelPlan(validator, plan, 1, forGovernments)).toMatchObject({ version: 2, body: forGovernments });
    expect(await given()).toEqual([]);
  });

  test('a refused widening leaves no consent, no row and no event', async () => {
    await expect(labelPlan(validator, plan, 7, open)).rejects.toEqual(refusal('stale'));
    await expect(labelPlan(officer, plan, 1, open)).rejects.toEqual(refusal('consent-needed'));
    expect(await given()).toEqual([]);
    expect((await db.orm.select().from(audit)).filter(({ action }) => action === 'plan:label')).toEqual([]);
    expect((await db.orm.select().from(outbox)).filter(({ type }) => type === 'plans.plan.relabelled')).toEqual([]);
  });

  test('the consent it gave by widening serves its officer until it is withdrawn', async () => {
    await labelPlan(validator, plan, 1, open);
    await labelPlan(officer, plan, 2, forNetwork);
    await labelPlan(officer, plan, 3, open);
    const [one, ...more] = await given();
    expect(more).toEqual([]);
    await withdrawConsent(validator, one?.id ?? '', 1);
    await labelPlan(officer, plan, 4, forNetwork);
    await expect(labelPlan(officer, plan, 5, open)).rejects.toEqual(refusal('consent-needed'));
  });
});

describe('another secretariat of the network', () => {
  test('narrows without being asked, and widens with the consent of the source alone', async () => {
    const keeper = await otherSecretariat();
    await labelPlan(keeper, plan, 1, forGovernments);
    await expect(labelPlan(keeper, plan, 2, forNetwork)).rejects.toEqual(refusal('consent-needed'));
    await consent(forNetwork);
    expect(await labelPlan(keeper, plan, 2, forNetwork)).toMatchObject({
      version: 3,
      body: { ...forNetwork, organisation: idOf(officer) },
    });
    expect(await given()).toHaveLength(1);
  });

  test('widens no further once the consent is withdrawn; what was widened stays', async () => {
    const keeper = await otherSecretariat();
    await labelPlan(keeper, plan, 1, forGovernments);
    const { id } = await consent(open);
    await labelPlan(keeper, plan, 2, forNetwork);
    await withdrawConsent(validator, id, 1);
    expect((await getPlan(keeper, plan)).body).toMatchObject(forNetwork);
    await expect(labelPlan(keeper, plan, 3, open)).rejects.toEqual(refusal('consent-needed'));
  });

  test('a consent for the governments covers neither the network nor the public', async () => {
    const keeper = await otherSecretariat();
    await labelPlan(officer, plan, 1, forOwn);
    await labelPlan(validator, plan, 2, forGroup(await groupOf(officer)));
    const group = await groupOf(keeper);
    await admitSource(keeper, group);
    await consent(forGovernments);
    for (const label of [forNetwork, open, forGroup(group)]) {
      await expect(labelPlan(officer, plan, 3, label)).rejects.toEqual(refusal('consent-needed'));
    }
    expect(await labelPlan(officer, plan, 3, forGovernments)).toMatchObject({ body: forGovernments });
  });

  test('a consent for one group covers no other', async () => {
    const keeper = await otherSecretariat();
    const [one, another] = [await groupOf(keeper), await groupOf(keeper)];
    for (const group of [one, another]) await admitSource(keeper, group);
    await consent(forGroup(one));
    await expect(labelPlan(keeper, plan, 1, forGroup(another))).rejects.toEqual(refusal('consent-needed'));
    await labelPlan(keeper, plan, 1, forGroup(one));
    await expect(labelPlan(keeper, plan, 2, forGroup(another))).rejects.toEqual(refusal('consent-needed'));
  });

  test.each(['its own', 'that of a third'])('%s consent is not the source’s', async (whose) => {
    const keeper = await otherSecretariat();
    const giver = whose === 'its own' ? keeper : await otherSecretariat();
    const input = { network, organisation: idOf(giver), subject: plan, note: null };
    await giveConsent(giver, { ...input, ...open });
    await expect(labelPlan(keeper, plan, 1, open)).rejects.toEqual(refusal('consent-needed'));
  });

  test('a consent for another record is none for this one', async () => {
    await giveConsent(validator, { network, organisation: idOf(validator), subject: uuid(), note: null, ...open });
    await expect(labelPlan(officer, plan, 1, open)).rejects.toEqual(refusal('consent-needed'));
  });
});

describe('what is refused to everybody', () => {
  test.each<[string, PlanLabel]>([
    ['CLEAR for the network', { ...forNetwork, tlp: 'CLEAR' }],
    ['GREEN for the public', { ...open, tlp: 'GREEN' }],
    ['a group without its name', { ...forNetwork, audience: 'group' }],
    ['the network with a group', { ...forNetwork, group: uuid() }],
  ])('a label and an audience that disagree: %s', async (_, label) => {
    await expect(labelPlan(validator, plan, 1, label)).rejects.toEqual(refusal('labels-disagree'));
  });

  test('named persons and what is above GREEN are not for a plan', () => {
    const wrong = [
      { ...forOwn, audience: 'persons' },
      { ...forOwn, tlp: 'AMBER' },
      { ...forOwn, tlp: 'RED' },
    ];
    expect(wrong.map((label) => PlanLabel.safeParse(label).success)).toEqual([false, false, false]);
  });

  test('a group of another network, one that the caller does not see and one that is not there answer alike', async () => {
    const elsewhere = await seedNetwork(db);
    const organisation = await seedOrganisation(db, [
      { network: elsewhere, as: 'secretariat' },
      { network, as: 'secretariat' },
    ]);
    const both = contextOn(db, { principal: await seedClient(db, organisation, 'validator') });
    const unseen = await groupOf(await caller('member', 'officer'));
    for (const group of [await groupOf(both, elsewhere), unseen, uuid()]) {
      await expect(labelPlan(both, plan, 1, forGroup(group))).rejects.toEqual(refusal('unprocessable'));
    }
  });

  test.each<[Kind, Role]>([
    ['member', 'administrator'],
    ['partner', 'validator'],
    ['secretariat', 'reader'],
  ])('a %s’s %s sees the plan and may not label it', async (kind, role) => {
    const by = await caller(kind, role);
    expect((await getPlan(by, plan)).body.id).toBe(plan);
    await expect(labelPlan(by, plan, 1, forOwn)).rejects.toEqual(refusal('forbidden'));
  });

  test('to whoever does not see the plan there is none', async () => {
    for (const by of [await caller('civil_society', 'validator'), await otherSecretariat(await seedNetwork(db))]) {
      await expect(labelPlan(by, plan, 1, forOwn)).rejects.toEqual(refusal('not-found'));
    }
    await expect(labelPlan(validator, uuid(), 1, forOwn)).rejects.toEqual(refusal('not-found'));
  });

  test('a plan that the source keeps for itself is none for another secretariat', async () => {
    await labelPlan(officer, plan, 1, forOwn);
    await expect(labelPlan(await otherSecretariat(), plan, 2, forOwn)).rejects.toEqual(refusal('not-found'));
  });
});

test('every label is one version more, told to those who see the plan now and left in the audit with its source', async () => {
  const group = await groupOf(officer);
  await labelPlan(officer, plan, 1, forGovernments);
  await labelPlan(validator, plan, 2, forGroup(group));
  await expect(labelPlan(officer, plan, 2, forOwn)).rejects.toEqual(refusal('stale'));
  expect((await getPlan(officer, plan)).version).toBe(3);
  const where = { subject: plan, network };
  const told = (await db.orm.select().from(outbox)).filter(({ type }) => type === 'plans.plan.relabelled');
  expect(told).toMatchObject(
    [forGroup(group), forGroup(group)].map((label) => ({ ...where, ...label, organisation: idOf(officer), data: { plan } })),
  );
  const rows = (await db.orm.select().from(audit)).filter(({ action }) => action === 'plan:label');
  expect(rows).toMatchObject([officer, validator].map(({ principal }) => ({ ...where, client: principal?.client, source: idOf(officer) })));
});

test('a new version is told to those whom the plan is for; what was told before follows it, but what was for its source alone stays so', async () => {
  const publish = async (title: string) => {
    const bytes = new TextEncoder().encode(table.replace('Hacer', title));
    const { body } = await createPlanImport(officer, { network, language: 'es', mediaType: 'text/csv', bytes });
    await acceptPlanImport(officer, body.id);
  };
  const group = await groupOf(validator);
  await labelPlan(validator, plan, 1, forOwn);
  await publish('Hacer más');
  await labelPlan(validator, plan, 3, forGroup(group));
  await publish('Hacer mucho más');
  const events = await db.orm.select().from(outbox).orderBy(outbox.sequence);
  const published = events.filter(({ type }) => type === 'plans.version.published');
  expect(published.map(({ tlp, audience, group: inGroup }) => ({ tlp, audience, group: inGroup }))).toEqual([
    forOwn,
    forOwn,
    forGroup(group),
  ]);
  expect(new Set(published.map(({ organisation }) => organisation))).toEqual(new Set([idOf(officer)]));
});

test('what was told of a plan that was narrowed since is in nobody else’s feed', async () => {
  const [member, other] = [await caller('member', 'reader'), await otherSecretariat()];
  const told = async (by: Context) =>
    (await listEvents(by, 'https://enlace.example.org', { limit: 50, type: 'plans.version.*' }, null)).items;
  expect([await told(member), await told(other), await told(officer)].map(({ length }) => length)).toEqual([1, 1, 1]);
  await labelPlan(officer, plan, 1, forOwn);
  expect([await told(member), await told(other)]).toEqual([[], []]);
  expect(await told(officer)).toMatchObject([{ type: 'plans.version.published', subject: plan }]);
});

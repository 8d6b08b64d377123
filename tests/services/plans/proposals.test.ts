import { eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { decideProposal } from '../../../services/plans/meetings/decisions.ts';
import { updateMeeting } from '../../../services/plans/meetings/meetings.ts';
import { getProposal, listProposals } from '../../../services/plans/meetings/proposals.ts';
import { NewDecision } from '../../../shared/contract/plans/proposals.ts';
import type { Context } from '../../../shared/database/context.ts';
import { audit, idempotency, outbox } from '../../../shared/database/journal.ts';
import { meet, organisationOf, point, propose, refusal } from '../../support/meetings.ts';
import { type PlannedNetwork, ownNetwork } from '../../support/planned-network.ts';
import { seedNetwork, seedOrganisation } from '../../support/seed.ts';

let planned: PlannedNetwork;
let st: Context;
let [red, grcm, later, crm] = ['', '', '', ''];
beforeEach(async () => {
  planned = await ownNetwork();
  st = planned.by('ST');
  ({ id: grcm } = await meet(st, { body: 'GRCM', date: '2009-12-02/2009-12-03' }));
  ({ id: red } = await meet(st, { body: 'RED', before: grcm }));
  ({ id: later } = await meet(st, { body: 'GRCM', date: '2010-06' }));
  ({ id: crm } = await meet(st, { body: 'CRM', date: '2010-05' }));
});

type Outcome = 'approved' | 'adopted' | 'amended' | 'deferred' | 'rejected';
const decide = (id: string, meeting: string, outcome: Outcome, more: object = {}, by = st) =>
  decideProposal(by, id, NewDecision.parse({ meeting, outcome, ...more }));
const types = async (subject: string) =>
  (await planned.db.orm.select().from(outbox).where(eq(outbox.subject, subject))).map(({ type }) => type);

test('stands at the body of the meeting that made it, with the point that prints it', async () => {
  const { id: i } = await point(st, red, 'i', { kind: 'proposal' });
  const trips = planned.db.trips;
  const made = await propose(st, red, { point: i, proposers: [organisationOf(planned.by('MEX'))] });
  expect(planned.db.trips - trips).toBe(1);
  expect(made).toMatchObject({ network: planned.id, meeting: red, point: i, body: 'RED', state: 'proposed', decisions: [] });
  expect((await getProposal(planned.by('MEX'), made.id)).body).toEqual(made);
  expect(await types(made.id)).toEqual(['plans.proposal.made']);
});

test('the four of December 2009 go before the GRCM, and one of them before the CRM', async () => {
  const made = [];
  for (const label of ['i', 'ii', 'iii', 'iv']) {
    const { id } = await point(st, red, label, { kind: 'proposal' });
    made.push(await propose(st, red, { point: id }));
  }
  const [first, second, third, fourth] = made.map(({ id }) => id);
  await decide(first!, grcm, 'adopted');
  await decide(second!, grcm, 'deferred', { note: { es: 'Se estudiará' } });
  await decide(third!, grcm, 'rejected');
  await decide(fourth!, grcm, 'approved');
  expect((await decide(fourth!, crm, 'adopted')).body).toMatchObject({
    body: 'CRM',
    state: 'adopted',
    decisions: [
      { body: 'GRCM', outcome: 'approved', meeting: grcm },
      { body: 'CRM', outcome: 'adopted', meeting: crm, note: null },
    ],
  });
  const { items } = await listProposals(planned.by('MEX'), { limit: 50, meeting: red }, null);
  expect(items.map(({ body, state }) => `${body} ${state}`)).toEqual(['GRCM adopted', 'GRCM deferred', 'GRCM rejected', 'CRM adopted']);
  const standing = await listProposals(st, { limit: 50, network: 'crm', body: 'GRCM', state: 'deferred' }, null);
  expect(standing.items.map(({ id }) => id)).toEqual([second]);
});

describe('a decision', () => {
  test('takes one round trip and tells of itself', async () => {
    const { id } = await propose(st, red);
    const trips = planned.db.trips;
    const { version, location } = await decide(id, grcm, 'approved');
    expect([planned.db.trips - trips, version, location]).toEqual([1, 2, `/v1/proposals/${id}`]);
    expect(await types(id)).toEqual(['plans.proposal.made', 'plans.proposal.decided']);
  });

  test('is of the next body in the order of approval', async () => {
    const { id } = await propose(st, red);
    await expect(decide(id, red, 'approved')).rejects.toEqual(refusal('unprocessable'));
    await expect(decide(id, crm, 'approved')).rejects.toEqual(refusal('unprocessable'));
    await decide(id, grcm, 'approved');
    await expect(decide(id, later, 'approved')).rejects.toEqual(refusal('unprocessable'));
    await decide(id, crm, 'approved');
    await expect(decide(id, crm, 'approved')).rejects.toEqual(refusal('unprocessable'));
  });

  test('of what was deferred is of the body that deferred it', async () => {
    const { id } = await propose(st, red);
    await decide(id, grcm, 'deferred');
    await expect(decide(id, crm, 'adopted')).rejects.toEqual(refusal('unprocessable'));
    expect((await decide(id, later, 'adopted')).body).toMatchObject({ body: 'GRCM', state: 'adopted', decisions: [{}, {}] });
  });

  test.each(['adopted', 'rejected'] as const)('that it is %s is the last', async (outcome) => {
    const { id } = await propose(st, red);
    await decide(id, grcm, outcome);
    for (const meeting of [grcm, crm]) await expect(decide(id, meeting, 'approved')).rejects.toEqual(refusal('conflict'));
  });

  test('that amends it makes a new one of that body, which goes on', async () => {
    const old = await propose(st, red, { proposers: [organisationOf(planned.by('MEX'))] });
    const { body: fresh, version, location } = await decide(old.id, grcm, 'amended', { text: { es: 'Otra redacción' } });
    expect([version, location]).toEqual([1, `/v1/proposals/${fresh.id}`]);
    expect(fresh).toMatchObject({
      parent: old.id,
      text: { es: 'Otra redacción' },
      body: 'GRCM',
      state: 'approved',
      meeting: grcm,
      point: null,
    });
    expect(fresh.proposers).toEqual(old.proposers);
    expect(fresh.decisions).toMatchObject([{ body: 'GRCM', outcome: 'amended', meeting: grcm }]);
    expect((await getProposal(st, old.id)).body).toMatchObject({ state: 'amended', text: old.text, decisions: fresh.decisions });
    await expect(decide(old.id, crm, 'adopted')).rejects.toEqual(refusal('conflict'));
    expect((await decide(fresh.id, crm, 'adopted')).body.state).toBe('adopted');
    expect((await listProposals(st, { limit: 50, parent: old.id }, null)).items).toHaveLength(1);
    expect(await types(fresh.id)).toEqual(['plans.proposal.made', 'plans.proposal.decided']);
  });

  test.each([
    ['adopted', {}],
    ['amended', { text: { es: 'Otra' } }],
  ] as const)('%s: the answer kept for a repeated call is the one given', async (outcome, more) => {
    const { id } = await propose(st, red, { proposers: [organisationOf(st)] });
    const { body, version, location } = await decide(id, grcm, outcome, more, { ...st, idempotencyKey: 'one' });
    const [kept] = await planned.db.orm.select().from(idempotency).where(eq(idempotency.key, 'one'));
    expect(JSON.stringify(kept?.answer?.body)).toBe(JSON.stringify(body));
    expect(kept?.answer).toMatchObject({ status: 201, version, location });
  });

  test('is not made by a meeting that was called off', async () => {
    const { id } = await propose(st, red);
    await updateMeeting(st, grcm, 1, { state: 'cancelled' });
    await expect(decide(id, grcm, 'approved')).rejects.toEqual(refusal('unprocessable'));
  });

  test('is not made by a meeting that does not exist, or that the caller does not see', async () => {
    const { id } = await propose(st, red);
    await expect(decide(id, uuid(), 'approved')).rejects.toEqual(refusal('unprocessable'));
    await expect(decide(uuid(), grcm, 'approved')).rejects.toEqual(refusal('not-found'));
    await expect(decide(id, grcm, 'approved', {}, planned.by('MEX'))).rejects.toEqual(refusal('forbidden'));
    await expect(decide(id, grcm, 'approved', {}, planned.by('RROCM'))).rejects.toEqual(refusal('not-found'));
  });

  test.each([
    ['amends without a new wording', { outcome: 'amended' }],
    ['adopts with a new wording', { outcome: 'adopted', text: { es: 'Otra' } }],
    ['rejects with an activity', { outcome: 'rejected', activity: { plan: uuid(), objective: uuid() } }],
  ])('that %s says too little or too much', (_, fields) => {
    expect(NewDecision.safeParse({ meeting: uuid(), ...fields }).success).toBe(false);
  });
});

test('a point of another meeting, and a proposer outside the network, are refused', async () => {
  const { id } = await point(st, grcm, 'i');
  await expect(propose(st, red, { point: id })).rejects.toEqual(refusal('unprocessable'));
  const outsider = await seedOrganisation(planned.db, [{ network: await seedNetwork(planned.db), as: 'member' }]);
  await expect(propose(st, red, { proposers: [outsider] })).rejects.toEqual(refusal('not-a-member'));
});

test('a meeting that was called off proposes nothing, and one that is not there is not found', async () => {
  const { id } = await meet(st, { body: 'RED', state: 'cancelled' });
  await expect(propose(st, id)).rejects.toEqual(refusal('unprocessable'));
  await expect(propose(st, uuid())).rejects.toEqual(refusal('not-found'));
});

test('a proposal bears the label of its meeting: opened above GREEN it leaves a row', async () => {
  const { id: meeting } = await meet(st, { body: 'RED', tlp: 'AMBER', audience: 'governments' });
  const { id } = await propose(st, meeting);
  await expect(getProposal(planned.by('IOM'), id)).rejects.toEqual(refusal('not-found'));
  expect((await listProposals(planned.by('IOM'), { limit: 50 }, null)).items).toEqual([]);
  await getProposal(planned.by('MEX'), id);
  const opened = (await planned.db.orm.select().from(audit)).filter(({ action }) => action === 'meeting:read');
  expect(opened).toMatchObject([{ subject: id, network: planned.id, source: organisationOf(st) }]);
  const [told] = await planned.db.orm.select().from(outbox).where(eq(outbox.subject, id));
  expect(told).toMatchObject({ tlp: 'AMBER', audience: 'governments' });
});

import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { getAgreement, listAgreements, updateAgreement } from '../../../services/plans/meetings/agreements.ts';
import { updateMeeting } from '../../../services/plans/meetings/meetings.ts';
import { lastDay } from '../../../shared/contract/dates.ts';
import { AgreementPatch } from '../../../shared/contract/plans/agreements.ts';
import type { Context } from '../../../shared/database/context.ts';
import { audit, idempotency, outbox } from '../../../shared/database/journal.ts';
import { agreeOn, meet, organisationOf, point, refusal } from '../../support/meetings.ts';
import { type PlannedNetwork, ownNetwork } from '../../support/planned-network.ts';
import { seedNetwork, seedOrganisation } from '../../support/seed.ts';

let planned: PlannedNetwork;
let st: Context;
let meeting: string;
beforeEach(async () => {
  planned = await ownNetwork();
  st = { ...planned.by('ST'), now: new Date('2013-04-01T00:00:00.000Z') };
  ({ id: meeting } = await meet(st, { body: 'GRCM', date: '2013-02-27' }));
});

const by = (code: string) => organisationOf(planned.by(code));
const on = (date: string) => ({ kind: 'date', date }) as const;
const next = (body: string) => ({ kind: 'nextMeeting', body }) as const;

test('what was agreed in 2013: who does it, for whom, by when', async () => {
  const trips = planned.db.trips;
  const made = await agreeOn(st, meeting, {
    owners: [by('RROCM')],
    recipients: [by('ST')],
    deadline: on('2013-03-31'),
    theme: { es: 'Trata' },
  });
  expect(planned.db.trips - trips).toBe(1);
  expect(made).toMatchObject({ network: planned.id, meeting, dueOn: '2013-03-31', overdue: true, state: 'open', closedOn: null });
  expect((await getAgreement({ ...planned.by('MEX'), now: st.now }, made.id)).body).toEqual(made);
  const [told] = await planned.db.orm.select().from(outbox).where(eq(outbox.subject, made.id));
  expect(told).toMatchObject({ type: 'plans.agreement.made', tlp: 'GREEN', audience: 'network', network: planned.id });
});

describe('the last day in time', () => {
  test('of a date is the last day that it may mean', async () => {
    const edtf = fc.oneof(
      fc.integer({ min: 1990, max: 2100 }).map(String),
      fc.tuple(fc.integer({ min: 1990, max: 2100 }), fc.integer({ min: 1, max: 12 })).map(([y, m]) => `${y}-${String(m).padStart(2, '0')}`),
      fc
        .date({ min: new Date('1990-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
        .map((day) => day.toISOString().slice(0, 10)),
    );
    await fc.assert(
      fc.asyncProperty(edtf, async (date) => {
        const { dueOn, overdue } = await agreeOn(st, meeting, { deadline: on(date) });
        expect([dueOn, overdue]).toEqual([lastDay(date), lastDay(date) < '2013-04-01']);
      }),
      { numRuns: 30 },
    );
  });

  test('is that day itself: late is the day after', async () => {
    const { id } = await agreeOn(st, meeting, { deadline: on('2013-04') });
    expect((await getAgreement({ ...st, now: new Date('2013-04-30T23:59:59Z') }, id)).body.overdue).toBe(false);
    expect((await getAgreement({ ...st, now: new Date('2013-05-01T00:00:00Z') }, id)).body.overdue).toBe(true);
  });

  test('of the next meeting is the first day of the first one after, and follows it', async () => {
    const { id, dueOn } = await agreeOn(st, meeting, { deadline: next('CRM') });
    expect(dueOn).toBeNull();
    const due = async () => (await getAgreement(st, id)).body.dueOn;
    await meet(st, { body: 'CRM', date: '2012-06' });
    await meet(st, { body: 'GRCM', date: '2013-05' });
    expect(await due()).toBeNull();
    await meet(st, { body: 'CRM', date: '2014-06' });
    const { id: june } = await meet(st, { body: 'CRM', date: '2013-06-26/2013-06-27' });
    expect(await due()).toBe('2013-06-26');
    await updateMeeting(st, june, 1, { date: '2013-07' });
    expect(await due()).toBe('2013-07-01');
    await updateMeeting(st, june, 2, { state: 'cancelled' });
    expect(await due()).toBe('2014-06-01');
  });

  test('of the next meeting of the same body is not the meeting that agreed it', async () => {
    const { id } = await agreeOn(st, meeting, { deadline: next('GRCM') });
    expect((await getAgreement(st, id)).body.dueOn).toBeNull();
    await meet(st, { body: 'GRCM', date: '2013-11' });
    expect((await getAgreement(st, id)).body.dueOn).toBe('2013-11-01');
  });

  test('is none while it is to be defined, and for one who does not see the meeting', async () => {
    expect(await agreeOn(st, meeting)).toMatchObject({ dueOn: null, overdue: false });
    await meet(st, { body: 'CRM', date: '2013-06', tlp: 'AMBER', audience: 'governments' });
    const { id } = await agreeOn(st, meeting, { deadline: next('CRM') });
    expect((await getAgreement(planned.by('MEX'), id)).body.dueOn).toBe('2013-06-01');
    expect((await getAgreement(planned.by('IOM'), id)).body.dueOn).toBeNull();
  });

  test('stands in the answer kept for a repeated call as in the one given', async () => {
    const made = await agreeOn({ ...st, idempotencyKey: 'one' }, meeting, { deadline: on('2013-03') });
    const [kept] = await planned.db.orm.select().from(idempotency).where(eq(idempotency.key, 'one'));
    expect(made).toMatchObject({ dueOn: '2013-03-31', overdue: true });
    expect(JSON.stringify(kept?.answer?.body)).toBe(JSON.stringify(made));
  });
});

describe('the tracker', () => {
  const found = async (filter: object) => (await listAgreements(st, { limit: 50, ...filter }, null)).items.map(({ text }) => text.es);

  test('finds by owner, recipient, state and what is late', async () => {
    await agreeOn(st, meeting, {
      text: { es: 'protocolo' },
      owners: [by('RROCM')],
      recipients: [by('ST'), by('MEX')],
      deadline: on('2013-03-31'),
    });
    await agreeOn(st, meeting, { text: { es: 'taller' }, owners: [by('CRI')], recipients: [by('RROCM')] });
    const { id } = await agreeOn(st, meeting, { text: { es: 'informe' }, owners: [by('MEX'), by('CRI')], deadline: on('2013-03') });
    expect(await found({ owner: by('CRI') })).toEqual(['taller', 'informe']);
    expect(await found({ recipient: by('MEX') })).toEqual(['protocolo']);
    expect(await found({ overdue: true })).toEqual(['protocolo', 'informe']);
    expect(await found({ overdue: false })).toEqual(['taller']);
    await updateAgreement(st, id, 1, { state: 'done' });
    expect(await found({ overdue: true })).toEqual(['protocolo']);
    expect(await found({ state: 'done', network: 'crm', meeting })).toEqual(['informe']);
  });

  test('goes on where the page ended', async () => {
    for (const es of ['1', '2', '3']) await agreeOn(st, meeting, { text: { es } });
    const first = await listAgreements(st, { limit: 2 }, null);
    const rest = await listAgreements(st, { limit: 2 }, first.next);
    expect([...first.items, ...rest.items].map(({ text }) => text.es)).toEqual(['1', '2', '3']);
  });
});

describe('what becomes of it', () => {
  test('done today, or on the day that is named, with what came of it', async () => {
    const one = await agreeOn(st, meeting);
    const two = await agreeOn(st, meeting);
    expect((await updateAgreement(st, one.id, 1, { state: 'done' })).body).toMatchObject({ state: 'done', closedOn: '2013-04-01' });
    const patch = AgreementPatch.parse({ state: 'cancelled', closedOn: '2013-03-20', note: { es: 'Ya no hace falta' } });
    expect((await updateAgreement(st, two.id, 1, patch)).body).toEqual({ ...two, ...patch });
    const told = await planned.db.orm.select().from(outbox).where(eq(outbox.subject, one.id));
    expect(told.map(({ type }) => type)).toEqual(['plans.agreement.made', 'plans.agreement.changed']);
  });

  test('opened again it has no day on which it was closed; corrected, it keeps the day', async () => {
    const { id } = await agreeOn(st, meeting);
    await updateAgreement(st, id, 1, { state: 'done', closedOn: '2013-03-20' });
    expect((await updateAgreement(st, id, 2, { state: 'cancelled' })).body.closedOn).toBe('2013-03-20');
    expect((await updateAgreement(st, id, 3, { closedOn: '2013-03-21' })).body.closedOn).toBe('2013-03-21');
    expect((await updateAgreement(st, id, 4, { state: 'open' })).body).toMatchObject({ state: 'open', closedOn: null });
  });

  test.each([
    ['closed while open', { closedOn: '2013-03-20' }],
    ['opened with a day on which it was closed', { state: 'open' as const, closedOn: '2013-03-20' }],
    ['done on no day', { state: 'done' as const, closedOn: null }],
  ])('%s is refused', async (_, patch) => {
    const { id } = await agreeOn(st, meeting);
    await expect(updateAgreement(st, id, 1, patch)).rejects.toEqual(refusal('unprocessable'));
  });

  test('a stale version, a member and civil society change nothing', async () => {
    const { id } = await agreeOn(st, meeting);
    await expect(updateAgreement(st, id, 7, { state: 'done' })).rejects.toEqual(refusal('stale'));
    await expect(updateAgreement(planned.by('MEX'), id, 1, { state: 'done' })).rejects.toEqual(refusal('forbidden'));
    await expect(updateAgreement(planned.by('RROCM'), id, 1, { state: 'done' })).rejects.toEqual(refusal('not-found'));
  });
});

describe('what is refused', () => {
  const outsider = async () => seedOrganisation(planned.db, [{ network: await seedNetwork(planned.db), as: 'member' }]);
  const foreignPoint = async () => (await point(st, (await meet(st, { body: 'RED' })).id, 'a')).id;

  test.each([
    ['an owner outside the network', 'not-a-member', async () => ({ owners: [await outsider()] })],
    ['a recipient outside the network', 'not-a-member', async () => ({ recipients: [await outsider()] })],
    ['a point of another meeting', 'unprocessable', async () => ({ point: await foreignPoint() })],
    ['the next meeting of a body that is not there', 'unprocessable', () => ({ deadline: next('OTRA') })],
  ])('%s', async (_, code, make) => {
    const fields = await make();
    await expect(agreeOn(st, meeting, fields)).rejects.toEqual(refusal(code));
    const { id } = await agreeOn(st, meeting);
    await expect(updateAgreement(st, id, 1, fields)).rejects.toEqual(refusal(code));
  });

  test('a meeting that was called off, or that is not there', async () => {
    const off = await meet(st, { body: 'RED', state: 'cancelled' });
    await expect(agreeOn(st, off.id)).rejects.toEqual(refusal('unprocessable'));
    await expect(agreeOn(st, uuid())).rejects.toEqual(refusal('not-found'));
  });
});

test('an agreement bears the label of its meeting: opened above GREEN it leaves a row', async () => {
  const amber = await meet(st, { body: 'RED', tlp: 'AMBER', audience: 'governments' });
  const { id } = await agreeOn(st, amber.id);
  await expect(getAgreement(planned.by('IOM'), id)).rejects.toEqual(refusal('not-found'));
  await listAgreements(planned.by('MEX'), { limit: 50 }, null);
  const opened = (await planned.db.orm.select().from(audit)).filter(({ action }) => action === 'meeting:read');
  expect(opened).toMatchObject([{ subject: id, organisation: by('MEX') }]);
});

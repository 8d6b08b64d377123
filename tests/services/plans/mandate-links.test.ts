import { eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { acceptPlanImport } from '../../../services/plans/acceptance.ts';
import { createPlanImport } from '../../../services/plans/imports.ts';
import { getMandate, linkMandate, listMandates } from '../../../services/plans/mandates.ts';
import { updateMeeting } from '../../../services/plans/meetings/meetings.ts';
import { removePoint, updatePoint } from '../../../services/plans/meetings/points.ts';
import { MandateLink } from '../../../shared/contract/plans/mandates.ts';
import type { Context } from '../../../shared/database/context.ts';
import { audit } from '../../../shared/database/journal.ts';
import { mandates, plans } from '../../../shared/database/plans.ts';
import { meet, point, refusal } from '../../support/meetings.ts';
import { type PlannedNetwork, ownNetwork } from '../../support/planned-network.ts';
import { seedNetwork } from '../../support/seed.ts';

const cited = {
  report: 'p. e.B, Inf. Red Trata, GRCM, diciembre 2009',
  other: 'p. f, Inf. de Trata, GRCM, diciembre, 2009',
  decisions: 'p. 8, Decisiones, CRM, mayo 2004',
  session: 'p. 2, Decisiones, XI CRM',
  place: 'Managua, marzo 2006',
};
const row = (reference: string, at: number) =>
  `A. Trata,1. Prevenir,"1.${at + 1} Hacer (Ref.: ${reference})",1.${at + 1}.1 OIM,1.${at + 1}.1.1 Continuo`;
const table = ['axis,objective,activity,responsible,calendar', ...Object.values(cited).map(row), ''].join('\n');

let planned: PlannedNetwork;
let st: Context;
beforeEach(async () => {
  planned = await ownNetwork();
  st = planned.by('ST');
  const bytes = new TextEncoder().encode(table);
  const { body } = await createPlanImport(st, { network: 'crm', language: 'es', mediaType: 'text/csv', bytes });
  await acceptPlanImport(st, body.id, {});
});

const all = async (by = st, filter: object = {}) => (await listMandates(by, { limit: 50, ...filter }, null)).items;
async function mandate(which: keyof typeof cited, by = st) {
  const found = (await all(by)).find(({ raw }) => raw.includes(cited[which]));
  if (!found) throw new Error(`No mandate ${which}`);
  return found;
}

describe('a citation finds its meeting', () => {
  test('when the meeting comes into the calendar, in the commit that brings it', async () => {
    expect(await mandate('decisions')).toMatchObject({ meeting: null, pointId: null });
    const { id } = await meet(st, { body: 'CRM', date: '2004-05-20/2004-05-21' });
    expect((await mandate('decisions')).meeting).toBe(id);
  });

  test('a report of the Network to the GRCM is of the meeting of the Network', async () => {
    const grcm = await meet(st, { body: 'GRCM', date: '2009-12-02' });
    const red = await meet(st, { body: 'RED', before: grcm.id });
    expect((await mandate('report')).meeting).toBe(red.id);
    expect((await mandate('other')).meeting).toBe(red.id);
  });

  test('by its session where there is no date, and by its place where there is no body', async () => {
    const eleventh = await meet(st, { body: 'CRM', session: 'XI', date: '2006-05' });
    const there = await meet(st, { body: 'GRCM', date: '2006-03-09', place: { es: 'Managua, Nicaragua' } });
    expect((await mandate('session')).meeting).toBe(eleventh.id);
    expect((await mandate('place')).meeting).toBe(there.id);
  });

  test.each([
    ['another month', { body: 'CRM', date: '2004-06-01' }],
    ['a year of which the month is not known', { body: 'CRM', date: '2004' }],
    ['another body', { body: 'GRCM', date: '2004-05-20' }],
    ['a meeting that was called off', { body: 'CRM', date: '2004-05-20', state: 'cancelled' as const }],
    ['no date', { body: 'CRM', date: null }],
  ])('and not in %s', async (_, input) => {
    await meet(st, input);
    expect((await mandate('decisions')).meeting).toBeNull();
  });

  test('and none when two fit, until one is moved or called off', async () => {
    const one = await meet(st, { body: 'CRM', date: '2004-05-03' });
    const two = await meet(st, { body: 'CRM', date: '2004-05-20' });
    expect((await mandate('decisions')).meeting).toBeNull();
    await updateMeeting(st, one.id, 1, { date: '2004-06-03' });
    expect((await mandate('decisions')).meeting).toBe(two.id);
    await updateMeeting(st, two.id, 1, { state: 'cancelled' });
    expect((await mandate('decisions')).meeting).toBeNull();
  });

  test('with its point, whose case counts, when that is added, corrected and taken back', async () => {
    const red = await meet(st, { body: 'RED', date: '2009-12-01' });
    const wrong = await point(st, red.id, 'e.b');
    expect((await mandate('report')).pointId).toBeNull();
    await updatePoint(st, red.id, wrong.id, 1, { label: 'e.B' });
    expect((await mandate('report')).pointId).toBe(wrong.id);
    await expect(removePoint(st, red.id, wrong.id, 2)).rejects.toEqual(refusal('conflict'));
    await updatePoint(st, red.id, wrong.id, 2, { label: 'e.C' });
    expect((await mandate('report')).pointId).toBeNull();
    await removePoint(st, red.id, wrong.id, 3);
  });

  test('only in its own network', async () => {
    await meet(st, { body: 'CRM', date: '2004-05-20' });
    const [other] = await planned.db.orm.select().from(mandates).where(eq(mandates.body, 'CRM')).limit(1);
    const network = await seedNetwork(planned.db);
    await planned.db.orm.insert(mandates).values({ ...other!, id: uuid(), network, meeting: null });
    await meet(st, { body: 'GRCM' });
    const [foreign] = await planned.db.orm.select().from(mandates).where(eq(mandates.network, network));
    expect(foreign?.meeting).toBeNull();
  });

  test('a change that changes no link counts no version up', async () => {
    await meet(st, { body: 'CRM', date: '2004-05-20' });
    const { id } = await mandate('decisions');
    const { version } = await getMandate(st, id);
    await meet(st, { body: 'GRCM', date: '2015' });
    expect((await getMandate(st, id)).version).toBe(version);
  });
});

test('resolved: the meeting is found, and the point where that meeting has points', async () => {
  const red = await meet(st, { body: 'RED', date: '2009-12-01' });
  const raws = async (resolved: boolean) => (await all(st, { resolved })).map(({ raw }) => raw).length;
  expect([await raws(true), await raws(false)]).toEqual([2, 3]);
  await point(st, red.id, 'e.B');
  expect((await all(st, { resolved: true })).map(({ point: label }) => label)).toEqual(['e.B']);
  expect(await raws(false)).toBe(4);
});

test('a meeting that the caller does not see is as if it had not been found', async () => {
  const { id } = await meet(st, { body: 'RED', date: '2009-12-01', tlp: 'AMBER', audience: 'governments' });
  const { id: pointId } = await point(st, id, 'e.B');
  expect(await mandate('report', planned.by('MEX'))).toMatchObject({ meeting: id, pointId });
  expect(await mandate('report', planned.by('IOM'))).toMatchObject({ meeting: null, pointId: null });
  expect(await all(planned.by('IOM'), { resolved: true })).toEqual([]);
});

describe('a person', () => {
  const versionOf = async (id: string) => (await getMandate(st, id)).version;

  test('says what a citation means, which stands until it is taken back', async () => {
    const right = await meet(st, { body: 'CRM', date: '2004-05-03' });
    const { id: eighth } = await point(st, right.id, '8');
    const { id } = await mandate('decisions');
    const { id: wanted } = await meet(st, { body: 'GRCM', date: '2004-05-02' });
    const trips = planned.db.trips;
    const { body, version } = await linkMandate(st, id, 3, { meeting: wanted, point: null });
    expect([planned.db.trips - trips, body.meeting, body.pointId, version]).toEqual([1, wanted, null, 4]);
    await meet(st, { body: 'CRM', date: '2004-05-20' });
    expect((await mandate('decisions')).meeting).toBe(wanted);
    await updateMeeting(st, right.id, 1, { date: '2004-05-04' });
    const back = await linkMandate(st, id, 4, { meeting: null, point: null });
    expect(back.body.meeting).toBeNull();
    expect((await linkMandate(st, id, back.version, { meeting: right.id, point: eighth })).body).toMatchObject({
      meeting: right.id,
      pointId: eighth,
    });
    const rows = (await planned.db.orm.select().from(audit)).filter(({ action }) => action === 'plan:edit');
    expect(rows.map(({ subject, network }) => [subject, network])).toEqual(Array.from({ length: 3 }, () => [id, planned.id]));
  });

  test('names a meeting of the network that they see, and a point of it', async () => {
    const { id } = await mandate('decisions');
    const crm = await meet(st, { body: 'CRM', date: '2010' });
    const red = await meet(st, { body: 'RED', date: '2010' });
    const { id: a } = await point(st, red.id, 'a');
    const version = await versionOf(id);
    for (const link of [
      { meeting: uuid(), point: null },
      { meeting: crm.id, point: a },
      { meeting: crm.id, point: uuid() },
    ]) {
      await expect(linkMandate(st, id, version, link)).rejects.toEqual(refusal('unprocessable'));
    }
    expect(MandateLink.safeParse({ meeting: null, point: a }).success).toBe(false);
  });

  test('is of the secretariat; a member may not, and who does not see the plan does not know of it', async () => {
    const { id } = await mandate('decisions');
    const link = { meeting: null, point: null };
    await expect(linkMandate(st, id, 7, link)).rejects.toEqual(refusal('stale'));
    await expect(linkMandate(planned.by('MEX'), id, 1, link)).rejects.toEqual(refusal('forbidden'));
    await expect(linkMandate(planned.by('RROCM'), id, 1, link)).rejects.toEqual(refusal('not-found'));
    await expect(getMandate(planned.by('RROCM'), id)).rejects.toEqual(refusal('not-found'));
    await planned.db.orm.update(plans).set({ audience: 'organisation' });
    await expect(getMandate(planned.by('MEX'), id)).rejects.toEqual(refusal('not-found'));
    await expect(linkMandate(planned.by('MEX'), id, 1, link)).rejects.toEqual(refusal('not-found'));
  });
});

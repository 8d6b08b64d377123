import fc from 'fast-check';
import { eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { places } from '../../../scripts/demo/network.ts';
import { getMeeting, listMeetings, updateMeeting } from '../../../services/plans/meetings/meetings.ts';
import { dayBefore, firstDay, lastDay } from '../../../shared/contract/dates.ts';
import { MeetingPatch, NewMeeting } from '../../../shared/contract/plans/meetings.ts';
import type { Context } from '../../../shared/database/context.ts';
import { networks, presidencies } from '../../../shared/database/identity.ts';
import { audit, idempotency, outbox } from '../../../shared/database/journal.ts';
import { meetings } from '../../../shared/database/meetings.ts';
import { meet, organisationOf, refusal } from '../../support/meetings.ts';
import { type PlannedNetwork, ownNetwork } from '../../support/planned-network.ts';
import { seedClient, seedNetwork, seedOrganisation } from '../../support/seed.ts';

let planned: PlannedNetwork;
let st: Context;
beforeEach(async () => {
  planned = await ownNetwork();
  st = planned.by('ST');
});

const eventsOf = async (subject: string) =>
  (await planned.db.orm.select().from(outbox).where(eq(outbox.subject, subject))).map(({ type }) => type);
const codes = places.filter(({ organisation }) => organisation.kind === 'member').map(({ code }) => code);

describe('the calendar', () => {
  test('a meeting is held without all members: 9 of 11 on 1 December 2009', async () => {
    const absent = new Set(['BLZ', 'HND']);
    const participants = codes.map((code) => ({
      organisation: organisationOf(planned.by(code)),
      attendance: absent.has(code) ? ('absent' as const) : ('present' as const),
    }));
    const trips = planned.db.trips;
    const grcm = await meet(st, { body: 'GRCM', date: '2009-12-02', place: { es: 'Ciudad de Guatemala' }, state: 'held' });
    expect(planned.db.trips - trips).toBe(1);
    const red = await meet(st, { body: 'RED', before: grcm.id, host: organisationOf(planned.by('GTM')), participants, state: 'held' });
    expect(red).toMatchObject({ network: planned.id, date: '2009-12-01', startsOn: '2009-12-01', endsOn: '2009-12-01', before: grcm.id });
    expect(red.participants.filter(({ attendance }) => attendance === 'present')).toHaveLength(9);
    expect(await eventsOf(red.id)).toEqual(['plans.meeting.scheduled']);
  });

  test('lists by first day, those to be defined last, page by page', async () => {
    const dates = ['2010-06', null, '2009-12-02/2009-12-03', '2009'];
    for (const date of dates) await meet(st, { body: 'CRM', date });
    const first = await listMeetings(planned.by('MEX'), { limit: 3, network: 'crm' }, null);
    expect(first.items.map(({ date }) => date)).toEqual(['2009', '2009-12-02/2009-12-03', '2010-06']);
    const rest = await listMeetings(planned.by('MEX'), { limit: 3 }, first.next);
    expect(rest).toMatchObject({ items: [{ date: null, startsOn: null, endsOn: null }], next: null });
  });

  test('finds those not over before a day and begun by another', async () => {
    for (const date of ['2009', '2010-02', '2010-06-01/2010-06-03', null]) await meet(st, { body: 'CRM', date });
    const found = await listMeetings(st, { limit: 50, from: '2010-02-10', to: '2010-06-01' }, null);
    expect(found.items.map(({ date }) => date)).toEqual(['2010-02', '2010-06-01/2010-06-03']);
  });

  test('finds those of a body and in a state', async () => {
    await meet(st, { body: 'CRM', state: 'cancelled' });
    const red = await meet(st, { body: 'RED' });
    expect((await listMeetings(st, { limit: 50, body: 'RED', state: 'planned' }, null)).items).toEqual([red]);
    expect((await listMeetings(st, { limit: 50, body: 'RED', state: 'cancelled' }, null)).items).toEqual([]);
  });

  test('the answer kept for a repeated call is the answer that was given', async () => {
    const grcm = await meet(st, { body: 'GRCM', date: '2009-12-02' });
    const made = await meet({ ...st, idempotencyKey: 'one' }, { body: 'RED', before: grcm.id });
    const [kept] = await planned.db.orm.select().from(idempotency).where(eq(idempotency.key, 'one'));
    expect(JSON.stringify(kept?.answer?.body)).toBe(JSON.stringify(made));
  });

  test('the presidency of today keeps the calendar too, and no other member', async () => {
    const organisation = organisationOf(planned.by('SLV'));
    await planned.db.orm.insert(presidencies).values({ id: uuid(), network: planned.id, organisation, from: '2020-01-01', to: null });
    expect(await meet(planned.by('SLV'), { body: 'GRCM' })).toMatchObject({ tlp: 'GREEN', audience: 'network', organisation });
    await expect(meet(planned.by('MEX'), { body: 'GRCM' })).rejects.toEqual(refusal('forbidden'));
  });

  test('opening one above GREEN leaves a row, and those outside its audience see nothing', async () => {
    const { id } = await meet(st, { body: 'GRCM', tlp: 'AMBER', audience: 'governments' });
    await expect(getMeeting(planned.by('IOM'), id)).rejects.toEqual(refusal('not-found'));
    expect((await listMeetings(planned.by('IOM'), { limit: 50 }, null)).items).toEqual([]);
    await listMeetings(planned.by('MEX'), { limit: 50 }, null);
    const opened = (await planned.db.orm.select().from(audit)).filter(({ action }) => action === 'meeting:read');
    expect(opened).toMatchObject([{ subject: id, organisation: organisationOf(planned.by('MEX')) }]);
  });
});

describe('what is refused', () => {
  const outside = async () => seedOrganisation(planned.db, [{ network: await seedNetwork(planned.db), as: 'member' }]);
  const formerMember = () => seedOrganisation(planned.db, [{ network: planned.id, as: 'member', to: '2020-01-01' }]);

  test.each([
    ['hosts', async () => ({ host: await outside() })],
    ['presides', async () => ({ presidency: await outside() })],
    ['takes part', async () => ({ participants: [{ organisation: await outside(), attendance: 'invited' as const }] })],
    ['presents a document', async () => ({ documents: [{ title: { es: 'Directorio' }, presenters: [await outside()] }] })],
    ['is no longer in the network', async () => ({ host: await formerMember() })],
    ['does not exist', async () => ({ host: uuid() })],
  ])('an organisation outside the network that %s', async (_, fields) => {
    const difference = await fields();
    await expect(meet(st, { body: 'GRCM', ...difference })).rejects.toEqual(refusal('not-a-member'));
    const { id } = await meet(st, { body: 'GRCM' });
    await expect(updateMeeting(st, id, 1, MeetingPatch.parse(difference))).rejects.toEqual(refusal('not-a-member'));
  });

  test('a body that the network does not have, by its name', async () => {
    await expect(meet(st, { body: 'OTRA' })).rejects.toMatchObject({
      code: 'unprocessable',
      detail: { es: expect.stringContaining('OTRA') as string },
    });
  });

  test('label and audience that disagree, and a group that nobody sees', async () => {
    await expect(meet(st, { body: 'GRCM', tlp: 'AMBER' })).rejects.toEqual(refusal('labels-disagree'));
    await expect(meet(st, { body: 'GRCM', audience: 'group', group: uuid() })).rejects.toEqual(refusal('unprocessable'));
  });

  test('a network that the caller is not in, or that does not exist', async () => {
    const other = await seedNetwork(planned.db);
    await expect(meet(st, { body: 'GRCM', network: other })).rejects.toEqual(refusal('not-found'));
    await expect(meet(st, { body: 'GRCM', network: 'nothing' })).rejects.toEqual(refusal('not-found'));
  });

  test('a meeting of another network is as if there were none', async () => {
    const { id } = await meet(st, { body: 'GRCM' });
    const network = await seedNetwork(planned.db);
    const neighbour = {
      ...st,
      principal: await seedClient(planned.db, await seedOrganisation(planned.db, [{ network, as: 'secretariat' }]), 'officer'),
    };
    await expect(getMeeting(neighbour, id)).rejects.toEqual(refusal('not-found'));
    await expect(updateMeeting(neighbour, id, 1, { state: 'held' })).rejects.toEqual(refusal('not-found'));
  });

  test.each(['2010/2009', '2009-12-03/2009-12-02', '2009-12/2009-11'])('the interval %s, which ends before it begins', (date) => {
    expect(NewMeeting.safeParse({ network: 'crm', body: 'CRM', date }).success).toBe(false);
  });

  test('an organisation that takes part twice', () => {
    const one = { organisation: uuid(), attendance: 'present' };
    expect(NewMeeting.safeParse({ network: 'crm', body: 'CRM', participants: [one, { ...one, attendance: 'absent' }] }).success).toBe(
      false,
    );
  });
});

test('a patch leaves alone what it does not name', async () => {
  const made = await meet(st, { body: 'GRCM', date: '2009-12', session: 'XI', state: 'confirmed', place: { es: 'Managua' } });
  const { body, version } = await updateMeeting(st, made.id, 1, MeetingPatch.parse({ title: { es: 'Reunión' } }));
  expect(body).toEqual({ ...made, title: { es: 'Reunión' } });
  expect(version).toBe(2);
  await expect(updateMeeting(st, made.id, 1, { state: 'held' })).rejects.toEqual(refusal('stale'));
});

describe('the meeting on the eve of another', () => {
  const pair = async (date: string | null) => {
    const grcm = await meet(st, { body: 'GRCM', date });
    return { grcm, red: await meet(st, { body: 'RED', before: grcm.id }) };
  };

  test('moves with it in the same commit, with an event, an audit row and a new version', async () => {
    const { grcm, red } = await pair('2026-12-02/2026-12-03');
    const trips = planned.db.trips;
    await updateMeeting(st, grcm.id, 1, { date: '2027-01-01' });
    expect(planned.db.trips - trips).toBe(1);
    expect(await getMeeting(st, red.id)).toMatchObject({ body: { date: '2026-12-31', startsOn: '2026-12-31' }, version: 2 });
    expect(await eventsOf(red.id)).toEqual(['plans.meeting.scheduled', 'plans.meeting.changed']);
    const rows = await planned.db.orm.select().from(audit).where(eq(audit.subject, red.id));
    expect(rows).toMatchObject([{ action: 'meeting:edit' }, { action: 'meeting:edit', network: planned.id, source: organisationOf(st) }]);
  });

  test('is the day before, whatever the day', async () => {
    const { grcm, red } = await pair('2026-12-02');
    const day = fc.date({ min: new Date('1990-01-02'), max: new Date('2100-01-01'), noInvalidDate: true });
    let version = 1;
    await fc.assert(
      fc.asyncProperty(day, async (date) => {
        const to = date.toISOString().slice(0, 10);
        await updateMeeting(st, grcm.id, version++, { date: to });
        expect((await getMeeting(st, red.id)).body.date).toBe(dayBefore(to));
      }),
      { numRuns: 25 },
    );
  });

  test.each([['2026-12'], ['2026'], ['2026/2027'], ['2026-12/2027-01'], [null]])(
    'has no date while that of the other is %s',
    async (date) => {
      const { grcm, red } = await pair(date);
      expect(red).toMatchObject({ date: null, startsOn: null, endsOn: null });
      await updateMeeting(st, grcm.id, 1, { date: '2026-12-02' });
      expect((await getMeeting(st, red.id)).body.date).toBe('2026-12-01');
      await updateMeeting(st, grcm.id, 2, { date });
      expect((await getMeeting(st, red.id)).body.date).toBeNull();
    },
  );

  test('is not touched by a change of something else, nor by a move to the same first day', async () => {
    const { grcm, red } = await pair('2026-12-02');
    await updateMeeting(st, grcm.id, 1, { place: { es: 'Managua' } });
    await updateMeeting(st, grcm.id, 2, { date: '2026-12-02/2026-12-04' });
    expect((await getMeeting(st, red.id)).version).toBe(1);
  });

  test('has no date of its own, unless it is taken off the other in the same change', async () => {
    const { red } = await pair('2026-12-02');
    await expect(updateMeeting(st, red.id, 1, { date: '2026-11-30' })).rejects.toEqual(refusal('unprocessable'));
    await expect(updateMeeting(st, red.id, 1, { date: '2026-11-30', before: red.before })).rejects.toEqual(refusal('unprocessable'));
    await expect(meet(st, { body: 'RED', before: red.before ?? '', date: '2026-11-30' })).rejects.toEqual(refusal('unprocessable'));
    expect((await updateMeeting(st, red.id, 1, { date: '2026-11-30', before: null })).body).toMatchObject({
      date: '2026-11-30',
      before: null,
    });
  });

  test('taken off it, keeps its day and follows no more', async () => {
    const { grcm, red } = await pair('2026-12-02');
    await updateMeeting(st, red.id, 1, { before: null });
    await updateMeeting(st, grcm.id, 1, { date: '2026-12-10' });
    expect((await getMeeting(st, red.id)).body.date).toBe('2026-12-01');
  });

  test('is the only one, until it is called off', async () => {
    const { grcm, red } = await pair('2026-12-02');
    await expect(meet(st, { body: 'RED', before: grcm.id })).rejects.toEqual(refusal('conflict'));
    const free = await meet(st, { body: 'RED' });
    await expect(updateMeeting(st, free.id, 1, { before: grcm.id })).rejects.toEqual(refusal('conflict'));
    await updateMeeting(st, red.id, 1, { state: 'cancelled' });
    expect((await updateMeeting(st, free.id, 1, { before: grcm.id })).body.date).toBe('2026-12-01');
    await expect(updateMeeting(st, red.id, 2, { state: 'planned' })).rejects.toEqual(refusal('conflict'));
  });

  test('called off, stays where it was; taken up again, catches up', async () => {
    const { grcm, red } = await pair('2026-12-02');
    await updateMeeting(st, red.id, 1, { state: 'cancelled' });
    await updateMeeting(st, grcm.id, 1, { date: '2026-12-10' });
    expect((await getMeeting(st, red.id)).body.date).toBe('2026-12-01');
    expect((await updateMeeting(st, red.id, 2, { state: 'confirmed' })).body.date).toBe('2026-12-09');
  });

  test('keeps its day when the other is called off', async () => {
    const { grcm, red } = await pair('2026-12-02');
    await updateMeeting(st, grcm.id, 1, { state: 'cancelled' });
    expect(await getMeeting(st, red.id)).toMatchObject({ version: 1, body: { date: '2026-12-01', state: 'planned' } });
  });

  test('is of the body that meets before, of the same network, and of a meeting that stands', async () => {
    const crm = await meet(st, { body: 'CRM', date: '2026-06-10' });
    const off = await meet(st, { body: 'GRCM', date: '2026-06-09', state: 'cancelled' });
    const elsewhere = await seedNetwork(planned.db);
    const [row] = await planned.db.orm.select().from(meetings).where(eq(meetings.id, crm.id));
    const foreign = uuid();
    await planned.db.orm.insert(meetings).values({ ...row!, id: foreign, network: elsewhere, body: 'GRCM' });
    for (const before of [crm.id, off.id, foreign, uuid()]) {
      await expect(meet(st, { body: 'RED', before })).rejects.toEqual(refusal('unprocessable'));
    }
    await expect(meet(st, { body: 'CRM', before: crm.id })).rejects.toEqual(refusal('unprocessable'));
  });

  test('may have one on its own eve, and never one that follows it in a circle', async () => {
    const text = { es: 'X' };
    const body = (code: string, meetsBefore: string) => ({ code, name: text, aliases: [], reportsTo: null, meetsBefore });
    const bodies = [body('A', 'B'), body('B', 'A')];
    await planned.db.orm.update(networks).set({ bodies }).where(eq(networks.id, planned.id));
    const first = await meet(st, { body: 'A', date: '2026-12-10' });
    const second = await meet(st, { body: 'B', before: first.id });
    const third = await meet(st, { body: 'A', before: second.id });
    expect([second.date, third.date]).toEqual(['2026-12-09', '2026-12-08']);
    await updateMeeting(st, first.id, 1, { date: '2026-12-20' });
    expect([(await getMeeting(st, second.id)).body.date, (await getMeeting(st, third.id)).body.date]).toEqual(['2026-12-19', '2026-12-18']);
    await expect(updateMeeting(st, first.id, 2, { before: second.id })).rejects.toEqual(refusal('unprocessable'));
  });
});

test('the days of a meeting are those that its date may mean', async () => {
  const edtf = fc.constantFrom('2009', '2009-02', '2012-02', '2009-12-31', '2009-11-30/2009-12', '2009/2011-02');
  await fc.assert(
    fc.asyncProperty(edtf, async (date) => {
      expect(await meet(st, { body: 'CRM', date })).toMatchObject({ startsOn: firstDay(date), endsOn: lastDay(date) });
    }),
    { numRuns: 12 },
  );
});

import ICAL from 'ical.js';
import { beforeEach, describe, expect, test } from 'vitest';
import { getFeed, getFeedJson } from '../../../services/training/feeds/forms.ts';
import { labelTraining, updateTraining } from '../../../services/training/trainings/keeping.ts';
import { stepEdition } from '../../../services/training/trainings/life.ts';
import type { FeedQuery } from '../../../shared/contract/training/feeds.ts';
import { contextOn } from '../../support/database.ts';
import { type TrainingWorld, forAnyone, forNetwork, offered, planned, readBack, trainingWorld } from './training-world.ts';

let world: TrainingWorld;
beforeEach(async () => (world = await trainingWorld()));

const anybody = (now = new Date('2026-03-10T12:00:00Z')) => contextOn(world.db, { now });
const asked = { origin: 'https://enlace.example', known: [] as string[], since: null as string | null };
const inSpanish: FeedQuery = { language: 'es' };
const json = async (query: Partial<FeedQuery> = {}) => (await getFeedJson(anybody(), asked, { ...inSpanish, ...query })).body.events;
const file = async (now?: Date) => new TextDecoder().decode((await getFeed(anybody(now), 'ics', asked, inSpanish)).body.file);
const parsed = async (now?: Date) =>
  new ICAL.Component(ICAL.parse(await file(now))).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
const step = (id: string, version: number, state: 'postponed' | 'cancelled' | 'open') =>
  stepEdition(world.by('GTM officer'), id, version, { state, reason: { es: 'Elecciones' } });

describe('the public calendar', () => {
  test('has what is public and nothing else, whoever asks, and loses what is public no more', async () => {
    const id = await planned(world, { dates: '2026-05-04' }, forAnyone);
    await planned(world, { dates: '2026-05-05' }, forNetwork);
    expect((await json()).map((event) => event.id)).toEqual([id]);
    await labelTraining(world.by('GTM validator'), 'edition', id, 1, forNetwork);
    expect(await json()).toEqual([]);
  });

  test('tells dates as precisely as they are known; iCalendar has only days and sessions', async () => {
    const session = { start: '2026-03-30T09:00:00', end: '2026-03-30T11:00:00', zone: 'America/New_York', rule: 'FREQ=WEEKLY;COUNT=3' };
    await planned(world, { dates: '2010' }, forAnyone);
    await planned(world, { dates: '2010-02' }, forAnyone);
    await planned(world, { dates: '2008-07-22/2008-07-23' }, forAnyone);
    await planned(world, {}, forAnyone);
    await planned(world, { sessions: [session] }, forAnyone);
    const shown = (await json()).map(({ precision, start, end }) => [precision, start, end]);
    expect(shown).toEqual([
      ['day', '2008-07-22', '2008-07-23'],
      ['year', '2010', '2010'],
      ['month', '2010-02', '2010-02'],
      ['open', null, null],
      ['time', '2026-03-30T09:00:00-04:00', '2026-03-30T11:00:00-04:00'],
    ]);
    const events = await parsed();
    expect(events.map(({ startDate, endDate }) => [startDate.toString(), endDate.toString()])).toEqual([
      ['2008-07-22', '2008-07-24'],
      ['2026-03-30T09:00:00', '2026-03-30T11:00:00'],
    ]);
    expect(events[1]?.isRecurring()).toBe(true);
  });

  test('names the course, the organiser and the terms in the language asked for', async () => {
    const course = await offered(world, { title: { es: 'Serie', en: 'Series' } }, forAnyone);
    await planned(world, { dates: '2026-05-04', course, themes: ['trafficking'], audiences: ['police'] }, forAnyone);
    const [english] = await json({ language: 'en' });
    expect(english).toMatchObject({
      title: 'Sample workshop',
      course: 'Series',
      themes: ['Trafficking in persons'],
      audiences: ['Police'],
    });
    expect((await json())[0]).toMatchObject({ title: 'Taller de muestra', course: 'Serie', themes: ['Trata de personas'] });
    const hidden = await offered(world, { title: { es: 'Serie interna' } });
    await planned(world, { dates: '2026-05-05', course: hidden }, forAnyone);
    expect((await json())[1]?.course).toBeNull();
  });

  test('names who offers what the network only makes known (FI-19)', async () => {
    await planned(world, { dates: '2026-05-04', provider: 'Casa de muestra' }, forAnyone);
    expect((await json())[0]?.organiser).toBe('Casa de muestra');
  });

  test('carries no address of e-mail, wherever somebody wrote one', async () => {
    const session = {
      title: { es: 'Con ana@example.org' },
      start: '2026-05-04T09:00:00',
      end: '2026-05-04T10:00:00',
      zone: 'UTC',
      place: 'b@example.org',
    };
    const summary = { es: 'Escriba a <inscripciones@sub.example.org>, o a c@example.org.' };
    await planned(world, { dates: '2026-05-04', summary, sessions: [session] }, forAnyone);
    const texts = (await json()).map(({ title, summary: said, place }) => [title, said, place]);
    expect(texts).toEqual([['Taller de muestra: Con …', 'Escriba a <…>, o a …', '…']]);
    expect((await file()).replaceAll(/UID:.*/g, '')).not.toContain('@');
  });

  test('is filtered by network, country and theme', async () => {
    const id = await planned(world, { dates: '2026-05-04', country: 'GTM', themes: ['trafficking'] }, forAnyone);
    await planned(world, { dates: '2026-05-05', country: 'MEX' }, forAnyone);
    for (const filter of [{ country: 'GTM' }, { theme: 'trafficking' }, { country: 'GTM', network: world.network }])
      expect((await json(filter)).map((event) => event.id)).toEqual([id]);
    expect(await json({ network: 'another' })).toEqual([]);
  });

  test('says what is postponed or cancelled, the latter for 90 days, with a sequence that rises', async () => {
    const id = await planned(world, { dates: '2026-05-04' }, forAnyone);
    await step(id, 1, 'postponed');
    const [before] = await parsed();
    expect(before?.component.getFirstPropertyValue('status')).toBe('TENTATIVE');
    await step(id, 2, 'cancelled');
    const [after] = await parsed();
    expect(after?.component.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(after?.uid).toBe(`${id}@enlace.example`);
    expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 0);
    expect(await parsed(new Date('2026-06-08T12:00:00Z'))).toHaveLength(1);
    expect(await parsed(new Date('2026-06-10T12:00:00Z'))).toEqual([]);
  });

  test('is asked again without reading anything but its version, until something changes', async () => {
    const id = await planned(world, { dates: '2026-05-04' }, forAnyone);
    const first = await getFeed(anybody(), 'ics', asked, inSpanish);
    const again = await getFeed(anybody(), 'ics', { ...asked, known: [first.version] }, inSpanish);
    expect([again.version, again.body.file.length]).toEqual([first.version, 0]);
    await updateTraining(world.by('GTM officer'), 'edition', id, 1, { dates: '2026-05-05' });
    const changed = await getFeed(anybody(), 'ics', { ...asked, known: [first.version] }, inSpanish);
    expect(changed.version).not.toBe(first.version);
    expect(new TextDecoder().decode(changed.body.file)).toContain('VALUE=DATE:20260505');
  });

  test('is asked again by its date in the same way, and is new each day', async () => {
    const id = await planned(world, { dates: '2026-05-04' }, forAnyone);
    const at = (since: string | null, now?: Date) => getFeed(anybody(now), 'ics', { ...asked, since }, inSpanish);
    const { modifiedAt } = await at(null);
    expect(modifiedAt).toBe('2026-03-10T12:00:00.000Z');
    const length = async (...of: Parameters<typeof at>) => (await at(...of)).body.file.length;
    expect(await length('2026-03-10T12:00:00Z')).toBe(0);
    expect(await length('2026-03-10T11:59:59Z')).toBeGreaterThan(0);
    expect(await length('2026-03-10T12:00:00Z', new Date('2026-03-11T00:00:01Z'))).toBeGreaterThan(0);
    await updateTraining({ ...world.by('GTM officer'), now: new Date('2026-03-10T12:00:07Z') }, 'edition', id, 1, { dates: '2026-05-05' });
    expect(await length('2026-03-10T12:00:00Z')).toBeGreaterThan(0);
    expect(await length('2026-03-10T12:00:07Z')).toBe(0);
  });
});

test('ten thousand trainings cost one trip, and who has them already one that reads none of them', async () => {
  await planned(world, { dates: '2026-05-04/2026-05-06', themes: ['trafficking'] }, forAnyone);
  await world.db.client.execute(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 9999)
    insert into trainings (id, kind, network_id, organisation_id, tlp, audience, content, state, first_day, last_day, changed_at, created_at)
    select printf('0190f3c2-7d7e-7a4e-9d55-%012d', i), kind, network_id, organisation_id, tlp, audience, content, state, first_day, last_day,
      changed_at, created_at from trainings, n`);
  const context = anybody();
  const trips = async (known: string[]) => {
    const before = context.db.trips;
    const { body, version } = await getFeed(context, 'ics', { ...asked, known }, inSpanish);
    const shown = new TextDecoder().decode(body.file).split('BEGIN:VEVENT').length - 1;
    return { trips: context.db.trips - before, shown, version };
  };
  const first = await trips([]);
  expect(first).toMatchObject({ trips: 1, shown: 10_000 });
  expect(await trips([first.version])).toEqual({ trips: 1, shown: 0, version: first.version });
});

describe('a session that recurs', () => {
  const weekly = (rule: string) => ({ start: '2026-05-04T09:00:00', end: '2026-05-04T10:00:00', zone: 'America/Guatemala', rule });

  test.each([
    ['without an end', 'FREQ=WEEKLY', '/body/sessions/0/rule'],
    ['a million times', 'FREQ=DAILY;COUNT=1000000', '/body/sessions/0/rule'],
    ['each second', 'FREQ=SECONDLY;COUNT=3', '/body/sessions/0/rule'],
    ['by a rule that is none', 'EVERY OTHER DAY', '/body/sessions/0/rule'],
    ['beyond its training', 'FREQ=WEEKLY;COUNT=3', '/body/sessions/0'],
  ])('%s is refused', async (_, rule, pointer) => {
    const content = { dates: '2026-05-04/2026-05-15', sessions: [weekly(rule)] };
    await expect(planned(world, content)).rejects.toMatchObject({ code: 'unprocessable', errors: [{ pointer }] });
  });

  test('inside its training is taken', async () => {
    const id = await planned(world, { dates: '2026-05-04/2026-05-18', sessions: [weekly('FREQ=WEEKLY;COUNT=3')] });
    expect((await readBack(world, id)).body.sessions).toHaveLength(1);
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { answerAsked, askOrganisation } from '../../../services/training/asked/asked.ts';
import { labelTraining, updateTraining } from '../../../services/training/trainings/keeping.ts';
import { getTraining, listTrainings } from '../../../services/training/trainings/trainings.ts';
import { listEvents } from '../../../services/webhooks/feed/events.ts';
import { NewEdition } from '../../../shared/contract/training/editions.ts';
import { audit, outbox } from '../../../shared/database/journal.ts';
import { trainings } from '../../../shared/database/training.ts';
import { aGroup } from '../../support/own-network.ts';
import { type TrainingWorld, forAnyone, forNetwork, offered, planned, readBack, trainingWorld } from './training-world.ts';

let world: TrainingWorld;
beforeEach(async () => (world = await trainingWorld()));

const session = { start: '2026-05-04T09:00:00', end: '2026-05-04T12:00:00', zone: 'America/Guatemala' };
const idsOf = async (filter: object = {}, who: Parameters<TrainingWorld['by']>[0] = 'GTM reader') =>
  (await listTrainings(world.by(who), 'edition', { limit: 50, ...filter }, null)).items.map(({ id }) => id);

describe('the list', () => {
  test('goes by the first day that dates may mean, however coarse they are; what is to be defined comes last', async () => {
    const open = await planned(world);
    const year = await planned(world, { dates: '2010' });
    const month = await planned(world, { dates: '2010-02' });
    const days = await planned(world, { dates: '2008-07-22/2008-07-23' });
    expect(await idsOf()).toEqual([days, year, month, open]);
    const first = await listTrainings(world.by('GTM reader'), 'edition', { limit: 2 }, null);
    const rest = await listTrainings(world.by('GTM reader'), 'edition', { limit: 2 }, first.next);
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual([days, year, month, open]);
    expect((await readBack(world, open)).body).not.toHaveProperty('dates');
  });

  test('is filtered by time, as far as dates may reach into it', async () => {
    const year = await planned(world, { dates: '2010' });
    const month = await planned(world, { dates: '2010-02' });
    await planned(world, { dates: '2009-12-30/2009-12-31' });
    expect(await idsOf({ from: '2010-03-01', to: '2010-03-31' })).toEqual([year]);
    expect(await idsOf({ from: '2010-02-28', to: '2010-02-28' })).toEqual([year, month]);
  });

  test('is filtered by theme, audience, module, country, course and state', async () => {
    const course = await offered(world);
    const given = { themes: ['trafficking'], audiences: ['police'], modules: ['regional-guidelines'], country: 'GTM', course };
    const id = await planned(world, given);
    await planned(world, { themes: ['reintegration'], country: 'MEX' });
    const { themes, audiences, modules, ...plain } = given;
    const filters = { theme: themes[0], audience: audiences[0], module: modules[0], ...plain };
    for (const [name, value] of Object.entries(filters)) expect([name, await idsOf({ [name]: value })]).toEqual([name, [id]]);
    expect(await idsOf({ state: 'held' })).toEqual([]);
    expect(await idsOf({ state: 'planned' })).toHaveLength(2);
  });
});

describe('who sees a training', () => {
  const readers = ['GTM reader', 'MEX reader', 'ST reader', 'IOM reader', 'RROCM reader'] as const;
  const seeing = async (id: string) => {
    const seen = [];
    for (const who of readers) if ((await idsOf({}, who)).includes(id)) seen.push(who.split(' ')[0]);
    return seen;
  };

  test.each([
    ['anyone', forAnyone, ['GTM', 'MEX', 'ST', 'IOM', 'RROCM']],
    ['the network', forNetwork, ['GTM', 'MEX', 'ST', 'IOM']],
    ['governments', { tlp: 'AMBER', audience: 'governments', group: null } as const, ['GTM', 'MEX', 'ST']],
    ['its own organisation', { tlp: 'GREEN', audience: 'organisation', group: null } as const, ['GTM']],
  ])('one for %s', async (_, label, seen) => expect(await seeing(await planned(world, {}, label))).toEqual(seen));

  test('is for its organiser to say; the event of it goes as far, and no further', async () => {
    const id = await planned(world);
    await labelTraining(world.by('GTM validator'), 'edition', id, 1, { tlp: 'GREEN', audience: 'governments', group: null });
    expect(await seeing(id)).toEqual(['GTM', 'MEX', 'ST']);
    const told = await world.db.orm.select().from(outbox);
    expect(new Set(told.map(({ audience }) => audience))).toEqual(new Set(['governments']));
    await expect(labelTraining(world.by('GTM officer'), 'edition', id, 2, forAnyone)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(labelTraining(world.by('ST validator'), 'edition', id, 2, forAnyone)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('a national training goes to the partners that its country names: they read of it, are invited and answer (TR-11, TR-14)', async () => {
    const { by, organisations } = world;
    const group = await aGroup(world, 'GTM', ['MEX', 'RROCM']);
    const label = { tlp: 'GREEN', audience: 'group', group } as const;
    const id = await planned(world, { kind: 'national', country: 'GTM', dates: '2026', audiences: ['police'] }, label);
    expect(await seeing(id)).toEqual(['GTM', 'MEX', 'RROCM']);
    expect(await idsOf({ kind: 'national', from: '2026-01-01', to: '2026-12-31' }, 'RROCM reader')).toEqual([id]);
    const typesFor = async (who: Parameters<typeof by>[0]) =>
      (await listEvents(by(who), 'https://enlace.example', { limit: 50, type: 'training.*' }, null)).items.map(({ type }) => type);
    expect([await typesFor('RROCM reader'), await typesFor('IOM reader')]).toEqual([['training.edition.changed'], []]);
    const { version } = await askOrganisation(by('GTM officer'), 'guest', id, { version: 1, organisation: organisations.RROCM });
    const { body } = await answerAsked(by('RROCM validator'), 'guest', id, { version, accepted: true });
    expect(body.guests).toEqual([{ organisation: organisations.RROCM, state: 'accepted' }]);
  });

  test('and that anyone sees it, from the beginning, is for a validator', async () => {
    await expect(planned(world, {}, forAnyone, 'GTM officer')).rejects.toMatchObject({ code: 'forbidden' });
    expect(await seeing(await planned(world, {}, forAnyone, 'GTM administrator'))).toHaveLength(readers.length);
  });

  test('and whoever opens one above GREEN leaves a row in the audit', async () => {
    const id = await planned(world, {}, { tlp: 'AMBER', audience: 'governments', group: null });
    await getTraining(world.by('MEX reader'), 'edition', id);
    const rows = await world.db.orm.select().from(audit);
    expect(rows.filter(({ action, subject }) => action === 'training:read' && subject === id)).toHaveLength(1);
  });
});

describe('bad input leaves nothing behind', () => {
  const nobody = '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11';
  test.each([
    ['dates that end before they begin', { dates: '2026-05-06/2026-05-04' }, '/body/dates'],
    ['a session before its dates', { dates: '2026-05-05/2026-05-06', sessions: [session] }, '/body/sessions/0'],
    ['a session after its dates', { dates: '2026-05-01', sessions: [session] }, '/body/sessions/0'],
    ['a theme that nobody has', { themes: ['unknown-theme'] }, '/body/themes'],
    ['a module under the wrong list', { modules: ['trafficking'] }, '/body/modules'],
    ['a course that is not there', { course: nobody }, '/body/course'],
    ['an activity that is not there', { activity: nobody }, '/body/activity'],
  ])('%s', async (_, different, pointer) => {
    await expect(planned(world, different)).rejects.toMatchObject({ code: 'unprocessable', errors: [{ pointer }] });
    expect(await world.db.orm.select().from(trainings)).toEqual([]);
    const id = await planned(world);
    await expect(updateTraining(world.by('GTM officer'), 'edition', id, 1, different)).rejects.toMatchObject({ code: 'unprocessable' });
    expect((await readBack(world, id)).version).toBe(1);
  });

  const whole = { network: nobody, kind: 'workshop', title: { es: 'Taller' } };
  test.each([
    ['an unknown time zone', { sessions: [{ ...session, zone: 'America/Atlantis' }] }],
    ['a time that does not exist', { sessions: [{ ...session, end: '2026-02-30T10:00:00' }] }],
    ['a session that ends before it begins', { sessions: [{ ...session, end: '2026-05-04T08:00:00' }] }],
    ['a trainer who is nobody', { trainers: [{}] }],
    ['a country with seats twice', { seats: [{ country: 'MEX', seats: 1 }, { country: 'MEX', seats: 2 }] }], // prettier-ignore
    ['half a person', { seats: [{ country: 'MEX', seats: 0.5 }] }],
    ['a theme twice', { themes: ['trafficking', 'trafficking'] }],
  ])('%s', (_, different) => {
    expect(NewEdition.safeParse(whole).success).toBe(true);
    expect(NewEdition.safeParse({ ...whole, ...different }).success).toBe(false);
  });

  test('another organisation changes nothing, and who does not see it finds nothing', async () => {
    const id = await planned(world);
    await expect(updateTraining(world.by('MEX officer'), 'edition', id, 1, { dates: '2030' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(updateTraining(world.by('RROCM officer'), 'edition', id, 1, { dates: '2030' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(getTraining(world.by('GTM reader'), 'course', id)).rejects.toMatchObject({ code: 'not-found' });
  });
});

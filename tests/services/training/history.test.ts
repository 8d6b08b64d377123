import { beforeEach, expect, test } from 'vitest';
import { demoCourses, demoEditions } from '../../../scripts/demo/training/history.ts';
import { getFeed, getFeedJson } from '../../../services/training/feeds/forms.ts';
import { getReplicaBoard } from '../../../services/training/replicas/board.ts';
import { createTraining } from '../../../services/training/trainings/keeping.ts';
import { stepEdition } from '../../../services/training/trainings/life.ts';
import { listTrainings } from '../../../services/training/trainings/trainings.ts';
import { type OwnNetwork, ownNetwork } from '../../support/own-network.ts';
import { contextOn } from '../../support/database.ts';
import { forNetwork } from './training-world.ts';

const members = ['BLZ', 'CAN', 'CRI', 'DOM', 'GTM', 'HND', 'MEX', 'NIC', 'PAN', 'SLV', 'USA'] as const;
const seats = { ...Object.fromEntries(members.map((code) => [code, 'member'])), ST: 'secretariat', IOM: 'partner' } as Record<
  (typeof members)[number] | 'ST' | 'IOM',
  'member' | 'secretariat' | 'partner'
>;
const now = new Date('2010-11-01T12:00:00Z');

let world: OwnNetwork<keyof typeof seats>;
const ids = new Map<string, string>();

/** The trainings of the sample data up to 2010, entered as their organisers would. */
beforeEach(async () => {
  world = await ownNetwork(seats, now);
  const past = demoEditions.filter(({ content: { dates } }) => dates === undefined || dates < '2011');
  for (const one of past.toSorted((a, b) => Number(Boolean(a.replicaOf)) - Number(Boolean(b.replicaOf)))) {
    const by = one.by as keyof typeof seats;
    const label = one.label ?? forNetwork;
    const replicated = one.replicaOf ? { replicaOf: ids.get(one.replicaOf) ?? '' } : {};
    const author = world.by(`${by} ${label.audience === 'public' ? 'validator' : 'officer'}`);
    const { body } = await createTraining(author, 'edition', { network: world.network, label, ...one.content, ...replicated });
    ids.set(one.content.title.es ?? '', body.id);
    if (one.state) await stepEdition(world.by(`${by} officer`), body.id, 1, { state: one.state });
  }
});

const anybody = () => contextOn(world.db, { now });
const asked = { origin: 'https://enlace.example', known: [], since: null };

test('the history of the plan loads with the precision that it gives, what has no date last', async () => {
  const { items } = await listTrainings(world.by('CRI reader'), 'edition', { limit: 50 }, null);
  expect(items.map(({ dates }) => dates)).toEqual([
    '2005-02-07/2005-02-11',
    '2006-09-18/2006-09-19',
    '2007-10-17/2007-10-19',
    '2008-01',
    '2008-07-22/2008-07-23',
    '2009-03-04/2009-03-06',
    '2010',
    '2010-02',
    '2010-09',
    undefined,
    undefined,
  ]);
  const workshops = items.filter(({ themes = [] }) => themes.includes('migration-control'));
  expect(workshops.map(({ country }) => country)).toEqual(['SLV', 'HND', 'BLZ', 'PAN']);
});

test('a calendar has its days alone, the other feeds the months and years too', async () => {
  const file = new TextDecoder().decode((await getFeed(anybody(), 'ics', asked, { language: 'es' })).body.file);
  expect([...file.matchAll(/DTSTART;VALUE=DATE:(\d+)\r\nDTEND;VALUE=DATE:(\d+)/g)].map(([, from, to]) => [from, to])).toEqual([
    ['20050207', '20050212'],
    ['20060918', '20060920'],
    ['20071017', '20071020'],
    ['20080722', '20080724'],
    ['20090304', '20090307'],
  ]);
  const { events } = (await getFeedJson(anybody(), asked, { language: 'es' })).body;
  const coarse = events.filter(({ precision }) => precision !== 'day').map(({ precision, start }) => [precision, start]);
  expect(coarse).toEqual([
    ['month', '2008-01'],
    ['year', '2010'],
    ['month', '2010-09'],
  ]);
});

test.each([
  ['2010-11-01T12:00:00Z', 'due'],
  ['2011-01-01T00:00:00Z', 'overdue'],
])('at %s, of the countries on the online course Guatemala has held its replica and the others are %s', async (at, state) => {
  const id = ids.get('Curso del Aula Virtual, primera edición') ?? '';
  const board = await getReplicaBoard({ ...world.by('CRI reader'), now: new Date(at) }, id);
  expect(board).toEqual({
    edition: id,
    due: '2010-12-31',
    countries: [
      { country: 'GTM', state: 'held', replica: ids.get('Réplica de muestra del Aula Virtual'), dates: '2010-09', people: 30 },
      { country: 'HND', state, replica: null, dates: null, people: null },
      { country: 'NIC', state, replica: null, dates: null, people: null },
    ],
    people: 30,
  });
});

test('the courses of the sample data are of the plan: the series of workshops, and the one that owes replicas', () => {
  expect(demoCourses.map(({ content: { kind, owesReplica = false } }) => [kind, owesReplica])).toEqual([
    ['workshop-series', false],
    ['course', true],
  ]);
  expect(demoEditions.length).toBeGreaterThanOrEqual(15);
});

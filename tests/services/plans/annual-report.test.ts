import { expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import { listActivities } from '../../../services/plans/activities.ts';
import { annualReportOf } from '../../../services/plans/annual-report.ts';
import { getPlan, updatePlan } from '../../../services/plans/plans.ts';
import type { ReportContent } from '../../../shared/contract/plans/reports.ts';
import type { Context } from '../../../shared/database/context.ts';
import { plans } from '../../../shared/database/plans.ts';
import { reports } from '../../../shared/database/work.ts';
import { ownNetwork, planText, publishText } from '../../support/planned-network.ts';
import { seedClient, seedOrganisation } from '../../support/seed.ts';

const nothing: ReportContent = {
  done: null,
  limitations: null,
  nextSteps: null,
  indicators: [],
  beneficiaries: [],
  funding: null,
  alsoAnswers: [],
};
type Published = {
  by: string;
  number: string;
  period: string;
  content: Partial<ReportContent>;
  label?: 'network' | 'organisation';
  revision?: number;
};

async function reported(list: Published[]) {
  const network = await ownNetwork();
  const { plan } = await publishText(network, planText('es'));
  const idOf = async (number: string) =>
    (await listActivities(network.by('MEX'), { limit: 1, plan, number, part: 'active' }, null)).items[0]?.id ?? '';
  for (const { by, number, period, content, label = 'network', revision = 1 } of list) {
    const organisation = network.by(by).principal?.organisation ?? '';
    await network.db.orm.insert(reports).values({
      id: uuid(),
      network: network.id,
      organisation,
      tlp: 'GREEN',
      audience: label,
      group: null,
      plan,
      activity: await idOf(number),
      period,
      state: 'published',
      revision,
      content: { ...nothing, ...content },
      author: 'somebody',
      createdAt: '2011-12-01T00:00:00.000Z',
    });
  }
  return { ...network, plan, idOf };
}

const es = (text: string) => ({ es: text });

test('actor by actor: announced, done, announced next, funding; and what it says nothing of', async () => {
  const network = await reported([
    { by: 'IOM', number: '6.4', period: '2010', content: { nextSteps: es('Cubrir dos países más') } },
    {
      by: 'IOM',
      number: '6.4',
      period: '2011-S1',
      content: { done: es('Matriz al día'), nextSteps: es('Traducirla'), funding: es('Fondo regular') },
    },
    { by: 'MEX', number: '6.4', period: '2012', content: { done: es('De otro año') } },
  ]);
  const report = await annualReportOf(network.by('MEX'), network.plan, { year: 2011, shape: 'mandates' });
  const actor = report.actors.find(({ organisation }) => organisation.code === 'IOM');
  expect(actor?.programmed.map(({ numbers, text }) => [numbers, text.es])).toEqual([[['6.4'], 'Cubrir dos países más']]);
  expect(actor?.carriedOut.map(({ text }) => text.es)).toEqual(['Matriz al día']);
  expect(actor?.programmedNext.map(({ text }) => text.es)).toEqual(['Traducirla']);
  expect(actor?.funding.map(({ text }) => text.es)).toEqual(['Fondo regular']);
  expect(actor?.silent).not.toContain('6.4');
  expect(actor?.silent.length).toBeGreaterThan(1);
});

test('one entry may answer several numbers', async () => {
  const network = await reported([]);
  const alsoAnswers = await Promise.all(['6.4', '10.1'].map(network.idOf));
  await network.db.orm.insert(reports).values({
    id: uuid(),
    network: network.id,
    organisation: network.by('IOM').principal?.organisation ?? '',
    tlp: 'GREEN',
    audience: 'network',
    plan: network.plan,
    activity: await network.idOf('6.5'),
    period: '2011',
    state: 'published',
    revision: 1,
    content: { ...nothing, done: es('Directorio, matriz y módulo'), alsoAnswers },
    author: 'somebody',
    createdAt: '2011-12-01T00:00:00.000Z',
  });
  const { actors } = await annualReportOf(network.by('MEX'), network.plan, { year: 2011, shape: 'mandates' });
  expect(actors.find(({ organisation }) => organisation.code === 'IOM')?.carriedOut).toMatchObject([{ numbers: ['6.5', '6.4', '10.1'] }]);
});

test('theme by theme: objective, goal, actions; a goal of which nobody speaks has none', async () => {
  const network = await reported([
    { by: 'MEX', number: '13.1', period: '2011-S1', content: { done: es('Primer semestre') } },
    { by: 'GTM', number: '13.1', period: '2011-S2', content: { done: es('Segundo semestre') } },
  ]);
  const { themes, actors } = await annualReportOf(network.by('MEX'), network.plan, { year: 2011, shape: 'goals' });
  expect(actors).toEqual([]);
  const goals = themes.flatMap(({ objectives }) => objectives.flatMap(({ goals: list }) => list));
  expect(goals.find(({ number }) => number === '13.1')?.actions.map(({ organisation, text }) => [organisation.code, text.es])).toEqual([
    ['MEX', 'Primer semestre'],
    ['GTM', 'Segundo semestre'],
  ]);
  expect(goals.filter(({ actions }) => actions.length === 0).length).toBe(goals.length - 1);
});

test('the scheme of a plan says which shape, until another is asked for', async () => {
  const network = await reported([]);
  const shape = async () => (await annualReportOf(network.by('MEX'), network.plan, { year: 2011 })).scheme.shape;
  expect(await shape()).toBe('workPlan');
  const { body, version } = await getPlan(network.by('ST'), network.plan);
  const scheme = { shape: 'goals', levels: { ...body.scheme.levels, axis: { es: 'Tema', en: 'Theme' } } } as const;
  await expect(updatePlan(network.by('MEX'), network.plan, version, { scheme })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(updatePlan(network.by('ST'), network.plan, 9, { scheme })).rejects.toMatchObject({ code: 'stale' });
  expect((await updatePlan(network.by('ST'), network.plan, version, { scheme })).body.scheme).toEqual(scheme);
  expect(await shape()).toBe('goals');
});

test('what is not published to the reader is not in it, and a revision replaces what it corrects', async () => {
  const network = await reported([
    { by: 'MEX', number: '13.1', period: '2011-S1', content: { done: es('Para nosotros solos') }, label: 'organisation' },
    { by: 'GTM', number: '13.1', period: '2011-S1', content: { done: es('Con un error') } },
    { by: 'GTM', number: '13.1', period: '2011-S1', content: { done: es('Corregido') }, revision: 2 },
  ]);
  const before = network.db.trips;
  const { themes } = await annualReportOf(network.by('CAN'), network.plan, { year: 2011 });
  expect(network.db.trips - before).toBe(1);
  const said = themes.flatMap(({ objectives }) =>
    objectives.flatMap(({ goals }) => goals.flatMap(({ actions }) => actions.map(({ text }) => text.es))),
  );
  expect(said).toEqual(['Corregido']);
  await expect(annualReportOf(network.by('RROCM'), network.plan, { year: 2011 })).rejects.toMatchObject({ code: 'not-found' });
});

test('a reader outside the network gets the codes that a public plan prints, and no names', async () => {
  const network = await reported([{ by: 'MEX', number: '13.1', period: '2011-S1', content: { done: es('Cifras') } }]);
  const { orm } = network.db;
  await orm.update(plans).set({ tlp: 'CLEAR', audience: 'public' });
  await orm.update(reports).set({ tlp: 'CLEAR', audience: 'public' });
  const stranger = await seedClient(network.db, await seedOrganisation(network.db), 'reader');
  const read = async (by: Context) =>
    (await annualReportOf(by, network.plan, { year: 2011 })).themes
      .flatMap(({ objectives }) => objectives.flatMap(({ goals }) => goals.flatMap(({ actions }) => actions)))
      .map(({ organisation }) => organisation);
  expect(await read({ ...network.by('MEX'), principal: stranger })).toEqual([{ code: 'MEX', name: { es: 'MEX' } }]);
  expect(await read(network.by('CAN'))).toMatchObject([{ code: 'MEX', name: { es: 'Gobierno de México' } }]);
});

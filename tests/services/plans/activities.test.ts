import { beforeAll, expect, test } from 'vitest';
import { getActivity, listActivities, listOrphans } from '../../../services/plans/activities.ts';
import { listMandates, parseCitations } from '../../../services/plans/mandates.ts';
import type { ActivityFilter } from '../../../shared/contract/plans/activities.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import { type PlannedNetwork, ownNetwork, planText, publishText } from '../../support/planned-network.ts';

let planned: PlannedNetwork;
let plan: string;

beforeAll(async () => {
  planned = await ownNetwork();
  plan = (await publishText(planned, planText('es'))).plan;
});

const list = (filter: Partial<ActivityFilter>, after: Keyset | null = null) =>
  listActivities(planned.by('MEX'), { limit: 200, ...filter }, after);
const numbers = async (filter: Partial<ActivityFilter>) => (await list({ part: 'active', ...filter })).items.map(({ number }) => number);

test.each<[string, Partial<ActivityFilter>, string[]]>([
  ['cadence', { cadence: 'perMeeting' }, ['1.1', '1.2', '3.1', '6.4']],
  ['status of the schedule', { scheduleStatus: 'pending' }, ['9.1', '9.5', '9.6', '10.1']],
  ['organisation', { party: 'IOM' }, ['4.3', '6.3', '6.4', '6.5', '10.1']],
  ['kind of party', { party: 'hostCountry' }, ['8.1', '12.2']],
  ['party and role', { party: 'ST', role: 'coordination' }, ['6.9', '8.1', '9.3', '12.2']],
  ['body and year of the mandate', { mandateBody: 'CRM', mandateDate: '2002' }, ['1.2', '4.1', '4.3', '4.4', '6.4']],
  ['instrument of the mandate', { mandateInstrument: 'declaration' }, ['2.1', '3.1', '6.8', '11.1']],
  ['Plan of Action', { fromPlanOfAction: true }, ['4.5', '4.6', '11.1', '12.1', '13.1']],
  ['printed number', { number: '6.10' }, ['6.10']],
  ['placeholder', { placeholder: true }, ['7.1']],
  ['two filters at once', { axis: 'C', scheduleStatus: 'continuous', cadence: 'regular' }, ['12.5', '12.6']],
])('activities are found by %s', async (_, filter, expected) => {
  expect(await numbers(filter)).toEqual(expected);
});

test.each(['víctimas', 'VICTIMAS', 'victim', 'Víctimas trata'])('a search for %s ignores accents, case and endings', async (q) => {
  expect((await numbers({ q })).length).toBeGreaterThan(2);
});

test.each(['"', 'a" OR "b', '* *', 'NOT (', 'col:x', '-- ; drop table plans', 'ñ́͏͏'])('a search for %s is only words', async (q) => {
  await expect(numbers({ q })).resolves.toBeInstanceOf(Array);
});

test('pages follow each other in the order of the plan, without a gap', async () => {
  const whole = (await list({})).items.map(({ id }) => id);
  const walked: string[] = [];
  let after: Keyset | null = null;
  do {
    const { items, next }: Awaited<ReturnType<typeof list>> = await list({ limit: 7 }, after);
    walked.push(...items.map(({ id }) => id));
    after = next;
  } while (after);
  expect(walked).toEqual(whole);
  expect(whole).toHaveLength(51);
});

test('6.10 comes after 6.9', async () => {
  expect((await numbers({ axis: 'B' })).slice(-3)).toEqual(['6.9', '6.10', '7.1']);
});

test('an activity names its place in the plan', async () => {
  const [first] = (await list({ number: '6.4', part: 'active' })).items;
  const { body } = await getActivity(planned.by('MEX'), first?.id ?? '');
  expect(body).toMatchObject({ plan, part: 'active', axis: 'B', objective: { number: '6' }, number: '6.4' });
});

test('9.1 alone rests on no mandate', async () => {
  const { items } = await listOrphans(planned.by('MEX'), { limit: 50 }, null);
  expect(items.map(({ number }) => number)).toEqual(['9.1']);
});

test('a mandate cited three times is one mandate with three activities', async () => {
  const { items } = await listMandates(planned.by('MEX'), { limit: 200, instrument: 'decisions' }, null);
  const shared = items.find(({ point, date }) => point === '11' && date === '2003-05');
  expect(shared?.activities.map(({ number }) => number)).toEqual(['12.1', '12.4', '12.6']);
});

test('who does not see the plan sees none of its activities and mandates', async () => {
  const civil = planned.by('RROCM');
  expect((await listActivities(civil, { limit: 50 }, null)).items).toEqual([]);
  expect((await listActivities(civil, { limit: 50, q: 'trata' }, null)).items).toEqual([]);
  expect((await listMandates(civil, { limit: 50 }, null)).items).toEqual([]);
});

test('citations are understood with the bodies of the network', async () => {
  const { citations } = await parseCitations(planned.by('MEX'), { text: 'Texto (Ref.: p. 3, Concl., RCM, mayo, 2006)', network: 'crm' });
  expect(citations).toMatchObject([{ point: '3', instrument: 'conclusions', body: 'CRM', date: '2006-05', complete: true }]);
});

test('the bodies of a network that the caller is not in are not there', async () => {
  await expect(parseCitations(planned.by('MEX'), { text: 'x', network: 'other' })).rejects.toMatchObject({ code: 'not-found' });
});

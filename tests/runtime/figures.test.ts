import { beforeAll, expect, test } from 'vitest';
import { planText } from '../support/planned-network.ts';
import { type World, makeWorld, platformUrl, tokenOf } from '../support/world.ts';

const today = new Date().toISOString();
/** The half year before the present one, and a month of it. */
const [period, month] =
  today.slice(5, 7) <= '06'
    ? [`${Number(today.slice(0, 4)) - 1}-S2`, `${Number(today.slice(0, 4)) - 1}-09`]
    : [`${today.slice(0, 4)}-S1`, `${today.slice(0, 4)}-03`];

let world: World;
let plan: string;

beforeAll(async () => {
  world = await makeWorld();
  const { officer } = world.ST.clients;
  const query = { network: world.code, language: 'es' } as const;
  const { body: draft } = await officer.createPlanImport({ query, body: planText('es'), mediaType: 'text/plain' });
  plan = (await officer.acceptPlanImport({ params: { id: draft.id }, query: { effectiveOn: '2020-01-01' } })).body.plan;
});

async function activity(number: string): Promise<string> {
  for await (const { id } of world.MEX.clients.reader.listActivities({ query: { plan, number, part: 'active' } })) return id;
  throw new Error('No activity');
}

/** A figure of a country with what its alerts add up to, confirmed. */
async function confirmed(country: 'MEX' | 'SLV') {
  const { officer, validator } = world[country].clients;
  const body = {
    network: world.id,
    country,
    typology: 'counterfeit',
    title: { es: 'Pasaporte de muestra' },
    documentCountry: 'GTM',
    category: 'passport',
    month,
    count: 3,
    purpose: 'actual',
  } as const;
  const { body: alert } = await officer.createAlert({ body });
  const label = { tlp: 'AMBER', audience: 'governments', group: null, persons: [] as string[] } as const;
  await validator.publishAlert({ params: { id: alert.id }, ifMatch: '"1"', body: label });
  const { body: figure, etag } = await officer.draftFigure({ body: { network: world.id, period } });
  await validator.confirmFigure({ params: { id: figure.id }, ifMatch: etag ?? '' });
  return figure;
}

test('what a country detected in a half year is counted, confirmed and told in the ledger, once', async () => {
  const { id, derived, total } = await confirmed('MEX');
  expect([derived, total]).toEqual([[{ nationality: 'GTM', persons: 3 }], 3]);
  const { officer } = world.MEX.clients;
  const call = { params: { id }, body: { activity: await activity('13.1') } };
  const first = await officer.reportFigure({ ...call, ifMatch: '"2"' });
  const again = await officer.reportFigure({ ...call, ifMatch: first.etag ?? '' });
  expect([again.body, again.etag]).toEqual([first.body, '"3"']);

  const { body: report } = await officer.getReport({ params: { id: first.body.report ?? '' } });
  expect(report).toMatchObject({ state: 'submitted', period, activity: call.body.activity });
  expect(report.indicators.map(({ value }) => value)).toEqual([3, 3]);
  const { body: ledger } = await officer.getLedger({ params: { id: plan }, query: { period, activity: call.body.activity } });
  const states = ledger.activities.flatMap(({ cells }) => cells.map((cell) => [cell.organisation, cell.state]));
  expect(states.filter(([code]) => code === 'MEX')).toEqual([['MEX', 'reported']]);

  const query = { network: world.code, from: period, to: period };
  const { body: board } = await world.SLV.clients.reader.getFigureBoard({ query });
  expect(board.rows.find(({ country }) => country === 'MEX')?.cells).toEqual([{ period, state: 'confirmed', total: 3 }]);
});

test('twenty that tell it at once make one report', async () => {
  const { id } = await confirmed('SLV');
  const { officer, validator } = world.SLV.clients;
  const call = { params: { id }, ifMatch: '"2"', body: { activity: await activity('13.1') } };
  const told = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => (index % 2 ? officer : validator).reportFigure(call)));
  expect(told.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const reports = await Array.fromAsync(officer.listReports({ query: { network: world.code, organisation: world.SLV.id } }));
  const { body } = await officer.getFigure({ params: { id } });
  expect(reports).toMatchObject([{ id: body.report, state: 'submitted' }]);
});

test('what the ledger refuses is refused as that, in the language of the caller, and nothing is told', async () => {
  const { officer, validator } = world.MEX.clients;
  const { body: figure } = await officer.draftFigure({ body: { network: world.id, period: '2019-S1' } });
  await validator.confirmFigure({ params: { id: figure.id }, ifMatch: '"1"' });
  const body = JSON.stringify({ activity: await activity('13.1') });
  const authorization = `Bearer ${await tokenOf(world.MEX.credentials.officer)}`;
  const titleIn = async (language: string) => {
    const headers = { authorization, 'accept-language': language, 'content-type': 'application/json', 'if-match': '"2"' };
    const response = await fetch(`${platformUrl()}/v1/false-passport-figures/${figure.id}/report`, { method: 'PUT', headers, body });
    return ((await response.json()) as { title: string }).title;
  };
  expect(await titleIn('es')).toBe('Esa celda no es de su organización');
  expect(await titleIn('en')).toBe('That cell is not your organisation’s');
  expect((await officer.getFigure({ params: { id: figure.id } })).etag).toBe('"2"');
});

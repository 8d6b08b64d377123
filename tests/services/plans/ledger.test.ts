import { expect, test } from 'vitest';
import { acceptPlanImport } from '../../../services/plans/acceptance.ts';
import { createPlanImport } from '../../../services/plans/imports.ts';
import { listActivities } from '../../../services/plans/activities.ts';
import { createExemption, deleteExemption, listExemptions } from '../../../services/plans/ledger/exemptions.ts';
import { getLedger } from '../../../services/plans/ledger/ledger.ts';
import { owedCell } from '../../../services/plans/ledger/owed.ts';
import { createParticipation, deleteParticipation, listParticipations } from '../../../services/plans/ledger/participations.ts';
import type { Context } from '../../../shared/database/context.ts';
import { type PlannedNetwork, ownNetwork, planText, publishText } from '../../support/planned-network.ts';
import { seedOrganisation } from '../../support/seed.ts';

const now = new Date('2009-12-20T12:00:00Z');
const members = ['BLZ', 'CAN', 'CRI', 'DOM', 'GTM', 'HND', 'MEX', 'NIC', 'PAN', 'SLV', 'USA'];

/** The model network with its plan, in the winter of 2009. */
async function worked() {
  const planned = await ownNetwork();
  const then: PlannedNetwork = { ...planned, by: (code) => ({ ...planned.by(code), now }) };
  const { plan } = await publishText(then, planText('es'));
  return { ...then, plan };
}

async function numbered(context: Context, plan: string, number: string) {
  const { items } = await listActivities(context, { limit: 1, plan, number, part: 'active' }, null);
  if (!items[0]) throw new Error(`No activity ${number}`);
  return items[0].id;
}

const idOf = ({ by }: PlannedNetwork, code: string) => by(code).principal?.organisation ?? '';

test('the board of a half year has a cell for each member, in one round trip', async () => {
  const network = await worked();
  const activity = await numbered(network.by('MEX'), network.plan, '13.1');
  const before = network.db.trips;
  const board = await getLedger(network.by('MEX'), network.plan, { period: '2009-S2', activity });
  expect(network.db.trips - before).toBe(1);
  expect(board.activities).toHaveLength(1);
  expect(board.activities[0]?.cells).toEqual(
    members.map((organisation) => ({ organisation, role: 'responsible', period: '2009-S2', due: '2009-12-31', state: 'due' })),
  );
});

test('forty activities of forty countries over eight half years come in one round trip', async () => {
  const planned = await ownNetwork();
  const then = (code: string) => ({ ...planned.by(code), now });
  for (let more = 11; more < 40; more++) await seedOrganisation(planned.db, [{ network: planned.id, as: 'member' }]);
  const rows = Array.from(
    { length: 40 },
    (_, at) => `A. Eje,1. Uno,1.${at + 1} Informar semestralmente,1.${at + 1}.1 Países miembros,Continuo`,
  );
  const document = `eje,objetivo,actividad,responsable,calendario\n${rows.join('\n')}\n`;
  const source = { network: 'crm', language: 'es', mediaType: 'text/csv', bytes: new TextEncoder().encode(document) } as const;
  const { body: draft } = await createPlanImport(then('ST'), source);
  const { body } = await acceptPlanImport(then('ST'), draft.id);
  const before = planned.db.trips;
  const board = await getLedger(then('MEX'), body.plan, { period: '2009-S2/2013-S1' });
  expect(planned.db.trips - before).toBe(1);
  expect(board.activities.map(({ cells }) => cells.length)).toEqual(Array.from({ length: 40 }, () => 40 * 8));
});

test('without a period the board is that of today, over every activity of the active part', async () => {
  const network = await worked();
  const board = await getLedger(network.by('ST'), network.plan, {});
  expect([board.from, board.to, board.activities.length]).toEqual(['2009-07-01', '2009-12-31', 40]);
});

test('a cell of a country, of a state', async () => {
  const network = await worked();
  const cells = async (filter: object) =>
    (await getLedger(network.by('ST'), network.plan, { period: '2009-S2', ...filter })).activities.flatMap(({ cells: list }) => list);
  expect(new Set((await cells({ organisation: 'GTM' })).map(({ organisation }) => organisation))).toEqual(new Set(['GTM']));
  expect(new Set((await cells({ state: 'due' })).map(({ state }) => state))).toEqual(new Set(['due']));
});

test('civil society sees no board, and a foreign plan has none', async () => {
  const network = await worked();
  await expect(getLedger(network.by('RROCM'), network.plan, {})).rejects.toMatchObject({ code: 'not-found' });
});

test('an organisation owes its own cells and no others', async () => {
  const network = await worked();
  const activity = await numbered(network.by('MEX'), network.plan, '13.1');
  const cell = { activity, period: '2009-S2' };
  expect(await owedCell(network.by('MEX'), cell)).toMatchObject({ plan: network.plan, organisation: idOf(network, 'MEX') });
  await expect(owedCell(network.by('IOM'), cell)).rejects.toMatchObject({ code: 'not-your-obligation' });
  await expect(owedCell(network.by('MEX'), { ...cell, period: '2009' })).rejects.toMatchObject({ code: 'not-your-obligation' });
  await expect(owedCell(network.by('MEX'), { ...cell, period: '2008-S2' })).rejects.toMatchObject({ code: 'not-your-obligation' });
  await expect(owedCell(network.by('RROCM'), cell)).rejects.toMatchObject({ code: 'not-found' });
});

test('a country declines with a reason, once, and may take it back', async () => {
  const network = await worked();
  const activity = await numbered(network.by('MEX'), network.plan, '13.1');
  const reason = { es: 'Las cifras se publican en marzo' };
  const by = { ...network.by('ST'), now };
  const input = { activity, organisation: idOf(network, 'CAN'), period: '2009-S2', kind: 'declined', reason } as const;
  await expect(createExemption(network.by('CAN'), input)).rejects.toMatchObject({ code: 'forbidden' });
  const { body } = await createExemption(by, input);
  await expect(createExemption(by, input)).rejects.toMatchObject({ code: 'conflict' });
  const cell = async () =>
    (await getLedger(network.by('MEX'), network.plan, { period: '2009-S2', activity, organisation: 'CAN' })).activities[0]?.cells[0];
  expect(await cell()).toMatchObject({ state: 'declined', reason });
  expect((await listExemptions(network.by('MEX'), { limit: 10, activity }, null)).items).toEqual([body]);
  await expect(deleteExemption(by, body.id, 2)).rejects.toMatchObject({ code: 'stale' });
  await deleteExemption(by, body.id, 1);
  expect(await cell()).toMatchObject({ state: 'due' });
});

test('the secretariat names the host of an event, a country joins for itself', async () => {
  const network = await worked();
  const activity = await numbered(network.by('MEX'), network.plan, '8.1');
  const event = { es: 'Taller para personal operativo' };
  const named = { activity, organisation: idOf(network, 'PAN'), kind: 'hostCountry', event, date: '2010-03-04/2010-03-06' } as const;
  await expect(createParticipation(network.by('MEX'), named)).rejects.toMatchObject({ code: 'forbidden' });
  const { body } = await createParticipation(network.by('ST'), named);
  const joined = await createParticipation(network.by('GTM'), { ...named, organisation: idOf(network, 'GTM'), date: '2010-08' });
  const cells = async () => (await getLedger(network.by('MEX'), network.plan, { period: '2010', activity })).activities[0]?.cells;
  expect(await cells()).toMatchObject([
    { organisation: 'PAN', due: '2010-03-06' },
    { organisation: 'GTM', due: '2010-08-31' },
  ]);
  await expect(deleteParticipation(network.by('MEX'), body.id, 1)).rejects.toMatchObject({ code: 'forbidden' });
  await deleteParticipation(network.by('GTM'), joined.body.id, 1);
  expect(await cells()).toHaveLength(1);
  expect((await listParticipations(network.by('IOM'), { limit: 10, activity }, null)).items).toEqual([body]);
});

test.each([
  ['a group that the activity does not leave open', '13.1', 'hostCountry', 'unprocessable'],
  ['an open group of another kind', '8.1', 'interestedGovernments', 'unprocessable'],
] as const)('%s cannot be filled', async (_, number, kind, code) => {
  const network = await worked();
  const activity = await numbered(network.by('MEX'), network.plan, number);
  const input = { activity, organisation: idOf(network, 'PAN'), kind, event: null, date: null };
  await expect(createParticipation(network.by('ST'), input)).rejects.toMatchObject({ code });
});

test('an organisation outside the network fills no place', async () => {
  const [network, other] = [await worked(), await ownNetwork()];
  const activity = await numbered(network.by('MEX'), network.plan, '8.1');
  const input = { activity, organisation: idOf(other, 'PAN'), kind: 'hostCountry', event: null, date: null } as const;
  await expect(createParticipation(network.by('ST'), input)).rejects.toMatchObject({ code: 'not-a-member' });
});

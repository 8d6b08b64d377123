import { beforeAll, expect, test } from 'vitest';
import { tracesOf } from '../contract/rows.ts';
import { type Stage, makeStage } from '../contract/stage.ts';
import { ApiProblem } from '../../shared/contract/client/api-problem.ts';

let stage: Stage;
let meeting = '';
let written = '';
let validated = '';
const period = String(new Date().getUTCFullYear() + 20);

beforeAll(async () => {
  stage = await makeStage();
  const { ST, MEX, id: network, common: activity } = stage;
  ({ id: meeting } = (await ST.clients.officer.createMeeting({ body: { network, body: 'GRCM', date: '2030-06-09' } })).body);
  const report = async (by: 'officer' | 'validator', year: string) => {
    const { body } = await MEX.clients[by].createReport({ body: { activity, period: year, done: { es: 'Hecho' } } });
    await MEX.clients[by].submitReport({ params: { id: body.id }, ifMatch: '"1"' });
    return body.id;
  };
  written = await report('validator', period);
  validated = await report('officer', String(Number(period) + 1));
  await MEX.clients.validator.validateReport({ params: { id: validated }, ifMatch: '"2"' });
});

const refusals: [string, () => Promise<unknown>, number, string][] = [
  [
    'an impossible date',
    () => stage.ST.clients.officer.createMeeting({ body: { network: stage.id, body: 'CRM', date: '2030-02-30' } }),
    400,
    'invalid-request',
  ],
  [
    'an owner outside the network',
    () => {
      const owners = [stage.operators[0] ?? ''];
      return stage.ST.clients.officer.createAgreement({
        body: { meeting, text: { es: 'Hacer' }, owners, deadline: { kind: 'toBeDefined' } },
      });
    },
    422,
    'not-a-member',
  ],
  [
    'a report for a cell that is not yours',
    () => stage.MEX.clients.officer.createReport({ body: { activity: stage.activity, period, done: { es: 'Hecho' } } }),
    422,
    'not-your-obligation',
  ],
  [
    'validating one’s own report',
    () => stage.MEX.clients.validator.validateReport({ params: { id: written }, ifMatch: '"2"' }),
    409,
    'same-person',
  ],
  [
    'a second validation',
    () => stage.MEX.clients.validator.validateReport({ params: { id: validated }, ifMatch: '"3"' }),
    409,
    'already-validated',
  ],
  ['a stale version', () => stage.MEX.clients.validator.validateReport({ params: { id: written }, ifMatch: '"1"' }), 412, 'stale'],
  ['a report that says nothing', async () => submitNothing(), 422, 'empty-report'],
  [
    'an objective taken out without an agreement',
    async () => {
      const { ST, plan } = stage;
      const { body: draft } = await ST.clients.officer.openPlanDraft({ params: { id: plan }, idempotencyKey: 'one-draft' });
      const item = draft.outline.parts[0]?.axes[0]?.objectives[0]?.id ?? '';
      const edits = [{ kind: 'retireObjective', item, agreement: draft.id } as const];
      return ST.clients.officer.editPlanDraft({ params: { id: draft.id }, body: { edits } });
    },
    422,
    'agreement-needed',
  ],
];

async function submitNothing() {
  const { MEX, common: activity } = stage;
  const key = { idempotencyKey: 'nothing' };
  const { body } = await MEX.clients.officer.createReport({ body: { activity, period: String(Number(period) + 2) }, ...key });
  return MEX.clients.officer.submitReport({ params: { id: body.id }, ifMatch: '"1"' });
}

test.each(refusals)('%s is its own problem, and nothing of it stays', async (_, act, status, code) => {
  await act().catch(() => undefined);
  const before = await tracesOf(stage);
  const failure = await act().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ApiProblem);
  expect(failure).toMatchObject({ status, code });
  expect(await tracesOf(stage)).toEqual(before);
});

test('they are as many problems', () => {
  expect(new Set(refusals.map(([, , , code]) => code)).size).toBe(refusals.length);
});

import { beforeAll, describe, expect, test } from 'vitest';
import { listActivities } from '../../../services/plans/activities.ts';
import { getPlanDraft, listPlanDrafts } from '../../../services/plans/drafts/drafts.ts';
import { editPlanDraft } from '../../../services/plans/drafts/editing.ts';
import { openPlanDraft } from '../../../services/plans/drafts/opening.ts';
import { publishPlanDraft } from '../../../services/plans/drafts/publication.ts';
import { getLedger } from '../../../services/plans/ledger/ledger.ts';
import { remindAll } from '../../../services/plans/ledger/reminders.ts';
import { listMandates } from '../../../services/plans/mandates.ts';
import { decideProposal } from '../../../services/plans/meetings/decisions.ts';
import { getMeeting, updateMeeting } from '../../../services/plans/meetings/meetings.ts';
import { packOf } from '../../../services/plans/meetings/pack.ts';
import { getPlanOutline } from '../../../services/plans/outline.ts';
import { createReport } from '../../../services/plans/reports/creation.ts';
import { publishReport, submitReport, validateReport } from '../../../services/plans/reports/transitions.ts';
import { traceMandate } from '../../../services/plans/trace.ts';
import { comparePlanVersions, findPlanItems } from '../../../services/plans/versions.ts';
import { Edit } from '../../../shared/contract/plans/edits.ts';
import { NewDecision } from '../../../shared/contract/plans/proposals.ts';
import type { Context } from '../../../shared/database/context.ts';
import { meet, organisationOf, point, propose } from '../../support/meetings.ts';
import { type PlannedNetwork, ownNetwork, planText, publishText } from '../../support/planned-network.ts';
import { seedClient } from '../../support/seed.ts';

/*
 * Two years of the model network, in the order in which they happened: the plan of November 2009, the meeting of the Network on 1 December
 * on the eve of the GRCM, what it proposed and what became of it, the reports of the half year, a GRCM that moves, a plan with new numbers.
 */
const members = ['BLZ', 'CAN', 'CRI', 'DOM', 'GTM', 'HND', 'MEX', 'NIC', 'PAN', 'SLV', 'USA'];
const absent = ['BLZ', 'HND'];
const letters = ['a', 'b', 'c', 'd', 'e', 'e.A', 'e.B', 'f', 'g'];
const romans = ['i', 'ii', 'iii', 'iv'];

let planned: PlannedNetwork;
let plan: string;
const at = (code: string, day: string): Context => ({ ...planned.by(code), now: new Date(`${day}T15:00:00Z`) });
const activityId = async (number: string) =>
  (await listActivities(at('ST', '2010-01-01'), { limit: 1, plan, number, part: 'active' }, null)).items[0]?.id ?? '';

let [red, grcm] = ['', ''];
const proposed = new Map<string, string>();

beforeAll(async () => {
  planned = await ownNetwork();
  ({ plan } = await publishText({ ...planned, by: (code) => at(code, '2009-11-26') }, planText('es')));
});

describe('two years of the network', () => {
  test('the Network meets on the eve of the GRCM, nine of eleven members present', async () => {
    const st = at('ST', '2009-11-27');
    ({ id: grcm } = await meet(st, { body: 'GRCM', date: '2009-12-02/2009-12-03', place: { es: 'Ciudad de Guatemala' } }));
    const made = await meet(st, { body: 'RED', before: grcm, host: organisationOf(planned.by('GTM')) });
    red = made.id;
    expect(made.date).toBe('2009-12-01');
    const participants = members.map((code) => ({
      organisation: organisationOf(planned.by(code)),
      attendance: absent.includes(code) ? ('absent' as const) : ('present' as const),
    }));
    const { body } = await updateMeeting(at('ST', '2009-12-01'), red, 1, { state: 'held', participants });
    expect(body.participants.filter(({ attendance }) => attendance === 'present')).toHaveLength(9);
  });

  test('its report has seven lettered points, two of them under e, and four proposals; the citations of the plan find them', async () => {
    const st = at('ST', '2009-12-01');
    for (const label of letters) await point(st, red, label);
    for (const label of romans) {
      const { id } = await point(st, red, label, { kind: 'proposal' });
      proposed.set(label, (await propose(st, red, { point: id })).id);
    }
    const { items } = await listMandates(st, { limit: 200, instrument: 'networkReport', resolved: true }, null);
    expect(items.map(({ point: label }) => label).toSorted()).toEqual(['b', 'd', 'e.B', 'f', 'i', 'ii', 'iii']);
    expect(new Set(items.map(({ meeting }) => meeting))).toEqual(new Set([red]));
  });

  test('what the GRCM adopts becomes an activity of the draft, citing its point', async () => {
    const st = at('ST', '2009-12-03');
    const { body: outline } = await getPlanOutline(st, plan);
    const six = outline.parts[0]?.axes.flatMap(({ objectives }) => objectives).find(({ number }) => number === '6')?.id ?? '';
    const decide = (label: string, more: object) =>
      decideProposal(st, proposed.get(label) ?? '', NewDecision.parse({ meeting: grcm, ...more }));
    const { body } = await decide('i', { outcome: 'adopted', activity: { plan, objective: six, number: '6.11' } });
    await decide('ii', { outcome: 'adopted', activity: { plan, objective: six, number: '6.12' } });
    await decide('iii', { outcome: 'deferred', note: { es: 'Se verá en la próxima reunión' } });
    expect((await decide('iv', { outcome: 'approved' })).body).toMatchObject({ body: 'GRCM', state: 'approved' });
    const draft = await openDraft(st);
    const added = draft.outline.parts[0]?.axes
      .flatMap(({ objectives }) => objectives)
      .find(({ id }) => id === six)
      ?.activities.slice(-2);
    expect(added?.map(({ number, mandates }) => [number, mandates[0]?.point, mandates[0]?.instrument, mandates[0]?.date])).toEqual([
      ['6.11', 'i', 'networkReport', '2009-12'],
      ['6.12', 'ii', 'networkReport', '2009-12'],
    ]);
    expect(body.activity).toBe(added?.[0]?.id);
  });

  test('a proposal that was decided is not decided again, nor by a body whose turn it is not', async () => {
    const st = at('ST', '2009-12-04');
    const again = (label: string, meeting: string) =>
      decideProposal(st, proposed.get(label) ?? '', NewDecision.parse({ meeting, outcome: 'approved' }));
    await expect(again('i', grcm)).rejects.toMatchObject({ code: 'conflict' });
    await expect(again('iv', red)).rejects.toMatchObject({ code: 'unprocessable' });
  });

  test('nine of eleven countries report the second half of 2009; each is validated by a second person and published', async () => {
    const activity = await activityId('13.1');
    for (const code of members.filter((one) => !absent.includes(one))) {
      const by = at(code, '2010-01-12');
      const content = { done: { es: `Cifras de ${code}` }, indicators: [{ name: { es: 'Personas' }, value: 12, unit: null }] };
      const { body } = await createReport(by, { activity, period: '2009-S2', takeLast: false, ...content });
      const validator = { ...by, principal: await seedClient(planned.db, organisationOf(by), 'validator') };
      await submitReport(by, body.id, 1);
      await expect(validateReport(by, body.id, 2)).rejects.toMatchObject({ code: 'forbidden' });
      await validateReport(validator, body.id, 2);
      await expect(validateReport(validator, body.id, 3)).rejects.toMatchObject({ code: 'already-validated' });
      await publishReport(validator, body.id, 3, { tlp: 'GREEN', audience: 'network', group: null });
    }
    const board = await getLedger(at('ST', '2010-02-01'), plan, { period: '2009-S2', activity });
    const states = board.activities[0]?.cells.map(({ organisation, state }) => `${organisation} ${state}`) ?? [];
    expect(states.filter((state) => state.endsWith(' overdue'))).toEqual(['BLZ overdue', 'HND overdue']);
    expect(states.filter((state) => state.endsWith(' validated'))).toHaveLength(9);
  });

  let next = '';
  let eve = '';

  test('the GRCM of June 2010 moves by a week: the Network meeting, the due dates and the reminders follow', async () => {
    const st = at('ST', '2010-03-01');
    ({ id: next } = await meet(st, { body: 'GRCM', date: '2010-06-09/2010-06-10' }));
    ({ id: eve } = await meet(st, { body: 'RED', before: next }));
    const activity = await activityId('3.1');
    const due = async () =>
      new Set((await getLedger(st, plan, { period: '2010-06', activity })).activities[0]?.cells.map((cell) => cell.due));
    expect(await due()).toEqual(new Set(['2010-06-09']));
    await remindAll({ ...at('ST', '2010-05-19'), principal: null });
    await updateMeeting(at('ST', '2010-05-20'), next, 1, { date: '2010-06-16/2010-06-17' });
    expect((await getMeeting(st, eve)).body.date).toBe('2010-06-15');
    expect(await due()).toEqual(new Set(['2010-06-16']));
    expect(await remindAll({ ...at('ST', '2010-05-25'), principal: null })).toBeGreaterThanOrEqual(11);
  });

  test('the pack shows what falls due, and two countries without information', async () => {
    const by = at('MEX', '2010-06-01');
    const before = planned.db.trips;
    const pack = await packOf(by, next);
    expect(planned.db.trips - before).toBe(1);
    expect([pack.from, pack.to]).toEqual(['2009-12-03', '2010-06-16']);
    const half = pack.activities.find(({ number }) => number === '13.1')?.cells ?? [];
    expect(half.filter(({ silent }) => silent).map(({ organisation }) => organisation)).toEqual(absent);
    expect(half.find(({ organisation }) => organisation === 'GTM')?.says?.done).toEqual({ es: 'Cifras de GTM' });
    expect(pack.activities.find(({ number }) => number === '3.1')?.cells.every(({ silent, due }) => silent && due === '2010-06-16')).toBe(
      true,
    );
    expect(pack.objectives.map(({ number }) => number)).toEqual(['7', '13']);
    expect(pack.unresolved.length).toBeGreaterThan(10);
    expect(pack.unresolved.some(({ raw }) => raw.includes('p. f,'))).toBe(false);
  });

  test('2.2 moves to the historical part, numbers shift, and the old ones still resolve', async () => {
    const st = at('ST', '2010-07-01');
    const [two2, six4] = [await activityId('2.2'), await activityId('6.4')];
    const draft = await openDraft(st);
    const outcomes = [
      {
        text: { es: 'Taller celebrado en San Salvador con nueve países' },
        mandates: ['(Ref.: p. f, Inf. Red Trata, GRCM, diciembre, 2009)'],
        events: [{ raw: 'San Salvador, febrero de 2010', place: 'San Salvador', date: '2010-02' }],
      },
    ];
    const edits = [
      { kind: 'finishActivity', item: two2, outcomes },
      { kind: 'changeActivity', item: six4, number: '6.13' },
      { kind: 'changeFront', updatedOn: '2010-07-01' },
    ];
    await editPlanDraft(
      st,
      draft.id,
      edits.map((edit) => Edit.parse(edit)),
    );
    expect((await publishPlanDraft(st, draft.id)).body.number).toBe(2);
    const today = async (number: string) => (await findPlanItems(st, plan, { number, version: 1 })).items[0]?.today;
    expect(await today('2.2')).toMatchObject({ part: 'historical', axis: 'A' });
    expect(await today('6.4')).toMatchObject({ part: 'active', number: '6.13' });
    const { changes } = await comparePlanVersions(st, plan, { from: 1, to: 2 });
    const kinds = changes.flatMap((change) => change.kinds.filter((kind) => kind !== 'same'));
    expect(new Set(kinds)).toEqual(new Set(['new', 'renumbered', 'changed', 'movedToHistorical']));
    expect(kinds.filter((kind) => kind === 'new').length).toBeGreaterThanOrEqual(2);
  });

  test('a mandate is followed to its activity, what was owed on it, the reports, and back', async () => {
    const by = at('CAN', '2010-07-02');
    const [mandate] = (await listMandates(by, { limit: 200 }, null)).items.filter(({ activities }) =>
      activities.some(({ number }) => number === '13.1'),
    );
    const before = planned.db.trips;
    const trace = await traceMandate(by, mandate?.id ?? '', { period: '2009-S2' });
    expect(planned.db.trips - before).toBe(1);
    expect(trace.activities).toHaveLength(1);
    expect(trace.activities[0]?.cells).toHaveLength(11);
    expect(trace.activities[0]?.reports).toHaveLength(9);
    expect(trace.activities[0]?.mandates).toContain(mandate?.id);
    const adopted = (await listMandates(by, { limit: 200, instrument: 'networkReport', resolved: true }, null)).items.find(
      ({ point: label }) => label === 'i',
    );
    const followed = await traceMandate(by, adopted?.id ?? '', {});
    expect(followed).toMatchObject({ meeting: { id: red, body: 'RED' }, point: { label: 'i' } });
    expect(followed.activities.map(({ number }) => number)).toEqual(['6.3', '6.11']);
  });
});

/** The draft of the plan that is open, or a new one. */
async function openDraft(context: Context) {
  const [open] = (await listPlanDrafts(context, { limit: 1, plan, state: 'draft' }, null)).items;
  return open ? (await getPlanDraft(context, open.id)).body : (await openPlanDraft(context, plan)).body;
}

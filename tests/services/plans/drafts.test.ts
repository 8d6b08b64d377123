import { expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import { getPlanDraft, listPlanDrafts } from '../../../services/plans/drafts/drafts.ts';
import { discardPlanDraft, editPlanDraft, updatePlanDraft } from '../../../services/plans/drafts/editing.ts';
import { openPlanDraft } from '../../../services/plans/drafts/opening.ts';
import { publishPlanDraft } from '../../../services/plans/drafts/publication.ts';
import { getPlanOutline } from '../../../services/plans/outline.ts';
import { getPlan } from '../../../services/plans/plans.ts';
import { comparePlanVersions, findPlanItems, listPlanVersions } from '../../../services/plans/versions.ts';
import { Edit } from '../../../shared/contract/plans/edits.ts';
import type { Outline } from '../../../shared/contract/plans/outline.ts';
import { agreements, meetings } from '../../../shared/database/meetings.ts';
import { planDrafts, planVersions } from '../../../shared/database/plans.ts';
import { type PlannedNetwork, ownNetwork, planText, publishText } from '../../support/planned-network.ts';

const then = new Date('2010-01-15T12:00:00Z');

/** The model network with its plan, in January 2010. */
async function withPlan() {
  const planned = await ownNetwork();
  const network: PlannedNetwork = { ...planned, by: (code) => ({ ...planned.by(code), now: then }) };
  const { plan } = await publishText(network, planText('es'));
  const { body: outline } = await getPlanOutline(network.by('MEX'), plan);
  return { ...network, plan, outline };
}

const objectives = (outline: Outline, part = 'active') =>
  outline.parts.filter(({ kind }) => kind === part).flatMap(({ axes }) => axes.flatMap(({ objectives: list }) => list));
const objective = (outline: Outline, number: string, part = 'active') => {
  const found = objectives(outline, part).find((one) => one.number === number);
  if (!found?.id) throw new Error(`No objective ${number}`);
  return { ...found, id: found.id };
};
const activity = (outline: Outline, number: string, part = 'active') => {
  const found = objectives(outline, part)
    .flatMap(({ activities }) => activities)
    .find((one) => one.number === number);
  if (!found?.id) throw new Error(`No activity ${number}`);
  return { ...found, id: found.id };
};

/** What an officer sends, with what the contract adds to it. */
const edits = (...list: unknown[]) => list.map((one) => Edit.parse(one));

async function opened(network: Awaited<ReturnType<typeof withPlan>>, ...list: unknown[]) {
  const { body } = await openPlanDraft(network.by('ST'), network.plan);
  return list.length === 0 ? body : (await editPlanDraft(network.by('ST'), body.id, edits(...list))).body;
}

/** An agreement of a meeting of the network, as plain rows. */
async function agreement({ db, id: network, by }: PlannedNetwork, state: 'open' | 'cancelled' = 'open') {
  const createdAt = then.toISOString();
  const label = { organisation: by('ST').principal?.organisation ?? '', tlp: 'GREEN', audience: 'network' } as const;
  const meeting = { id: uuid(), network, ...label, body: 'RED', state: 'held' as const, participants: [], documents: [], createdAt };
  await db.orm.insert(meetings).values(meeting);
  const row = {
    id: uuid(),
    network,
    meeting: meeting.id,
    text: { es: 'Quitar el objetivo 7' },
    owners: [],
    recipients: [],
    state,
    createdAt,
  };
  await db.orm.insert(agreements).values({ ...row, deadline: { kind: 'toBeDefined' } });
  return row.id;
}

test('a new draft is the current version and changes nothing', async () => {
  const network = await withPlan();
  const draft = await opened(network);
  expect(draft.outline).toEqual(network.outline);
  expect(new Set(draft.changes.flatMap(({ kinds }) => kinds))).toEqual(new Set(['same']));
});

test('an activity is added with its citation understood, and its placeholder goes', async () => {
  const network = await withPlan();
  const { id } = objective(network.outline, '7');
  const mandates = ['(Ref.: p. 3, Deci., CRM, mayo, 2009)'];
  const draft = await opened(network, {
    kind: 'addActivity',
    objective: id,
    number: '7.1',
    text: { es: 'Crear un grupo de enlace' },
    mandates,
  });
  const [added, ...others] = objective(draft.outline, '7').activities;
  expect(others).toEqual([]);
  expect(added).toMatchObject({
    number: '7.1',
    placeholder: false,
    mandates: [{ point: '3', instrument: 'decisions', body: 'CRM', date: '2009-05' }],
  });
  expect(draft.changes.filter(({ kinds }) => !kinds.includes('same')).map(({ kinds }) => kinds[0])).toEqual(['new', 'gone']);
});

test('numbers shift by an insertion, ids stay, and old numbers still resolve', async () => {
  const network = await withPlan();
  const [six3, six4] = [activity(network.outline, '6.3'), activity(network.outline, '6.4')];
  const draft = await opened(
    network,
    { kind: 'changeActivity', item: six4.id, number: '6.5b' },
    { kind: 'changeActivity', item: six3.id, number: '6.4' },
    { kind: 'addActivity', objective: objective(network.outline, '6').id, position: 3, number: '6.3', text: { es: 'Una actividad nueva' } },
  );
  const { body: made } = await publishPlanDraft(network.by('ST'), draft.id);
  expect(made).toMatchObject({ plan: network.plan, number: 2 });
  const old = await findPlanItems(network.by('MEX'), network.plan, { number: '6.3', version: 1 });
  expect(old.version.number).toBe(1);
  expect(old.items).toMatchObject([{ item: 'activity', id: six3.id, number: '6.3', today: { number: '6.4', part: 'active' } }]);
  const now = await findPlanItems(network.by('MEX'), network.plan, { number: '6.3' });
  expect(now.items).toMatchObject([{ text: { es: 'Una actividad nueva' }, today: { number: '6.3' } }]);
  const { changes } = await comparePlanVersions(network.by('MEX'), network.plan, { from: 1, to: 2 });
  const told = changes
    .filter(({ kinds }) => !kinds.includes('same'))
    .map(({ number, previousNumber, kinds }) => [previousNumber, number, ...kinds]);
  expect(told).toEqual([
    [null, '6.3', 'new'],
    ['6.3', '6.4', 'renumbered'],
    ['6.4', '6.5b', 'renumbered'],
  ]);
});

test('the version before stays readable as it was', async () => {
  const network = await withPlan();
  const draft = await opened(network, { kind: 'changeObjective', item: objective(network.outline, '1').id, text: { es: 'Otro texto' } });
  await publishPlanDraft(network.by('ST'), draft.id);
  expect((await getPlanOutline(network.by('MEX'), network.plan, { version: 1 })).body).toEqual(network.outline);
  expect((await getPlanOutline(network.by('MEX'), network.plan)).body).toEqual(draft.outline);
  expect((await listPlanVersions(network.by('MEX'), network.plan, { limit: 10 }, null)).items).toMatchObject([
    { number: 1, state: 'superseded', effectiveOn: '2010-01-15', supersededOn: '2010-01-15' },
    { number: 2, state: 'current', supersededOn: null },
  ]);
});

test('a number is found under its axis, and under every axis when none is named', async () => {
  const network = await withPlan();
  const find = async (number: string) =>
    (await findPlanItems(network.by('MEX'), network.plan, { number })).items.map(({ item, part, axis }) => `${item} ${part} ${axis}`);
  expect(await find('B.6')).toEqual(['objective active B']);
  expect(await find('1.1')).toEqual(['activity active A', 'activity historical A', 'activity historical B']);
  expect(await find('1.1.')).toHaveLength(3);
  expect(await find('99.9')).toEqual([]);
});

test('moved, retired and finished items keep their ids', async () => {
  const network = await withPlan();
  const [two1, two2, four3] = ['2.1', '2.2', '4.3'].map((number) => activity(network.outline, number));
  const outcomes = [
    {
      text: { es: 'Taller celebrado con nueve países' },
      mandates: ['(Ref.: p. f, Inf. Red Trata, GRCM, diciembre, 2009)'],
      events: [{ raw: 'San Salvador, febrero de 2010', place: 'San Salvador', date: '2010-02' }],
    },
  ];
  const draft = await opened(
    network,
    { kind: 'moveActivity', item: two1?.id, objective: objective(network.outline, '1').id, position: 1 },
    { kind: 'retireActivity', item: four3?.id },
    { kind: 'finishActivity', item: two2?.id, outcomes },
  );
  const kinds = new Map(draft.changes.map(({ id, kinds: list }) => [id, list]));
  expect([two1, two2, four3].map((one) => kinds.get(one?.id ?? ''))).toEqual([
    ['moved'],
    ['changed', 'movedToHistorical', 'renumbered'],
    ['gone'],
  ]);
  expect(objective(draft.outline, '1').activities[0]?.id).toBe(two1?.id);
  const finished = objectives(draft.outline, 'historical')
    .flatMap(({ activities }) => activities)
    .find(({ id }) => id === two2?.id);
  expect(finished).toMatchObject({
    schedule: null,
    responsibilities: [],
    outcomes: [
      { number: `${finished?.number ?? ''}.1`, mandates: [{ point: 'f', instrument: 'networkReport' }], events: [{ date: '2010-02' }] },
    ],
  });
  await publishPlanDraft(network.by('ST'), draft.id);
  expect((await findPlanItems(network.by('MEX'), network.plan, { number: '2.2', version: 1 })).items[0]?.today).toMatchObject({
    part: 'historical',
  });
  expect((await findPlanItems(network.by('MEX'), network.plan, { number: '4.3', version: 1 })).items[0]?.today).toBeNull();
});

test('an objective goes only by an agreement of the network', async () => {
  const [network, other] = [await withPlan(), await ownNetwork()];
  const item = objective(network.outline, '7').id;
  const draft = await opened(network);
  const retire = (decided: string) =>
    editPlanDraft(network.by('ST'), draft.id, edits({ kind: 'retireObjective', item, agreement: decided }));
  for (const wrong of [uuid(), await agreement(other), await agreement(network, 'cancelled')]) {
    await expect(retire(wrong)).rejects.toMatchObject({ code: 'agreement-needed' });
  }
  const decided = await agreement(network);
  const { body } = await retire(decided);
  expect(body.removals).toEqual([{ objective: item, number: '7', text: objective(network.outline, '7').text, agreement: decided }]);
});

test('a version becomes current on its day, by an act, and not before', async () => {
  const network = await withPlan();
  const draft = await opened(network);
  await updatePlanDraft(network.by('ST'), draft.id, 1, { effectiveOn: '2010-02-01' });
  await expect(publishPlanDraft(network.by('ST'), draft.id)).rejects.toMatchObject({ code: 'not-yet-effective' });
  expect((await getPlan(network.by('MEX'), network.plan)).body.version.number).toBe(1);
  const later = { ...network.by('ST'), now: new Date('2010-02-03T00:00:00Z') };
  await publishPlanDraft(later, draft.id);
  expect((await getPlan(network.by('MEX'), network.plan)).body.version).toMatchObject({ number: 2, effectiveOn: '2010-02-01' });
});

test.each<[string, (outline: Outline) => unknown, string]>([
  ['an activity that is not there', () => ({ kind: 'retireActivity', item: uuid() }), '/body/edits/1/item'],
  [
    'an objective that is not there',
    () => ({ kind: 'addActivity', objective: uuid(), number: '1.9', text: { es: 'Nada' } }),
    '/body/edits/1/objective',
  ],
  ['an axis that is not there', () => ({ kind: 'addObjective', axis: 'Z', text: { es: 'Nada' } }), '/body/edits/1/axis'],
  ['an axis that is there already', () => ({ kind: 'addAxis', code: 'A', title: { es: 'Eje' } }), '/body/edits/1/code'],
  [
    'a text that is no citation',
    (outline) => ({ kind: 'changeActivity', item: activity(outline, '1.1').id, mandates: ['como se dijo ayer'] }),
    '/body/edits/1/mandates',
  ],
  [
    'a number that a sibling has',
    (outline) => ({ kind: 'changeActivity', item: activity(outline, '1.1').id, number: '1.2' }),
    '/body/edits/1/number',
  ],
  [
    'an item of the historical part',
    (outline) => ({ kind: 'retireActivity', item: activity(outline, '1.1', 'historical').id }),
    '/body/edits/1/item',
  ],
])('%s is named, and none of the edits is made', async (_, edit, pointer) => {
  const network = await withPlan();
  const draft = await opened(network);
  const list = edits({ kind: 'changeFront', updatedOn: '2010-01' }, edit(network.outline));
  await expect(editPlanDraft(network.by('ST'), draft.id, list)).rejects.toMatchObject({ code: 'unprocessable', errors: [{ pointer }] });
  expect((await getPlanDraft(network.by('ST'), draft.id)).body).toEqual(draft);
});

test('two officers who edit at once: one is told to read again', async () => {
  const network = await withPlan();
  const draft = await opened(network);
  const edit = (code: string) => editPlanDraft(network.by('ST'), draft.id, edits({ kind: 'addAxis', code, title: { es: 'Eje' } }));
  const outcomes = await Promise.allSettled([edit('X'), edit('Y')]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('a closed draft is closed for good', async () => {
  const network = await withPlan();
  const first = await opened(network);
  await expect(discardPlanDraft(network.by('ST'), first.id, 7)).rejects.toMatchObject({ code: 'stale' });
  await discardPlanDraft(network.by('ST'), first.id, 1);
  const closed = { code: 'conflict' };
  await expect(publishPlanDraft(network.by('ST'), first.id)).rejects.toMatchObject(closed);
  await expect(
    editPlanDraft(network.by('ST'), first.id, edits({ kind: 'addAxis', code: 'X', title: { es: 'Eje' } })),
  ).rejects.toMatchObject(closed);
  await expect(discardPlanDraft(network.by('ST'), first.id, 2)).rejects.toMatchObject(closed);
  await opened(network);
  expect((await listPlanDrafts(network.by('ST'), { limit: 10 }, null)).items.map(({ state }) => state)).toEqual(['draft', 'discarded']);
});

test('an import that lands meanwhile closes the way to publish a draft of the version before', async () => {
  const network = await withPlan();
  const draft = await opened(network);
  await publishText(network, planText('es').replace('Dar a conocer los programas', 'Dar a conocer todos los programas'));
  await expect(publishPlanDraft(network.by('ST'), draft.id)).rejects.toMatchObject({ code: 'conflict' });
  expect(await network.db.orm.$count(planVersions)).toBe(2);
});

test.each(['MEX', 'IOM', 'RROCM'])('%s neither opens nor sees drafts', async (code) => {
  const network = await withPlan();
  const draft = await opened(network);
  const denied = code === 'RROCM' ? 'not-found' : 'forbidden';
  await expect(openPlanDraft(network.by(code), network.plan)).rejects.toMatchObject({ code: denied });
  await expect(getPlanDraft(network.by(code), draft.id)).rejects.toMatchObject({ code: 'not-found' });
  await expect(publishPlanDraft(network.by(code), draft.id)).rejects.toMatchObject({ code: 'not-found' });
  expect((await listPlanDrafts(network.by(code), { limit: 10 }, null)).items).toEqual([]);
  expect(await network.db.orm.$count(planDrafts)).toBe(1);
});

test('versions, numbers and changes of a plan that is not seen are not there', async () => {
  const network = await withPlan();
  const by = network.by('RROCM');
  for (const asked of [
    listPlanVersions(by, network.plan, { limit: 10 }, null),
    findPlanItems(by, network.plan, { number: '1.1' }),
    comparePlanVersions(by, network.plan, {}),
    getPlanOutline(by, network.plan, { version: 1 }),
  ]) {
    await expect(asked).rejects.toMatchObject({ code: 'not-found' });
  }
  await expect(getPlanOutline(network.by('MEX'), network.plan, { version: 2 })).rejects.toMatchObject({ code: 'not-found' });
  await expect(comparePlanVersions(network.by('MEX'), network.plan, {})).rejects.toMatchObject({ code: 'not-found' });
});

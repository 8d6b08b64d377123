import { expect, test } from 'vitest';
import { acceptPlanImport } from '../../../services/plans/acceptance.ts';
import { listActivities } from '../../../services/plans/activities.ts';
import { createPlanImport, discardPlanImport, getPlanImport, listPlanImports } from '../../../services/plans/imports.ts';
import { listMandates } from '../../../services/plans/mandates.ts';
import { getPlanOutline } from '../../../services/plans/outline.ts';
import { getPlan, listPlans } from '../../../services/plans/plans.ts';
import type { Outline, OutlineActivity } from '../../../shared/contract/plans/outline.ts';
import { activities, planImports, planVersions, plans } from '../../../shared/database/plans.ts';
import { importText, ownNetwork, planText, publishText } from '../../support/planned-network.ts';

const find = (outline: Outline, number: string, part = 'active') =>
  outline.parts
    .filter(({ kind }) => kind === part)
    .flatMap(({ axes }) => axes.flatMap(({ objectives }) => objectives.flatMap(({ activities: list }) => list)))
    .find((activity) => activity.number === number) as OutlineActivity;

test('a draft reaches no plan until it is accepted', async () => {
  const planned = await ownNetwork();
  const { body } = await importText(planned, planText('es'));
  expect(body).toMatchObject({ state: 'draft', plan: null, changes: [] });
  expect((await listPlans(planned.by('MEX'), { limit: 10 }, null)).items).toEqual([]);
});

test('an accepted draft is the plan, item for item, with ids', async () => {
  const planned = await ownNetwork();
  const { body: draft } = await importText(planned, planText('es'));
  const { body } = await acceptPlanImport(planned.by('ST'), draft.id);
  const outline = (await getPlanOutline(planned.by('MEX'), body.plan)).body;
  const bare = JSON.parse(JSON.stringify(outline, (key, value: unknown) => (key === 'id' ? undefined : value))) as unknown;
  expect(bare).toEqual(draft.outline);
  expect(find(outline, '6.10').id).toMatch(/^[0-9a-f-]{36}$/);
  expect((await getPlanImport(planned.by('ST'), draft.id)).body.state).toBe('accepted');
});

test('an import and an acceptance each cost one read and one write', async () => {
  const planned = await ownNetwork();
  const { db } = planned;
  const { body } = await importText(planned, planText('es'));
  expect(db.trips).toBe(2);
  await acceptPlanImport(planned.by('ST'), body.id);
  expect(db.trips).toBe(4);
});

test('the same document again changes nothing and keeps every id', async () => {
  const planned = await ownNetwork();
  const first = await publishText(planned, planText('es'));
  const before = (await getPlanOutline(planned.by('MEX'), first.plan)).body;
  const { body } = await importText(planned, planText('es'));
  expect(new Set(body.changes.flatMap(({ kinds }) => kinds))).toEqual(new Set(['same']));
  await acceptPlanImport(planned.by('ST'), body.id);
  expect((await getPlanOutline(planned.by('MEX'), first.plan)).body).toEqual(before);
});

test('a renumbered and reworded activity keeps its id; the version before stays', async () => {
  const planned = await ownNetwork();
  const first = await publishText(planned, planText('es'));
  const before = (await getPlanOutline(planned.by('MEX'), first.plan)).body;
  const next = planText('es').replace('1.2 Dar a conocer los programas públicos', '1.7 Dar a conocer los buenos programas públicos');
  const second = await publishText(planned, next);
  const after = (await getPlanOutline(planned.by('MEX'), first.plan)).body;
  expect(second).toMatchObject({ plan: first.plan, number: 2 });
  expect(find(after, '1.7').id).toBe(find(before, '1.2').id);
  expect(await planned.db.orm.$count(planVersions)).toBe(2);
  expect(await planned.db.orm.$count(activities)).toBe(2 * 51);
});

test('a second language joins the first, item by item', async () => {
  const planned = await ownNetwork();
  await publishText(planned, planText('en'), 'en');
  const { plan } = await publishText(planned, planText('es'), 'es');
  const outline = (await getPlanOutline(planned.by('MEX'), plan)).body;
  const texts = outline.parts.flatMap(({ axes }) =>
    axes.flatMap(({ title, objectives }) => [title, ...objectives.map(({ text }) => text)]),
  );
  expect([outline.title, ...texts].map((text) => Object.keys(text).toSorted())).toEqual([outline.title, ...texts].map(() => ['en', 'es']));
  expect((await listActivities(planned.by('MEX'), { limit: 200, q: 'victims' }, null)).items.length).toBeGreaterThan(5);
});

test('a reworded text drops the translation of the old one', async () => {
  const planned = await ownNetwork();
  await publishText(planned, planText('en'), 'en');
  await publishText(planned, planText('es'), 'es');
  const { plan } = await publishText(
    planned,
    planText('es').replace('Dar a conocer los programas', 'Dar a conocer todos los programas'),
    'es',
  );
  const outline = (await getPlanOutline(planned.by('MEX'), plan)).body;
  expect(Object.keys(find(outline, '1.2').text)).toEqual(['es']);
  expect(Object.keys(find(outline, '1.1').text).toSorted()).toEqual(['en', 'es']);
});

test('a draft read against a version that is no longer current is refused and leaves nothing', async () => {
  const planned = await ownNetwork();
  const [first, second] = [await importText(planned, planText('es')), await importText(planned, planText('es'))];
  await acceptPlanImport(planned.by('ST'), first.body.id);
  await expect(acceptPlanImport(planned.by('ST'), second.body.id)).rejects.toMatchObject({ code: 'conflict' });
  await expect(acceptPlanImport(planned.by('ST'), first.body.id)).rejects.toMatchObject({ code: 'conflict' });
  expect([await planned.db.orm.$count(plans), await planned.db.orm.$count(planVersions)]).toEqual([1, 1]);
});

test('two acceptances at once make one plan', async () => {
  const planned = await ownNetwork();
  const drafts = [await importText(planned, planText('es')), await importText(planned, planText('es'))];
  const outcomes = await Promise.allSettled(drafts.map(({ body }) => acceptPlanImport(planned.by('ST'), body.id)));
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await planned.db.orm.$count(plans)).toBe(1);
});

test('a discarded draft cannot be accepted, an accepted one not discarded', async () => {
  const planned = await ownNetwork();
  const { body } = await importText(planned, planText('es'));
  await expect(discardPlanImport(planned.by('ST'), body.id, 7)).rejects.toMatchObject({ code: 'stale' });
  await discardPlanImport(planned.by('ST'), body.id, 1);
  await expect(acceptPlanImport(planned.by('ST'), body.id)).rejects.toMatchObject({ code: 'conflict' });
  await expect(discardPlanImport(planned.by('ST'), body.id, 2)).rejects.toMatchObject({ code: 'conflict' });
});

test.each(['MEX', 'IOM', 'RROCM'])('%s can neither import nor see imports', async (code) => {
  const planned = await ownNetwork();
  const { body } = await importText(planned, planText('es'));
  await expect(importText({ ...planned, by: () => planned.by(code) }, planText('es'))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(getPlanImport(planned.by(code), body.id)).rejects.toMatchObject({ code: 'not-found' });
  await expect(acceptPlanImport(planned.by(code), body.id)).rejects.toMatchObject({ code: 'not-found' });
  expect((await listPlanImports(planned.by(code), { limit: 10 }, null)).items).toEqual([]);
  expect(await planned.db.orm.$count(planImports)).toBe(1);
});

test('civil society sees no plan for the network, a partner does', async () => {
  const planned = await ownNetwork();
  const { plan } = await publishText(planned, planText('es'));
  await expect(getPlan(planned.by('RROCM'), plan)).rejects.toMatchObject({ code: 'not-found' });
  await expect(getPlanOutline(planned.by('RROCM'), plan)).rejects.toMatchObject({ code: 'not-found' });
  expect((await getPlan(planned.by('IOM'), plan)).body.id).toBe(plan);
});

test('a text written anew keeps its id where it kept its place and its mandate', async () => {
  const planned = await ownNetwork();
  await publishText(planned, planText('es'));
  const next = planText('es').replace(/1\.2 [^(\n]+\(/, '1.2 Otra redacción sin palabras comunes (');
  const { body } = await importText(planned, next);
  expect(body.changes.filter(({ kinds }) => !kinds.includes('same'))).toMatchObject([
    { kinds: ['changed'], number: '1.2', previousNumber: '1.2' },
  ]);
});

test('another activity in the place of one that is gone is new', async () => {
  const planned = await ownNetwork();
  await publishText(planned, planText('es'));
  const next = planText('es').replace(/1\.2 [^\n]+\n/, '1.2 Otra redacción sin palabras comunes (Ref.: p. 99, Deci., CRM, mayo, 2008)\n');
  const { body } = await importText(planned, next);
  expect(body.changes.filter(({ kinds }) => !kinds.includes('same'))).toMatchObject([{ kinds: ['new'] }, { kinds: ['gone'] }]);
});

test('a spreadsheet saved with semicolons is read like one with commas', async () => {
  const planned = await ownNetwork();
  const rows = (mark: string) =>
    ['eje', 'objetivo', 'actividad', 'responsable', 'calendario'].join(mark) +
    '\n' +
    ['A. Eje', '1. Uno', '1.1 Hacer', 'OIM', 'Continuo'].join(mark);
  const read = async (text: string) =>
    (
      await createPlanImport(planned.by('ST'), {
        network: 'crm',
        language: 'es',
        mediaType: 'text/csv',
        bytes: new TextEncoder().encode(text),
      })
    ).body.outline;
  expect(await read(rows(';'))).toEqual(await read(rows(',')));
});

test('a mandate prints what the newest document prints', async () => {
  const planned = await ownNetwork();
  await publishText(planned, planText('en'), 'en');
  await publishText(planned, planText('es'), 'es');
  const { items } = await listMandates(planned.by('MEX'), { limit: 1, instrument: 'jointCommunique' }, null);
  expect(items).toMatchObject([{ raw: '(Ref.: p. 10.b, CC, CRM, mayo, 2002)', activities: [{ number: '1.2' }] }]);
});

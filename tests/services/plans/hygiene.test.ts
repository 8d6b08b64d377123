import { expect, test } from 'vitest';
import { getPlanHygiene } from '../../../services/plans/hygiene.ts';
import { proposedForRemoval } from '../../../services/plans/hygiene-rules.ts';
import { createPlanImport } from '../../../services/plans/imports.ts';
import { acceptPlanImport } from '../../../services/plans/acceptance.ts';
import { activitiesOf, hasSources, parseText, realPlan, spanish } from '../../support/plans.ts';
import { parsePlan } from '../../../services/plans/import/parse.ts';
import type { Outline } from '../../../shared/contract/plans/outline.ts';
import { ownNetwork, planText, publishText } from '../../support/planned-network.ts';

/** The outline with an id for each item, as a plan has it. */
const kept = (outline: Outline): Outline =>
  JSON.parse(JSON.stringify(outline), (_, value: unknown) =>
    value && typeof value === 'object' && 'fromPlanOfAction' in value ? { id: crypto.randomUUID(), ...value } : value,
  ) as Outline;

const rules = (outline: Outline) => proposedForRemoval(kept(outline)).map(({ number, rule }) => `${number ?? ''} ${rule}`);

test.skipIf(!hasSources)('on the real plan the two rules of the source name objectives 7 and 13 and no other', () => {
  for (const format of ['docx', 'txt'] as const) {
    const type = format === 'docx' ? 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' : 'text/plain';
    const { outline } = parsePlan(realPlan(format), type, spanish);
    expect(rules(outline)).toEqual(['7 withoutActivities', '13 withoutResponsibles']);
  }
});

test('so they do on the plan in our words, with the rule as it is printed', () => {
  const found = proposedForRemoval(kept(parseText(planText('es')).outline));
  expect(found.map(({ number, rule }) => [number, rule])).toEqual([
    ['7', 'withoutActivities'],
    ['13', 'withoutResponsibles'],
  ]);
  expect(found.every(({ source }) => source?.startsWith('NOTA:'))).toBe(true);
});

test('a country named beside the note is a responsible', () => {
  const { outline } = parseText(planText('es'));
  for (const activity of activitiesOf(outline)) {
    if (!activity.notes?.some(({ foundIn }) => foundIn === 'responsible')) continue;
    activity.responsibilities = [
      { party: { kind: 'organisation', organisation: 'MEX' }, role: 'responsible', optional: false, raw: 'México' },
    ];
  }
  expect(rules(outline)).toEqual(['7 withoutActivities']);
});

test('a group is enough where the plan prints no such rule, and nobody at all is not', () => {
  const { outline } = parseText(planText('es'));
  for (const activity of activitiesOf(outline)) {
    delete activity.notes;
    if (activity.number?.startsWith('11.')) activity.responsibilities = [];
  }
  expect(rules(outline)).toEqual(['7 withoutActivities', '11 withoutResponsibles']);
});

test('the list of a plan comes in one round trip, and is for those who see the plan', async () => {
  const planned = await ownNetwork();
  const { plan } = await publishText(planned, planText('es'));
  const before = planned.db.trips;
  const found = await getPlanHygiene(planned.by('MEX'), plan);
  expect(planned.db.trips - before).toBe(1);
  expect(found.objectives.map(({ number }) => number)).toEqual(['7', '13']);
  expect(found.withoutMandate.map(({ number }) => number)).toEqual(['9.1']);
  expect(found.contradictions.length).toBeGreaterThan(0);
  await expect(getPlanHygiene(planned.by('RROCM'), plan)).rejects.toMatchObject({ code: 'not-found' });
});

test('what has been to be defined for more than a year is counted from the version that first said so without a break', async () => {
  const planned = await ownNetwork();
  const text = planText('es').replace(/^Actualizad.*$/m, '');
  const at = async (day: string, document: string) => {
    const context = { ...planned.by('ST'), now: new Date(`${day}T12:00:00Z`) };
    const bytes = new TextEncoder().encode(document);
    const { body } = await createPlanImport(context, { network: 'crm', language: 'es', mediaType: 'text/plain', bytes });
    return (await acceptPlanImport(context, body.id)).body.plan;
  };
  const settled = text.replace('5.1.1.1 Por definir', '5.1.1.1 Continuo');
  const plan = await at('2009-01-10', text);
  await at('2009-03-10', settled);
  await at('2009-06-10', text);
  const long = async (day: string) =>
    (await getPlanHygiene({ ...planned.by('MEX'), now: new Date(`${day}T00:00:00Z`) }, plan)).longToBeDefined.map(({ number, since }) => [
      number,
      since,
    ]);
  expect(await long('2010-01-01')).toEqual([]);
  const others = (await long('2010-05-01')).map(([number]) => number);
  expect(others.length).toBeGreaterThan(3);
  expect(others).not.toContain('5.1');
  expect(await long('2010-07-01')).toContainEqual(['5.1', '2009-06-10']);
});

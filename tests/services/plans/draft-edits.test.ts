import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesBetween } from '../../../services/plans/changes.ts';
import { applyEdits } from '../../../services/plans/drafts/apply.ts';
import { Edit } from '../../../shared/contract/plans/edits.ts';
import type { Outline, OutlineActivity, OutlineObjective } from '../../../shared/contract/plans/outline.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { bodies, parseText } from '../../support/plans.ts';
import { planText } from '../../support/planned-network.ts';

let count = 0;
const newId = () => `0190f3c2-7d7e-7a4e-9d55-${String((count += 1)).padStart(12, '0')}`;

/** The plan in our words, each item with an id. */
function kept(): Outline {
  const outline = parseText(planText('es')).outline;
  for (const item of itemsOf(outline)) item.id = newId();
  return outline;
}

const objectivesOf = ({ parts }: Outline, kind?: string): OutlineObjective[] =>
  parts.filter((part) => kind === undefined || part.kind === kind).flatMap(({ axes }) => axes.flatMap(({ objectives }) => objectives));
const itemsOf = (outline: Outline, kind?: string): (OutlineObjective | OutlineActivity)[] =>
  objectivesOf(outline, kind).flatMap((objective) => [objective, ...objective.activities]);
const activitiesIn = (outline: Outline) => objectivesOf(outline, 'active').flatMap(({ activities }) => activities);

const plan = kept();
const pick = <T>(list: readonly T[], at: number) => list[at % list.length] as T;

/** An edit of an item that some plan had, whether or not it is still there. */
const edit = fc.tuple(fc.nat(11), fc.nat(1000), fc.nat(1000), fc.nat(30), fc.nat(8)).map(([kind, one, other, position, number]): Edit => {
  const objective = pick(objectivesOf(plan, 'active'), one).id;
  const target = pick(objectivesOf(plan, 'active'), other).id;
  const activity = pick(activitiesIn(plan), one).id;
  const text = { es: `Texto ${other}` };
  const list: unknown[] = [
    { kind: 'changeFront', updatedOn: '2010-07' },
    { kind: 'addAxis', code: `X${number}`, title: text },
    { kind: 'changeAxis', code: 'B', title: text },
    { kind: 'addObjective', axis: 'A', position: position + 1, number: `9${number}`, text },
    { kind: 'addActivity', objective, position: position + 1, number: `9.${number}`, text },
    { kind: 'changeObjective', item: objective, text },
    { kind: 'changeActivity', item: activity, number: `8.${number}` },
    { kind: 'moveObjective', item: objective, axis: 'C', position: position + 1 },
    { kind: 'moveActivity', item: activity, objective: target, position: position + 1 },
    { kind: 'retireActivity', item: activity },
    { kind: 'retireObjective', item: objective, agreement: newId() },
    { kind: 'finishActivity', item: activity, outcomes: [{ text }] },
  ];
  return Edit.parse(pick(list, kind));
});

/** The outline after as many of the edits as can be made, one by one. */
function edited(outline: Outline, edits: readonly Edit[]) {
  let now = outline;
  const removed: string[] = [];
  for (const one of edits) {
    try {
      const next = applyEdits(now, [one], { bodies, newId });
      now = next.outline;
      removed.push(...next.removals.map(({ objective }) => objective));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      expect(error.code).toBe('unprocessable');
    }
  }
  return { now, removed };
}

test('whatever is edited: ids stay apart, what nobody touched stays, the plan before is not changed', () => {
  const before = JSON.stringify(plan);
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
      const { now, removed } = edited(plan, edits);
      const ids = itemsOf(now).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).not.toContain(undefined);
      const named = new Set(edits.flatMap((one) => ('item' in one ? [one.item] : [])));
      const gone = itemsOf(plan).filter(({ id }) => !ids.includes(id));
      const under = new Set(
        objectivesOf(plan)
          .filter(({ id }) => named.has(id ?? ''))
          .flatMap(({ activities }) => activities.map(({ id }) => id)),
      );
      expect(gone.every((item) => named.has(item.id ?? '') || under.has(item.id) || ('placeholder' in item && item.placeholder))).toBe(
        true,
      );
      expect(removed.every((id) => !ids.includes(id))).toBe(true);
      expect(JSON.stringify(plan)).toBe(before);
    }),
  );
});

test('what changed between two plans adds up, and between a plan and itself nothing did', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 8 }), (edits) => {
      const { now } = edited(plan, edits);
      const changes = changesBetween(plan, now);
      const of = (kind: string) => changes.filter(({ kinds }) => (kinds as string[]).includes(kind)).length;
      expect(itemsOf(now).length).toBe(itemsOf(plan).length + of('new') - of('gone'));
      expect(new Set(changesBetween(now, now).flatMap(({ kinds }) => kinds))).toEqual(new Set(['same']));
      const back = changesBetween(now, plan);
      expect(back.filter(({ kinds }) => kinds.includes('new')).length).toBe(of('gone'));
    }),
  );
});

test('several edits at once are those edits one after the other, or none of them', () => {
  const [first, second] = activitiesIn(plan).map(({ id }) => id ?? '');
  const list = [
    { kind: 'changeActivity', item: first, number: '1.9' },
    { kind: 'moveActivity', item: second, objective: pick(objectivesOf(plan, 'active'), 3).id, position: 1 },
  ].map((one) => Edit.parse(one));
  expect(applyEdits(plan, list, { bodies, newId }).outline).toEqual(edited(plan, list).now);
  const wrong = Edit.parse({ kind: 'retireActivity', item: newId() });
  expect(() => applyEdits(plan, [...list, wrong], { bodies, newId })).toThrow(Problem);
});

test('a finished activity comes under the objective of the same words in the historical part', () => {
  const same = objectivesOf(plan, 'active').find(({ text }) => objectivesOf(plan, 'historical').some((other) => other.text.es === text.es));
  const [activity] = same?.activities ?? [];
  const finish = Edit.parse({ kind: 'finishActivity', item: activity?.id, outcomes: [{ text: { es: 'Hecho' }, recurring: true }] });
  const { outline } = applyEdits(plan, [finish], { bodies, newId });
  const there = objectivesOf(outline, 'historical').filter(({ text }) => text.es === same?.text.es);
  expect(there).toHaveLength(same ? 1 : 0);
  expect(objectivesOf(outline, 'historical').length).toBe(objectivesOf(plan, 'historical').length + (same ? 0 : 1));
  const moved = there[0]?.activities.at(-1);
  expect(moved).toMatchObject({ id: activity?.id, schedule: null, cadence: { kind: 'none' }, outcomes: [{ recurring: true }] });
  expect(moved?.number).toBe(`${there[0]?.number ?? ''}.${there[0]?.activities.length ?? 0}`);
});

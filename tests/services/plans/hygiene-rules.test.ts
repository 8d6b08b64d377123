import { expect, test } from 'vitest';
import { contradictionsOf, proposedForRemoval, withoutMandate } from '../../../services/plans/hygiene-rules.ts';
import type { Note, Outline, OutlineActivity, Party, Responsibility } from '../../../shared/contract/plans/outline.ts';

const share = (kind: Party['kind'], organisation: string | null = null): Responsibility => ({
  party: { kind, organisation },
  role: 'responsible',
  optional: false,
  raw: '',
});
const everyone = share('allMembers');
const mexico = share('organisation', 'MEX');
const asked = (foundIn: Note['foundIn'], removal = true): Note => ({ raw: `NOTA ${foundIn}`, foundIn, removal });

type Given = { responsibilities?: Responsibility[]; notes?: Note[]; placeholder?: boolean };
let count = 0;
const id = () => `0190f3c2-7d7e-7a4e-9d55-${String((count += 1)).padStart(12, '0')}`;
const activity = ({ responsibilities = [everyone], notes, placeholder = false }: Given): OutlineActivity => ({
  id: id(),
  number: '1.1',
  text: { es: 'Hacer' },
  fromPlanOfAction: false,
  placeholder,
  mandates: [],
  responsibilities,
  schedule: null,
  cadence: { kind: 'none', bodies: [] },
  outcomes: [],
  ...(notes ? { notes } : {}),
});

/** A plan of one objective with these activities. */
const outline = (...given: Given[]): Outline => {
  const objectives = [{ id: id(), number: '1', text: { es: 'Uno' }, fromPlanOfAction: false, activities: given.map(activity) }];
  return { title: { es: 'Plan' }, updatedOn: null, parts: [{ kind: 'active', axes: [{ code: 'A', title: { es: 'Eje' }, objectives }] }] };
};

const both = [asked('activity'), asked('responsible')];

test.each<[string, Given[], string | undefined, string | null | undefined]>([
  ['no activity at all', [], 'withoutActivities', null],
  ['a placeholder alone', [{ placeholder: true, notes: both }], 'withoutActivities', 'NOTA activity'],
  ['a group, where the plan asks for names', [{ notes: [asked('responsible')] }], 'withoutResponsibles', 'NOTA responsible'],
  ['a group, where the plan prints another rule', [{ notes: [asked('activity')] }], undefined, undefined],
  ['a group, where the plan prints no rule but a remark', [{ notes: [asked('responsible', false)] }], undefined, undefined],
  ['a group and a country, where the plan asks for names', [{ notes: both, responsibilities: [everyone, mexico] }], undefined, undefined],
  ['a country in one of two activities', [{ notes: both }, { responsibilities: [mexico] }], undefined, undefined],
  ['nobody in any activity', [{ responsibilities: [] }, { responsibilities: [] }], 'withoutResponsibles', null],
  ['nobody in one of two activities', [{ responsibilities: [] }, {}], undefined, undefined],
])('%s', (_, given, rule, source) => {
  const [found] = proposedForRemoval(outline(...given));
  expect([found?.rule, found?.source]).toEqual([rule, source]);
});

test('what has no id yet is not named: it stands in no plan', () => {
  const draft = outline({}, { placeholder: true });
  for (const objective of draft.parts[0]!.axes[0]!.objectives) {
    expect(withoutMandate(draft).map((one) => one.id)).toEqual([objective.activities[0]!.id]);
    delete objective.activities[0]!.id;
    objective.activities = objective.activities.filter(({ placeholder }) => !placeholder);
    expect(withoutMandate(draft)).toEqual([]);
    objective.activities = [];
    delete objective.id;
  }
  expect(proposedForRemoval(draft)).toEqual([]);
});

test('a contradiction is what the document says against itself, not what it leaves out', () => {
  const finding = (code: string) => ({ code, severity: 'info' as const, where: 'active A 1.1', printed: '', done: { es: 'Nada' } });
  const against = [
    'number-mismatch',
    'duplicate-number',
    'orphan-item',
    'fused-objective',
    'duplicate-objective',
    'content-after-date',
    'cross-reference',
  ];
  const all = [...against, 'missing-mandate', 'placeholder', 'partial-citation', ''].map(finding);
  expect(contradictionsOf(all).map(({ code }) => code)).toEqual(against);
});

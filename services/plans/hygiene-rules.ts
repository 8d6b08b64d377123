import type { Hygiene } from '../../shared/contract/plans/hygiene.ts';
import type { Outline, OutlineActivity, OutlineObjective } from '../../shared/contract/plans/outline.ts';

/**
 * The objectives of the active part that the rules of the source propose for removal: those without activities, and those for which
 * the plan prints that they go unless somebody is responsible, where nobody is named; a group such as "member countries" is nobody.
 * Only proposed: the countries decide (register PL-08, PL-09).
 */
export function proposedForRemoval(outline: Outline): Hygiene['objectives'] {
  return activeObjectives(outline).flatMap((objective) => {
    const { id, number, text, activities } = objective;
    const rule = ruleFor(objective);
    if (!rule || id === undefined) return [];
    const cell = rule === 'withoutActivities' ? 'activity' : 'responsible';
    return [{ id, number, text, rule, source: removalNote(activities, cell) }];
  });
}

function ruleFor({ activities }: OutlineObjective): Hygiene['objectives'][number]['rule'] | null {
  const named = activities.filter(({ placeholder }) => !placeholder);
  if (named.length === 0) return 'withoutActivities';
  const nobodyAtAll = named.every(({ responsibilities }) => responsibilities.length === 0);
  const asked = removalNote(named, 'responsible') !== null;
  const someoneNamed = named.some(({ responsibilities }) => responsibilities.some(({ party }) => party.kind === 'organisation'));
  return nobodyAtAll || (asked && !someoneNamed) ? 'withoutResponsibles' : null;
}

const removalNote = (activities: readonly OutlineActivity[], cell: 'activity' | 'responsible'): string | null =>
  activities.flatMap(({ notes = [] }) => notes).find(({ removal, foundIn }) => removal && foundIn === cell)?.raw ?? null;

const activeObjectives = ({ parts }: Outline): OutlineObjective[] =>
  parts.filter(({ kind }) => kind === 'active').flatMap(({ axes }) => axes.flatMap(({ objectives }) => objectives));

/** The activities of the active part that rest on no mandate; a placeholder is none (register PL-04). */
export function withoutMandate(outline: Outline): Hygiene['withoutMandate'] {
  const activities = activeObjectives(outline).flatMap((objective) => objective.activities);
  return activities
    .filter(({ placeholder, mandates }) => !placeholder && mandates.length === 0)
    .flatMap(({ id, number, text }) => (id === undefined ? [] : [{ id, number, text }]));
}

const contradicting = new Set([
  'number-mismatch',
  'duplicate-number',
  'orphan-item',
  'fused-objective',
  'duplicate-objective',
  'content-after-date',
  'cross-reference',
]);

/** The findings of an import that say that the document contradicts itself. */
export const contradictionsOf = (findings: Hygiene['contradictions']): Hygiene['contradictions'] =>
  findings.filter(({ code }) => contradicting.has(code));

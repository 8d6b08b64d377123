import type { ImportCounts } from '../../../shared/contract/plans/import-report.ts';
import type { Outline, OutlineActivity, OutlinePart } from '../../../shared/contract/plans/outline.ts';
import { fold } from './words.ts';

function partOf(outline: Outline, kind: OutlinePart['kind']) {
  const axes = outline.parts.filter((part) => part.kind === kind).flatMap((part) => part.axes);
  const objectives = axes.flatMap((axis) => axis.objectives);
  const all = objectives.flatMap((objective) => objective.activities);
  const activities = all.filter((activity) => !activity.placeholder);
  const outcomes = all.flatMap((activity) => activity.outcomes);
  const mandates = [...all, ...outcomes].flatMap((item) => item.mandates);
  const figures = {
    axes: axes.length,
    objectives: objectives.length,
    activities: activities.length,
    citations: mandates.length,
    completeCitations: mandates.filter((mandate) => mandate.complete).length,
  };
  return { figures, objectives, activities, placeholders: all.length - activities.length, outcomes: outcomes.length };
}

function countSchedules(activities: readonly OutlineActivity[]): ImportCounts['schedules'] {
  const count = (status: string | null) => activities.filter((activity) => (activity.schedule?.status ?? null) === status).length;
  return {
    continuous: count('continuous'),
    scheduled: count('scheduled'),
    toBeDefined: count('toBeDefined'),
    pending: count('pending'),
    unknown: count(null),
  };
}

/** The figures of an outline. Placeholders are no activities; schedules, cadences and capitals count the active part (register PL-01, PL-05, PL-06). */
export function countOutline(outline: Outline): ImportCounts {
  const active = partOf(outline, 'active');
  const historical = partOf(outline, 'historical');
  const raws = active.activities.flatMap((activity) => activity.responsibilities.map((one) => one.raw));
  return {
    active: { ...active.figures, placeholders: active.placeholders },
    historical: { ...historical.figures, outcomes: historical.outcomes },
    schedules: countSchedules(active.activities),
    cadences: active.activities.filter((activity) => activity.cadence.kind !== 'none').length,
    fromPlanOfAction: {
      objectives: active.objectives.filter((objective) => objective.fromPlanOfAction).length,
      activities: active.activities.filter((activity) => activity.fromPlanOfAction).length,
    },
    responsibilityTexts: new Set([...new Set(raws)].map(fold)).size,
  };
}

import type { OutlinePart } from '../../../shared/contract/plans/outline.ts';

export type ColumnName = 'objective' | 'activity' | 'responsible' | 'schedule' | 'outcome';

/**
 * The columns that the table of a part has: four in the active part, three in the historical one, which prints outcomes instead of
 * responsibles and a calendar (register PL-10); and any other that it has something to say in.
 */
export function columnsOf({ kind, axes }: OutlinePart): ColumnName[] {
  const activities = axes.flatMap((axis) => axis.objectives.flatMap((objective) => objective.activities));
  const cites = (cell: 'responsible' | 'schedule') => activities.some(({ mandates }) => mandates.some(({ foundIn }) => foundIn === cell));
  const names = activities.some(
    ({ responsibilities, notes = [] }) => responsibilities.length > 0 || notes.some(({ foundIn }) => foundIn === 'responsible'),
  );
  const active = kind === 'active';
  const says: Record<ColumnName, boolean> = {
    objective: true,
    activity: true,
    responsible: active || names || cites('responsible'),
    schedule: active || activities.some(({ schedule }) => schedule !== null) || cites('schedule'),
    outcome: !active || activities.some(({ outcomes }) => outcomes.length > 0),
  };
  return (Object.keys(says) as ColumnName[]).filter((name) => says[name]);
}

import type { Cell } from '../../../shared/contract/plans/ledger.ts';
import type { OpenCell } from './cells.ts';

/** A reminder of one cell: how many days before its due date, -1 for once after it. */
export type Reminder = Pick<OpenCell, 'activity' | 'organisation' | 'period'> & { due: string; step: number };

const before = [0, 7, 14, 21];

/** Which reminder holds on a day for what is due on another: the nearest one that has been reached, so that none comes late and none twice. */
export function stepOn(due: string, today: string): number | null {
  const left = (Date.parse(due) - Date.parse(today)) / 86_400_000;
  return left < 0 ? -1 : (before.find((days) => left <= days) ?? null);
}

/** The reminders that hold today for the cells that still owe a report and are not late beyond `longestLate` days. */
export function owing(cells: readonly { of: OpenCell; cell: Cell }[], today: string, longestLate: number): Reminder[] {
  return cells.flatMap(({ of: { activity, organisation, period, due }, cell }) => {
    if (due === null || (cell.state !== 'due' && cell.state !== 'overdue')) return [];
    const step = stepOn(due, today);
    const tooLate = Date.parse(today) - Date.parse(due) > longestLate * 86_400_000;
    return step === null || tooLate ? [] : [{ activity, organisation, period, due, step }];
  });
}

/** What makes a reminder the same one. */
export const keyOf = ({ activity, organisation, period, due, step }: Reminder): string =>
  `${activity} ${organisation} ${period} ${due} ${step}`;

import { and, asc, eq, gt, isNull, lt, lte, or } from 'drizzle-orm';
import { daysAfter } from '../../../shared/contract/dates.ts';
import { ask } from '../../../shared/database/ask.ts';
import { type Event, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { focalPoints } from '../../../shared/database/focal-points.ts';
import { confirmBy, latestConfirmation } from './confirm-by.ts';

/** When a focal point is spoken of: so many days before the day by which it must be confirmed, and on the day after it. */
const shifts = [-30, -7, 1];
const most = 200;

type Row = { id: string; network: string; organisation: string; lastConfirmedOn: string };

/**
 * Tells the organisation of each focal point that holds 30 and 7 days before it must be confirmed again, and once when it is overdue. Of
 * those missed only the last. Gives how many it told of (issue: every six months; register DI-01).
 */
export async function remindOfConfirmations(context: Context): Promise<number> {
  let told = 0;
  for (;;) {
    const rows = await dueRows(context);
    if (rows.length === 0) return told;
    await remind(context, rows);
    told += rows.length;
  }
}

/** Those of which a reminder is due that was not given. */
async function dueRows({ db, now }: Context): Promise<Row[]> {
  const today = now.toISOString().slice(0, 10);
  const { id, network, organisation, lastConfirmedOn, reminded, from, to } = focalPoints;
  const came = shifts.map((shift, index) => and(lte(lastConfirmedOn, latestConfirmation(today, shift)), lt(reminded, index + 1)));
  const [rows] = await ask(db, [
    db.orm
      .select({ id, network, organisation, lastConfirmedOn })
      .from(focalPoints)
      .where(and(lte(from, today), or(isNull(to), gt(to, today)), or(...came)))
      .orderBy(asc(lastConfirmedOn), asc(id))
      .limit(most),
  ]);
  return rows;
}

async function remind(context: Context, rows: Row[]): Promise<void> {
  const today = context.now.toISOString().slice(0, 10);
  const given = (row: Row) => shifts.filter((shift) => daysAfter(confirmBy(row.lastConfirmedOn), shift) <= today).length;
  await commit(context, {
    steps: rows.map((row) => ({
      // Confirmed since it was read, it is not due any more.
      query: context.db.orm
        .update(focalPoints)
        .set({ reminded: given(row) })
        .where(and(eq(focalPoints.id, row.id), eq(focalPoints.lastConfirmedOn, row.lastConfirmedOn))),
    })),
    events: rows.map((row) => eventOf(row, today, given(row) === shifts.length)),
    audit: { action: 'focal:remind', subject: today, network: null },
  });
}

function eventOf({ id: focalPoint, network, organisation, lastConfirmedOn }: Row, today: string, isOverdue: boolean): Event {
  const by = confirmBy(lastConfirmedOn);
  const about = { subject: focalPoint, network, organisation, tlp: 'GREEN', audience: 'organisation' } as const;
  if (isOverdue) return { ...about, type: 'directory.focal.overdue', data: { focalPoint, by } };
  const days = Math.round((Date.parse(by) - Date.parse(today)) / 86_400_000);
  return { ...about, type: 'directory.focal.due', data: { focalPoint, by, days } };
}

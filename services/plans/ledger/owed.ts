import { eq, inArray, and } from 'drizzle-orm';
import { labelled, predicate } from '../../../shared/access/predicate.ts';
import { read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Context } from '../../../shared/database/context.ts';
import { meetings } from '../../../shared/database/meetings.ts';
import { activities, plans } from '../../../shared/database/plans.ts';
import { visiblePlan } from '../plans.ts';
import { openCells } from './cells.ts';
import { factQueries, factsOf } from './facts.ts';
import { type Days, daysOf } from './periods.ts';

/** A cell as a call names it; the caller's own organisation where none is named. */
export type CellRef = { activity: string; period: string; organisation?: string };

const anyDay: Days = { from: '0000-01-01', to: '9999-12-31' };

/**
 * The plan and network of a cell that the plan really opens for an organisation, in one round trip. Throws not-found when the caller
 * sees no such activity, not-your-obligation when the organisation has no such cell.
 */
export async function owedCell(context: Context, { activity, period, organisation = context.principal?.organisation ?? '' }: CellRef) {
  const ofActivity = context.db.orm
    .select({ plan: activities.plan })
    .from(activities)
    .where(and(eq(activities.id, activity), eq(activities.current, true)));
  const sources = {
    plan: and(inArray(plans.id, ofActivity), visiblePlan(context)),
    meetings: and(
      predicate(context, 'meeting:read', labelled(meetings)),
      isMeeting(period) ? eq(meetings.id, period) : eq(meetings.id, ''),
    ),
  };
  const rows = await read(context, factQueries(context, sources, anyDay));
  const facts = factsOf(rows);
  const [plan] = rows[0];
  const one = facts.activities.filter(({ id }) => id === activity);
  if (!plan || one.length === 0) throw new Problem('not-found');
  const met = facts.meetings[0];
  const window = isMeeting(period) ? { from: met?.startsOn ?? '', to: met?.endsOn ?? '' } : daysOf(period);
  const open = openCells({ ...facts, activities: one }, window);
  if (!open.some((cell) => cell.organisation === organisation && cell.period === period)) throw new Problem('not-your-obligation');
  return { plan: plan.id, network: plan.network, organisation };
}

const isMeeting = (period: string) => period.length === 36;

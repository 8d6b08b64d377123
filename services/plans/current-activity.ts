import { type SQL, and, eq, inArray, sql } from 'drizzle-orm';
import { read } from '../../shared/access/read.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Context } from '../../shared/database/context.ts';
import { activities, plans } from '../../shared/database/plans.ts';
import { visiblePlan, visiblePlans } from './plans.ts';

/** That the caller sees the plan whose current version has this activity, for the guards of a write. */
export const seesActivity = (context: Context, id: string): SQL =>
  sql`exists (select 1 from ${plans} join ${activities} on ${activities.plan} = ${plans.id}
    where ${activities.id} = ${id} and ${activities.current} = 1 and ${visiblePlan(context)})`;

/** The plan and the network of an activity of a current version, in one round trip. Throws not-found. */
export async function currentActivity(context: Context, id: string): Promise<{ plan: string; network: string }> {
  const wanted = and(eq(activities.id, id), sql`${activities.current} = 1`, inArray(activities.plan, visiblePlans(context)));
  const [[row]] = await read(context, [
    context.db.orm.select({ plan: activities.plan, network: activities.network }).from(activities).where(wanted),
  ]);
  if (!row) throw new Problem('not-found');
  return row;
}

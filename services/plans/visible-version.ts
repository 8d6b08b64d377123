import { type SQL, and, sql } from 'drizzle-orm';
import type { Context } from '../../shared/database/context.ts';
import { plans } from '../../shared/database/plans.ts';
import { visiblePlan } from './plans.ts';

/** That a row of plans is this plan, and that the caller sees it. */
export const thePlan = (context: Context, plan: string | SQL) => and(sql`${plans.id} = ${plan}`, visiblePlan(context));

/** The id of a version of a plan that the caller sees, as a query: that of a number, or the current one. */
export function versionOf(context: Context, plan: string | SQL, number: number | SQL | undefined): SQL {
  const visible = thePlan(context, plan);
  return number === undefined
    ? sql`select ${plans.currentVersion} from ${plans} where ${visible}`
    : sql`select v.id from ${plans} join plan_versions v on v.plan_id = ${plans.id} where ${visible} and v.number = ${number}`;
}

import { type SQL, and, asc, desc, eq, sql } from 'drizzle-orm';
import { read } from '../../shared/access/read.ts';
import { daysAfter } from '../../shared/contract/dates.ts';
import type { Hygiene } from '../../shared/contract/plans/hygiene.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Context } from '../../shared/database/context.ts';
import { activities, planImports } from '../../shared/database/plans.ts';
import type { Results } from '../../shared/database/send.ts';
import { contradictionsOf, proposedForRemoval, withoutMandate } from './hygiene-rules.ts';
import { outlineFrom, outlineQueries } from './outline.ts';
import { versionOf } from './visible-version.ts';

/** What a review of a plan should look at, in its current version. Throws not-found (register PL-08, PL-09). */
export async function getPlanHygiene(context: Context, plan: string): Promise<Hygiene> {
  const rows = await read(context, hygieneQueries(context, plan));
  const found = hygieneOf(context, plan, rows);
  if (!found) throw new Problem('not-found');
  return found;
}

/** The queries for what `hygieneOf` needs, in the same order. */
export function hygieneQueries(context: Context, plan: string | SQL) {
  const { orm } = context.db;
  const version = versionOf(context, plan, undefined);
  return [
    ...outlineQueries(context, version),
    orm
      .select({ content: activities.content, since: toBeDefinedSince })
      .from(activities)
      .where(sql`${activities.version} = (${version}) and ${activities.part} = 'active' and ${activities.scheduleStatus} = 'toBeDefined'`)
      .orderBy(asc(activities.ordinal)),
    orm
      .select({ findings: planImports.findings })
      .from(planImports)
      .where(and(sql`${planImports.plan} = ${plan}`, eq(planImports.state, 'accepted')))
      .orderBy(desc(planImports.id))
      .limit(1),
  ] as const;
}

/**
 * The day since when an activity that is to be defined has been so in every version: the day from which the first of those versions holds,
 * or the date that it prints where that is earlier.
 */
const toBeDefinedSince = sql<string>`(
  select min(min(v.effective_on, coalesce(substr(v.updated_on || '-01-01', 1, 10), v.effective_on)))
  from activities a join plan_versions v on v.id = a.version_id
  where a.plan_id = activities.plan_id and a.id = activities.id and v.number > coalesce((
    select max(w.number) from activities b join plan_versions w on w.id = b.version_id
    where b.plan_id = activities.plan_id and b.id = activities.id and b.schedule_status is not 'toBeDefined'), 0))`;

/** Out of the rows of `hygieneQueries`; null when the caller sees no such plan. */
export function hygieneOf({ now }: Context, plan: string, rows: Results<ReturnType<typeof hygieneQueries>>): Hygiene | null {
  const [versions, objectiveRows, activityRows, open, [lastImport]] = rows;
  const found = outlineFrom([versions, objectiveRows, activityRows]);
  if (!found) return null;
  const { version, outline } = found;
  const aYearAgo = daysAfter(now.toISOString().slice(0, 10), -365);
  return {
    plan,
    version: version.id,
    objectives: proposedForRemoval(outline),
    withoutMandate: withoutMandate(outline),
    longToBeDefined: open.flatMap(({ content: { id, number, text }, since }) => (since < aYearAgo ? [{ id, number, text, since }] : [])),
    contradictions: contradictionsOf(lastImport?.findings ?? []),
  };
}

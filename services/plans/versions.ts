import { and, asc, eq, sql } from 'drizzle-orm';
import { read } from '../../shared/access/read.ts';
import type { NumberedItem, NumberedItems, PlanChanges, PlanVersion } from '../../shared/contract/plans/versions.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Keyset } from '../../shared/contract/route.ts';
import type { Context } from '../../shared/database/context.ts';
import { afterKeyset, oneMore, pageOf } from '../../shared/database/keyset.ts';
import { activities, objectives, planVersions, plans } from '../../shared/database/plans.ts';
import { changesBetween } from './changes.ts';
import { outlineFrom, outlineQueries } from './outline.ts';
import { thePlan, versionOf } from './visible-version.ts';

/** The versions of a plan, oldest first. Throws not-found (register PL-13). */
export async function listPlanVersions(context: Context, plan: string, { limit }: { limit: number }, after: Keyset | null) {
  const { orm } = context.db;
  const supersededOn = sql<string | null>`(select next.effective_on from plan_versions next
    where next.plan_id = plan_versions.plan_id and next.number = plan_versions.number + 1)`;
  const [[found], rows] = await read(context, [
    orm.select({ current: plans.currentVersion }).from(plans).where(thePlan(context, plan)),
    orm
      .select({ version: planVersions, supersededOn })
      .from(planVersions)
      .where(and(eq(planVersions.plan, plan), afterKeyset([planVersions.number], after)))
      .orderBy(asc(planVersions.number))
      .limit(oneMore(limit)),
  ]);
  if (!found) throw new Problem('not-found');
  return pageOf(
    rows,
    limit,
    (row): PlanVersion => toVersion(row, found.current),
    ({ version }) => [version.number],
  );
}

type VersionRow = { version: typeof planVersions.$inferSelect; supersededOn: string | null };

function toVersion({ version, supersededOn }: VersionRow, current: string): PlanVersion {
  const { id, number, title, updatedOn, effectiveOn } = version;
  return { id, number, state: id === current ? 'current' : 'superseded', title, updatedOn, effectiveOn, supersededOn };
}

/** Every item that prints a number in a version, and where it is today. Throws not-found for a plan or version that is not there (register PL-02, PL-13). */
export async function findPlanItems(
  context: Context,
  plan: string,
  asked: { number: string; version?: number | undefined },
): Promise<NumberedItems> {
  const { orm } = context.db;
  const number = asked.number.replace(/\.$/, '');
  const version = versionOf(context, plan, asked.version);
  const current = sql`(select ${plans.currentVersion} from ${plans} where ${plans.id} = ${plan})`;
  const item = (
    table: typeof objectives | typeof activities,
  ) => sql<string>`json_object('id', then_.id, 'part', then_.part, 'axis', then_.axis,
    'number', then_.content ->> 'number', 'text', then_.content -> 'text', 'today', case when now_.id is null then null else
    json_object('part', now_.part, 'axis', now_.axis, 'number', now_.content ->> 'number', 'text', now_.content -> 'text') end) item
    from ${table} then_ left join ${table} now_ on now_.id = then_.id and now_.version_id = ${current}
    where then_.version_id = ${sql`(${version})`} and ${number} in (then_.content ->> 'number', then_.axis || '.' || (then_.content ->> 'number'))
    order by then_.ordinal`;
  const [[found], objectiveRows, activityRows] = await read(context, [
    orm
      .select({ id: planVersions.id, number: planVersions.number })
      .from(planVersions)
      .where(sql`${planVersions.id} = (${version})`),
    orm.all<[string]>(sql`select ${item(objectives)}`) as never,
    orm.all<[string]>(sql`select ${item(activities)}`) as never,
  ]);
  if (!found) throw new Problem('not-found');
  const items = (kind: NumberedItem['item'], rows: { item: string }[]) =>
    rows.map((row) => ({ item: kind, ...(JSON.parse(row.item) as Omit<NumberedItem, 'item'>) }));
  return { version: found, items: [...items('objective', objectiveRows), ...items('activity', activityRows)] };
}

/** What changed between two versions, from the one before to the current one unless told. Throws not-found (register PL-13). */
export async function comparePlanVersions(
  context: Context,
  plan: string,
  { from, to }: { from?: number | undefined; to?: number | undefined },
): Promise<PlanChanges> {
  const later = versionOf(context, plan, to);
  const before = sql`(select ${planVersions.number} - 1 from ${planVersions} where ${planVersions.id} = (${later}))`;
  const earlier = versionOf(context, plan, from ?? before);
  const rows = await read(context, [...outlineQueries(context, earlier), ...outlineQueries(context, later)] as const);
  const [one, other] = [outlineFrom([rows[0], rows[1], rows[2]]), outlineFrom([rows[3], rows[4], rows[5]])];
  if (!one || !other) throw new Problem('not-found');
  const changes = changesBetween(one.outline, other.outline);
  return { plan, from: one.version.number, to: other.version.number, changes };
}

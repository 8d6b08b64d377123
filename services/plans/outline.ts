import { and, asc, eq } from 'drizzle-orm';
import { read } from '../../shared/access/read.ts';
import type { Activity } from '../../shared/contract/plans/activities.ts';
import type { Outline, OutlineActivity, OutlineObjective, OutlinePart } from '../../shared/contract/plans/outline.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Context } from '../../shared/database/context.ts';
import { activities, objectives, planVersions, plans } from '../../shared/database/plans.ts';
import { visiblePlan } from './plans.ts';

type ObjectiveRow = Pick<typeof objectives.$inferSelect, 'part' | 'axis' | 'content'>;

/** The whole tree of a plan in its current version, with that version as validator. Throws not-found. */
export async function getPlanOutline(context: Context, id: string) {
  const { orm } = context.db;
  const visible = and(eq(plans.id, id), visiblePlan(context));
  const current = orm.select({ version: plans.currentVersion }).from(plans).where(visible);
  const [[version], objectiveRows, activityRows] = await read(context, [
    orm.select().from(planVersions).where(eq(planVersions.id, current)),
    orm
      .select({ part: objectives.part, axis: objectives.axis, content: objectives.content })
      .from(objectives)
      .where(eq(objectives.version, current))
      .orderBy(asc(objectives.ordinal)),
    orm.select({ content: activities.content }).from(activities).where(eq(activities.version, current)).orderBy(asc(activities.ordinal)),
  ]);
  if (!version) throw new Problem('not-found');
  const parts = partsOf(
    version.parts,
    objectiveRows,
    activityRows.map(({ content }) => content),
  );
  const body: Outline = { title: version.title, updatedOn: version.updatedOn, parts };
  return { body, version: version.id };
}

function partsOf(skeleton: (typeof planVersions.$inferSelect)['parts'], rows: ObjectiveRow[], items: Activity[]): OutlinePart[] {
  const byObjective = Map.groupBy(items, ({ objective }) => objective.id);
  const byAxis = Map.groupBy(rows, ({ part, axis }) => `${part} ${axis}`);
  return skeleton.map(({ kind, axes }) => ({
    kind,
    axes: axes.map(({ code, title }) => ({
      code,
      title,
      objectives: (byAxis.get(`${kind} ${code}`) ?? []).map(({ content }) => toObjective(content, byObjective.get(content.id ?? '') ?? [])),
    })),
  }));
}

function toObjective({ id, number, text, fromPlanOfAction }: ObjectiveRow['content'], items: Activity[]): OutlineObjective {
  return { ...(id ? { id } : {}), number, text, fromPlanOfAction, activities: items.map(toOutlineActivity) };
}

function toOutlineActivity(item: Activity): OutlineActivity {
  const { id, number, text, fromPlanOfAction, placeholder, mandates, responsibilities, schedule, cadence, outcomes } = item;
  return { id, number, text, fromPlanOfAction, placeholder, mandates, responsibilities, schedule, cadence, outcomes };
}

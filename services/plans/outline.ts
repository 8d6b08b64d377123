import { type SQL, asc, sql } from 'drizzle-orm';
import { read } from '../../shared/access/read.ts';
import type { Activity } from '../../shared/contract/plans/activities.ts';
import type { Outline, OutlineActivity, OutlineObjective, OutlinePart } from '../../shared/contract/plans/outline.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Context } from '../../shared/database/context.ts';
import { activities, objectives, planVersions } from '../../shared/database/plans.ts';
import type { Results } from '../../shared/database/send.ts';
import { versionOf } from './visible-version.ts';

type ObjectiveRow = Pick<typeof objectives.$inferSelect, 'part' | 'axis' | 'content'>;

type Head = Pick<typeof planVersions.$inferSelect, 'title' | 'updatedOn' | 'parts'>;

/** The whole tree of a plan in a version, the current one unless told, with that version as validator. Throws not-found. */
export async function getPlanOutline(context: Context, id: string, { version: number }: { version?: number | undefined } = {}) {
  const found = outlineFrom(await read(context, outlineQueries(context, versionOf(context, id, number))));
  if (!found) throw new Problem('not-found');
  return { body: found.outline, version: found.version.id };
}

/** The queries for the tree of a version, whose id is given as a query; their rows are for `outlineFrom`. */
export function outlineQueries({ db: { orm } }: Context, version: SQL) {
  const wanted = sql`(${version})`;
  return [
    orm
      .select()
      .from(planVersions)
      .where(sql`${planVersions.id} = ${wanted}`),
    orm
      .select({ part: objectives.part, axis: objectives.axis, content: objectives.content })
      .from(objectives)
      .where(sql`${objectives.version} = ${wanted}`)
      .orderBy(asc(objectives.ordinal)),
    orm
      .select({ content: activities.content })
      .from(activities)
      .where(sql`${activities.version} = ${wanted}`)
      .orderBy(asc(activities.ordinal)),
  ] as const;
}

/** The version and its tree out of the rows of `outlineQueries`; null where the caller sees no such version. */
export function outlineFrom([[version], objectiveRows, activityRows]: Results<ReturnType<typeof outlineQueries>>) {
  if (!version) return null;
  const contents = activityRows.map(({ content }) => content);
  return { version, outline: outlineOf(version, objectiveRows, contents) };
}

/** The tree of a version out of its rows, each in the order of the plan. */
function outlineOf({ title, updatedOn, parts }: Head, rows: ObjectiveRow[], items: Activity[]): Outline {
  return { title, updatedOn, parts: partsOf(parts, rows, items) };
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
  const { id, number, text, fromPlanOfAction, placeholder, mandates, responsibilities, schedule, cadence, outcomes, notes } = item;
  const noted = notes ? { notes } : {};
  return { id, number, text, fromPlanOfAction, placeholder, mandates, responsibilities, schedule, cadence, outcomes, ...noted };
}

import { and, eq, sql } from 'drizzle-orm';
import type { Outline } from '../../shared/contract/plans/outline.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Event, Step } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { activities, citations, mandates, objectives, planVersions, plans, responsibilities } from '../../shared/database/plans.ts';
import type { VersionRows } from './version-rows.ts';

/** A version about to become the current one: where it comes from, and from which day it holds. */
export type NextVersion = {
  plan: string;
  network: string;
  version: string;
  number: number;
  outline: Outline;
  effectiveOn: string;
  source: { import: string } | { draft: string };
};

export const planMoved = new Problem('conflict', {
  es: 'El plan cambió entretanto: empiece de nuevo desde su versión vigente.',
  en: 'The plan has changed meanwhile: begin again from its current version.',
});

/** Points a plan at its next version, only if it still stands at the one that the next was made from. */
export const advance = ({ db: { orm } }: Context, { plan, version }: NextVersion, base: string): Step => ({
  query: orm
    .update(plans)
    .set({ currentVersion: version, version: sql`${plans.version} + 1` })
    .where(and(eq(plans.id, plan), eq(plans.currentVersion, base))),
  one: planMoved,
});

/** Writes a version and its items, the newest of their plan. */
export function versionSteps({ db: { orm } }: Context, next: NextVersion, rows: VersionRows): Step[] {
  const { plan, version, number, effectiveOn, outline, source } = next;
  const versionRow = {
    id: version,
    plan,
    number,
    title: rows.title,
    updatedOn: outline.updatedOn,
    effectiveOn,
    parts: rows.skeleton,
    ...source,
  };
  const text = sql`(select group_concat(value, ' ') from json_each(${activities.content}, '$.text'))`;
  return [
    { query: orm.insert(planVersions).values(versionRow), refused: { unique: planMoved } },
    {
      query: orm
        .update(activities)
        .set({ current: false })
        .where(and(eq(activities.plan, plan), sql`${activities.current} = 1`)),
    },
    ...inChunks(rows.mandates, (chunk) => ({
      query: orm
        .insert(mandates)
        .values(chunk)
        .onConflictDoUpdate({ target: mandates.id, set: { raw: sql`excluded.raw` } }),
      refused: { unique: planMoved },
    })),
    ...inChunks(rows.objectives, (chunk) => ({ query: orm.insert(objectives).values(chunk) })),
    ...inChunks(rows.activities, (chunk) => ({ query: orm.insert(activities).values(chunk) })),
    ...inChunks(rows.responsibilities, (chunk) => ({ query: orm.insert(responsibilities).values(chunk) })),
    ...inChunks(rows.citations, (chunk) => ({ query: orm.insert(citations).values(chunk) })),
    {
      query: orm.run(
        sql`insert into activity_search (rowid, text) select ${activities.row}, ${text} from ${activities} where ${activities.version} = ${version}`,
      ) as never,
    },
  ];
}

/** SQLite takes 32,766 parameters in a statement. */
const inChunks = <Row>(rows: Row[], step: (chunk: Row[]) => Step): Step[] =>
  Array.from({ length: Math.ceil(rows.length / 500) }, (_, index) => step(rows.slice(index * 500, index * 500 + 500)));

/** That a plan has a new current version, told to those whom the plan is for by now: whoever may not see it is not to hear of its versions. */
export function versionPublished({ plan, network, version }: NextVersion): Event {
  const of = (column: 'organisation' | 'tlp' | 'audience' | 'group') =>
    sql`(select ${plans[column]} from ${plans} where ${plans.id} = ${plan})`;
  const label = { organisation: of('organisation'), tlp: of('tlp'), audience: of('audience'), group: of('group') };
  return { type: 'plans.version.published', subject: plan, network, ...label, data: { plan, version } };
}

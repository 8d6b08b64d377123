import { type SQL, asc, sql } from 'drizzle-orm';
import type { Outline } from '../../shared/contract/plans/outline.ts';
import type { Context } from '../../shared/database/context.ts';
import { activities, mandates, objectives, planVersions } from '../../shared/database/plans.ts';
import type { Results } from '../../shared/database/send.ts';
import { outlineOf } from './outline.ts';
import { type Known, headings } from './version-rows.ts';

/** The queries for the version that a next one is made from, and for the network's mandates, to be given to `baseOf` in the same order. */
export function baseQueries({ db: { orm } }: Context, { version, network }: Record<'version' | 'network', SQL>) {
  return [
    orm
      .select({ id: mandates.id, key: mandates.key })
      .from(mandates)
      .where(sql`${mandates.network} = ${network}`),
    orm
      .select()
      .from(objectives)
      .where(sql`${objectives.version} = ${version}`)
      .orderBy(asc(objectives.ordinal)),
    orm
      .select()
      .from(activities)
      .where(sql`${activities.version} = ${version}`)
      .orderBy(asc(activities.ordinal)),
    orm
      .select()
      .from(planVersions)
      .where(sql`${planVersions.id} = ${version}`),
  ] as const;
}

/** What the next version takes over: the number it gets, ids of mandates by key, the items and headings by id, and the whole outline. */
export function baseOf([known, objectiveRows, activityRows, [base]]: Results<ReturnType<typeof baseQueries>>) {
  const items = [...objectiveRows, ...activityRows].map((row): [string, Known] => [row.id, row.content]);
  const contents = activityRows.map(({ content }) => content);
  return {
    number: (base?.number ?? 0) + 1,
    mandateIds: new Map(known.map((row) => [row.key, row.id])),
    before: new Map([...items, ...(base ? headings(base) : [])]),
    outline: base ? outlineOf(base, objectiveRows, contents) : emptyOutline,
  };
}

const emptyOutline: Outline = { title: { es: '—' }, updatedOn: null, parts: [] };

/** The current version of a plan, as a value for the queries of its items. */
export const currentVersionOf = (plan: string): SQL => sql`(select current_version_id from plans where id = ${plan})`;

import { type SQL, sql } from 'drizzle-orm';
import type { Outline } from '../../shared/contract/plans/outline.ts';
import type { Context } from '../../shared/database/context.ts';
import { mandates } from '../../shared/database/plans.ts';
import type { Results } from '../../shared/database/send.ts';
import { outlineFrom, outlineQueries } from './outline.ts';
import { type Known, headings } from './version-rows.ts';

/** The queries for the version that a next one is made from, and for the network's mandates, to be given to `baseOf` in the same order. */
export function baseQueries(context: Context, { version, network }: Record<'version' | 'network', SQL>) {
  return [
    context.db.orm
      .select({ id: mandates.id, key: mandates.key })
      .from(mandates)
      .where(sql`${mandates.network} = ${network}`),
    ...outlineQueries(context, version),
  ] as const;
}

/** What the next version takes over: the number it gets, ids of mandates by key, the items and headings by id, and the whole outline. */
export function baseOf([known, ...rows]: Results<ReturnType<typeof baseQueries>>) {
  const [, objectiveRows, activityRows] = rows;
  const base = outlineFrom(rows);
  const items = [...objectiveRows, ...activityRows].map(({ content }): [string, Known] => [content.id ?? '', content]);
  return {
    number: (base?.version.number ?? 0) + 1,
    mandateIds: new Map(known.map((row) => [row.key, row.id])),
    before: new Map([...items, ...(base ? headings(base.version) : [])]),
    outline: base?.outline ?? emptyOutline,
  };
}

const emptyOutline: Outline = { title: { es: '—' }, updatedOn: null, parts: [] };

/** The current version of a plan, as a value for the queries of its items. */
export const currentVersionOf = (plan: string): SQL => sql`(select current_version_id from plans where id = ${plan})`;

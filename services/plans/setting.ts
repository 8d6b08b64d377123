import { type SQL, and, asc, desc, eq, sql } from 'drizzle-orm';
import { inNetwork, predicate } from '../../shared/access/predicate.ts';
import { read } from '../../shared/access/read.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Context } from '../../shared/database/context.ts';
import { memberships, networks, organisations } from '../../shared/database/identity.ts';
import { networkIs } from '../../shared/database/network-ref.ts';
import { activities, objectives, plans } from '../../shared/database/plans.ts';
import type { PreviousItem } from './import/matching.ts';
import { mandateKey } from './mandate-key.ts';

/**
 * What a document of a network is read against: its bodies, the names of its organisations, and the items of its plan.
 * One round trip. Throws not-found and forbidden before anything is parsed.
 */
export async function readSetting(context: Context, ref: string) {
  const { orm } = context.db;
  const network = orm.select({ id: networks.id }).from(networks).where(networkIs(networks.id, ref));
  const plan = orm
    .select()
    .from(plans)
    .where(sql`${plans.network} in (${network})`)
    .orderBy(desc(plans.id))
    .limit(1);
  const version = sql`(select current_version_id from ${plans} where ${plans.network} in (${network}) order by ${plans.id} desc limit 1)`;
  const [[found], places, [current], objectiveRows, activityRows] = await read(context, [
    selectNetwork(context, ref),
    orm
      .select({
        code: memberships.code,
        aliases: memberships.aliases,
        name: organisations.name,
        kind: organisations.kind,
        country: organisations.country,
      })
      .from(memberships)
      .innerJoin(organisations, eq(organisations.id, memberships.organisation))
      .where(sql`${memberships.network} in (${network})`)
      .orderBy(asc(memberships.id)),
    plan,
    orm.select().from(objectives).where(eq(objectives.version, version)).orderBy(asc(objectives.ordinal)),
    orm.select().from(activities).where(eq(activities.version, version)).orderBy(asc(activities.ordinal)),
  ]);
  if (!found) throw new Problem('not-found');
  if (!found.allowed) throw new Problem('forbidden');
  return {
    network: found.id,
    bodies: found.bodies,
    organisations: places.map(({ code, aliases, name, kind, country }) => ({
      code,
      kind,
      country,
      names: [code, ...aliases, ...Object.values(name)],
    })),
    plan: current ?? null,
    previous: previousOf(objectiveRows, activityRows),
  };
}

const selectNetwork = (context: Context, ref: string) => {
  const allowed = sql<number>`${predicate(context, 'plan:import', inNetwork(networks.id))}`;
  const visible: SQL | undefined = and(networkIs(networks.id, ref), predicate(context, 'network:read', inNetwork(networks.id)));
  return context.db.orm.select({ id: networks.id, bodies: networks.bodies, allowed }).from(networks).where(visible);
};

type ObjectiveRow = typeof objectives.$inferSelect;
type ActivityRow = typeof activities.$inferSelect;

function previousOf(objectiveRows: ObjectiveRow[], activityRows: ActivityRow[]): PreviousItem[] {
  const mandatesOf = (rows: ActivityRow[] = []) => rows.flatMap(({ content }) => content.mandates.map(mandateKey));
  const children = Map.groupBy(activityRows, ({ objective }) => objective);
  return [
    ...objectiveRows.map((row, position) => toPrevious('objective', row, position, mandatesOf(children.get(row.id)))),
    ...activityRows.map((row, position) => toPrevious('activity', row, position, mandatesOf([row]))),
  ];
}

function toPrevious(item: PreviousItem['item'], row: ObjectiveRow | ActivityRow, position: number, mandates: string[]): PreviousItem {
  const { id, part, axis, content } = row;
  return { id, item, part, axis, number: content.number, text: content.text, position, mandates };
}

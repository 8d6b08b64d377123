import { and, asc, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { openDatabase } from '../../shared/database/open.ts';
import { activities, objectives, planVersions, plans } from '../../shared/database/plans.ts';
import { send } from '../../shared/database/send.ts';

type ActivityRow = typeof activities.$inferSelect;

/** The words that every fiftieth synthetic activity has and no other. */
export const words = 'salvaguarda piloto';

/** Copies the plan of the demo, with ids and texts of their own, until there are so many current activities. */
export async function growTo(url: string, count: number): Promise<void> {
  const db = openDatabase({ url });
  const { orm } = db;
  const [[plan], rows, aims] = await send(db, 'read', [
    orm.select({ plan: plans, version: planVersions }).from(plans).innerJoin(planVersions, eq(planVersions.id, plans.currentVersion)),
    orm
      .select()
      .from(activities)
      .where(sql`${activities.current} = 1`)
      .orderBy(asc(activities.ordinal)),
    orm
      .select()
      .from(objectives)
      .where(and(sql`${objectives.version} = (select current_version_id from plans)`)),
  ]);
  if (!plan) throw new Error('The demo has no plan');
  for (let left = count - rows.length, copy = 1; left > 0; left -= rows.length, copy += 1) {
    const ids = { plan: uuid(), version: uuid() };
    const items = rows.slice(0, left).map((row, index) => copyOf(row, ids, copy * rows.length + index));
    await send(db, 'write', [
      orm.insert(plans).values({ ...plan.plan, id: ids.plan, currentVersion: ids.version }),
      orm.insert(planVersions).values({ ...plan.version, id: ids.version, plan: ids.plan }),
      orm.insert(objectives).values(aims.map((aim) => ({ ...aim, version: ids.version }))),
      orm.insert(activities).values(items),
      orm.run(sql`insert into activity_search (rowid, text) select "row", (select group_concat(value, ' ') from json_each(content, '$.text'))
        from activities where version_id = ${ids.version}`) as never,
    ]);
  }
  db.client.close();
}

function copyOf({ row: _row, ...activity }: ActivityRow, ids: { plan: string; version: string }, serial: number): Omit<ActivityRow, 'row'> {
  const id = uuid();
  const mark = serial % 50 === 0 ? ` ${words}` : '';
  const text = { ...activity.content.text, es: `${activity.content.text.es} (${serial})${mark}` };
  return { ...activity, id, ...ids, content: { ...activity.content, id, plan: ids.plan, text } };
}

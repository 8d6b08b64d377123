import { type SQL, and, desc, sql } from 'drizzle-orm';
import { read } from '../../../shared/access/read.ts';
import type { Context } from '../../../shared/database/context.ts';
import type { Query } from '../../../shared/database/send.ts';
import { daysAfter } from '../../../shared/contract/dates.ts';
import { trainings } from '../../../shared/database/training.ts';
import type { FeedRow } from './events.ts';

/** For how many days what was cancelled is still shown as such. */
const afterlife = 90;
const most = 10_000;

/**
 * How a feed is asked for: where the platform is, which validators the caller has of it (If-None-Match), and where it names none, after when it
 * wants to know of changes (If-Modified-Since).
 */
export type Asked = { origin: string; known: readonly string[]; since: string | null };

/** What a reading gave: `rows` are null for who has them already. */
export type Reading = { version: string; modifiedAt: string; rows: FeedRow[] | null };

/**
 * The trainings that a condition finds, for a calendar, with the validators of what was found, in one round trip that also reads `besides`. Who
 * has them already reads none. The validators change with the day too: names of organisations, courses and terms change, and what was cancelled
 * is dropped, a day later at most.
 */
export async function readTrainings<const Q extends readonly Query[]>(context: Context, wanted: SQL | undefined, asked: Asked, beside: Q) {
  const { orm } = context.db;
  const today = context.now.toISOString().slice(0, 10);
  const [[print], rows, ...others] = await read(context, [
    orm
      .select({ version: version(today), modifiedAt: modifiedAt(today) })
      .from(trainings)
      .where(wanted),
    orm
      .select({ training: trainings, ...besides })
      .from(trainings)
      .where(and(wanted, isNew(today, wanted, asked)))
      // The latest, where there are more: those to come matter most.
      .orderBy(desc(trainings.firstDay), desc(trainings.id))
      .limit(most),
    ...beside,
  ]);
  const found = print ?? { version: '', modifiedAt: `${today}T00:00:00.000Z` };
  const has = asked.known.length > 0 ? asked.known.includes(found.version) : isSince(found.modifiedAt, asked.since);
  return { reading: { ...found, rows: has ? null : (rows as FeedRow[]).toReversed() } satisfies Reading, beside: others };
}

/** What is cancelled is shown for 90 days. */
export const stillShown = ({ now }: Context) =>
  sql`(${trainings.state} <> 'cancelled' or ${trainings.changedAt} >= ${daysAfter(now.toISOString().slice(0, 10), -afterlife)})`;

const version = (today: string) => sql<string>`${today} || '-' || count(*) || '-' || coalesce(sum(trainings.changes), 0)
  || '-' || coalesce(replace(max(strftime('%Y%m%dT%H%M%f', trainings.changed_at)), '.', ''), '')`;

const modifiedAt = (today: string) => sql<string>`max(${`${today}T00:00:00.000Z`}, coalesce(max(trainings.changed_at), ''))`;

/** HTTP counts whole seconds. */
const isSince = (modified: string, since: string | null) => since !== null && `${modified.slice(0, 19)}Z` <= since;

/** That what the caller has is not what is there. */
function isNew(today: string, wanted: SQL | undefined, { known, since }: Asked): SQL | undefined {
  const now = (what: SQL) => sql`(select ${what} from ${trainings} where ${wanted})`;
  if (known.length > 0) return sql`${now(version(today))} not in (select value from json_each(${JSON.stringify(known)}))`;
  return since === null ? undefined : sql`substr(${now(modifiedAt(today))}, 1, 19) || 'Z' > ${since}`;
}

const besides = {
  organiser: sql<string | null>`(select o.name from organisations o where o.id = trainings.organisation_id)`,
  course: sql<string | null>`(select k.content -> '$.title' from trainings k where k.id = trainings.course_id and k.audience = 'public')`,
  terms: sql<string>`(select json_group_array(json_object('list', n.list, 'code', n.code, 'name', json(n.name))) from training_terms n
    where n.network_id = trainings.network_id and n.code in (select value from json_each(trainings.content, '$.themes')
      union select value from json_each(trainings.content, '$.audiences')))`,
};

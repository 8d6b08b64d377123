import { type SQL, and, asc, eq, sql } from 'drizzle-orm';
import { daysAfter } from '../../../shared/contract/dates.ts';
import type { FeedQuery } from '../../../shared/contract/training/feeds.ts';
import { read } from '../../../shared/access/read.ts';
import type { Context } from '../../../shared/database/context.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { trainings } from '../../../shared/database/training.ts';
import type { Calendar } from '../calendar/calendar-event.ts';
import { has } from '../trainings/trainings.ts';
import { type FeedRow, eventsOf } from './events.ts';

/** For how many days what was cancelled is still shown as such. */
const afterlife = 90;
const most = 10_000;

/** How the feed is asked for: where the platform is, and what validators the caller has of it (If-None-Match). */
export type Asked = { origin: string; known: readonly string[] };

const words = {
  es: { name: 'Capacitaciones', description: 'Capacitaciones públicas sobre migración y trata de personas' },
  en: { name: 'Trainings', description: 'Public trainings on migration and trafficking in persons' },
} as const;

/**
 * The public trainings as a calendar, and the validator of it. Who has that already reads no training: `calendar` is null then. One round
 * trip either way (register TR-05).
 */
export async function publicCalendar(context: Context, { origin, known }: Asked, query: FeedQuery) {
  const { orm } = context.db;
  const wanted = wantedBy(context, query);
  // With the day: names of organisations, courses and terms change too, and are told a day later at most.
  const fingerprint = sql<string>`${context.now.toISOString().slice(0, 10)} || '-' || count(*) || '-' || coalesce(sum(trainings.changes), 0)
    || '-' || coalesce(replace(max(strftime('%Y%m%dT%H%M%f', trainings.changed_at)), '.', ''), '')`;
  const isNew =
    known.length === 0
      ? undefined
      : sql`(select ${fingerprint} from ${trainings} where ${wanted}) not in (select value from json_each(${JSON.stringify(known)}))`;
  const [[print], rows] = await read(context, [
    orm.select({ version: fingerprint }).from(trainings).where(wanted),
    orm
      .select({ training: trainings, ...besides })
      .from(trainings)
      .where(and(wanted, isNew))
      .orderBy(asc(trainings.firstDay), asc(trainings.id))
      .limit(most),
  ]);
  const version = print?.version ?? '';
  return { version, calendar: known.includes(version) ? null : calendarOf(rows, { origin, query }) };
}

function calendarOf(rows: FeedRow[], { origin, query: { language, ...filter } }: { origin: string; query: FeedQuery }): Calendar {
  const address = new URL('/v1/training/calendar.json', origin);
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) address.searchParams.set(name, value);
  return {
    ...words[language],
    url: address.href,
    language,
    domain: address.hostname,
    events: rows.flatMap((row) => eventsOf(row, origin, language)),
  };
}

/** Anyone may read what is public: the index of audiences serves it. A session shown as its own event carries what its training says. */
function wantedBy({ now }: Context, { network, country, theme }: FeedQuery): SQL | undefined {
  const shownSince = daysAfter(now.toISOString().slice(0, 10), -afterlife);
  return and(
    eq(trainings.kind, 'edition'),
    eq(trainings.audience, 'public'),
    sql`(${trainings.state} <> 'cancelled' or ${trainings.changedAt} >= ${shownSince})`,
    networkIs(trainings.network, network),
    country === undefined ? undefined : eq(trainings.country, country),
    has('themes', theme),
  );
}

const besides = {
  organiser: sql<string | null>`(select o.name from organisations o where o.id = trainings.organisation_id)`,
  course: sql<string | null>`(select k.content -> '$.title' from trainings k where k.id = trainings.course_id and k.audience = 'public')`,
  terms: sql<string>`(select json_group_array(json_object('list', n.list, 'code', n.code, 'name', json(n.name))) from training_terms n
    where n.network_id = trainings.network_id and n.code in (select value from json_each(trainings.content, '$.themes')
      union select value from json_each(trainings.content, '$.audiences')))`,
};

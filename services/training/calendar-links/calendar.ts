import { type SQL, and, eq, sql } from 'drizzle-orm';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Context } from '../../../shared/database/context.ts';
import { trainings } from '../../../shared/database/training.ts';
import { calendarLinks } from '../../../shared/database/training-calendars.ts';
import { sha256 } from '../../../shared/worker/etag.ts';
import { calendarFile } from '../calendar/ical.ts';
import { eventsOf } from '../feeds/events.ts';
import { type Asked, readTrainings, stillShown } from '../feeds/reading.ts';
import { visibleTraining } from '../trainings/places.ts';

const words = {
  es: { description: 'Capacitaciones que ve su organización' },
  en: { description: 'Trainings that your organisation sees' },
} as const;

/**
 * The calendar of an address: what its organisation sees today and its filter lets through, up to GREEN, with its validators; one round trip.
 * Throws not-found for an address that does not exist, was revoked, or whose client or organisation is no longer in force.
 */
export async function readCalendarLink(context: Context, asked: Asked, path: string) {
  const hash = await sha256(path.slice(0, -'.ics'.length));
  const theLink = context.db.orm.select().from(calendarLinks).where(isLive(hash));
  const { reading, beside } = await readTrainings(context, wantedBy(context, hash), asked, [theLink]);
  const [[link]] = beside;
  if (!link) throw new Problem('not-found');
  const { rows, ...validators } = reading;
  const { language, alarmMinutes } = link.filter;
  const calendar = {
    name: link.name,
    ...words[language],
    url: `${asked.origin}/trainings`,
    domain: new URL(asked.origin).hostname,
    language,
    ...(alarmMinutes !== undefined && { alarmMinutes }),
    events: (rows ?? []).flatMap((row) => eventsOf(row, asked.origin, language)),
  };
  const file = new TextEncoder().encode(rows ? calendarFile(calendar) : '');
  return { ...validators, body: { file, mediaType: 'text/calendar' as const, name: 'calendar.ics' } };
}

/** That an address is in force: neither it nor its client was revoked. */
const isLive = (
  hash: string,
): SQL => sql`(${calendarLinks.hash} = ${hash} and ${calendarLinks.revokedAt} is null and (${calendarLinks.client} is null
  or exists (select 1 from clients p where p.id = ${calendarLinks.client} and not p.revoked and not p.suspended)))`;

/** Calendar programs keep what they read in places of their own: what is above GREEN is never told there. */
function wantedBy(context: Context, hash: string): SQL | undefined {
  const of = (what: SQL) => sql`(select ${what} from ${calendarLinks} where ${isLive(hash)})`;
  const filtered = (path: string, is: SQL) => {
    const value = of(sql`filter ->> ${path}`);
    return sql`(${value} is null or ${is} = ${value})`;
  };
  const theme = of(sql`filter ->> '$.theme'`);
  const organisation = of(sql`${calendarLinks.organisation}`);
  return and(
    eq(trainings.kind, 'edition'),
    visibleTraining({ principal: null, now: context.now, organisation }),
    sql`${trainings.tlp} in ('CLEAR', 'GREEN')`,
    stillShown(context),
    filtered('$.network', sql`${trainings.network}`),
    filtered('$.country', sql`${trainings.country}`),
    sql`(${theme} is null or exists (select 1 from json_each(trainings.content, '$.themes') j where j.value = ${theme}))`,
    sql`(coalesce(${of(sql`filter ->> '$.ours'`)}, 0) = 0 or ${trainings.organisation} = ${organisation} or exists (select 1
      from training_enrolments e where e.training_id = trainings.id and e.organisation_id = ${organisation} and e.state = 'accepted'))`,
  );
}

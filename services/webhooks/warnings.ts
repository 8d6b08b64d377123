import { type SQL, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { EventType } from '../../shared/contract/events.ts';
import type { Step } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { memberships } from '../../shared/database/identity.ts';
import { outbox } from '../../shared/database/journal.ts';
import type { Query } from '../../shared/database/send.ts';
import { webhookEndpoints } from '../../shared/database/webhooks.ts';

/** Ids for the events of one write; what is beyond them waits for the next. */
const mostEvents = 500;

/**
 * The step that tells of the endpoints `w` for which a condition holds: an event for the organisation of each, and one for every
 * secretariat of its networks, each for that organisation alone. They reach it by its feed and by its other endpoints.
 */
export function warn({ db: { orm }, now }: Context, which: SQL, type: EventType, data: SQL): Step[] {
  const today = now.toISOString().slice(0, 10);
  const ids = JSON.stringify(Array.from({ length: mostEvents }, () => uuid()));
  const open = (row: string) =>
    sql`${sql.raw(row)}.starts_on <= ${today} and (${sql.raw(row)}.ends_on is null or ${sql.raw(row)}.ends_on > ${today})`;
  const told = sql`select w.id, w.organisation_id from ${webhookEndpoints} w where ${which}
    union select w.id, k.organisation_id from ${webhookEndpoints} w
      join ${memberships} m on m.organisation_id = w.organisation_id and ${open('m')} and (w.network_id is null or w.network_id = m.network_id)
      join ${memberships} k on k.network_id = m.network_id and k.role = 'secretariat' and ${open('k')} where ${which}`;
  const query = sql`insert into ${outbox} (id, type, network_id, tlp, audience, organisation_id, subject, sequence, at, data)
    select json_extract(${ids}, '$[' || (row_number() over () - 1) || ']'), ${type}, w.network_id, 'GREEN', 'organisation', t.organisation_id, w.id,
      (select coalesce(max(o.sequence), 0) from ${outbox} o where o.subject = w.id) + row_number() over (partition by w.id),
      ${now.toISOString()}, json_object('endpoint', w.id, 'organisation', w.organisation_id, ${data})
    from (${told}) t join ${webhookEndpoints} w on w.id = t.id limit ${mostEvents}`;
  return [{ query: orm.run(query) as unknown as Query }];
}

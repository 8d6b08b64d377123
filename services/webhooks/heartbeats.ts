import { sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { Step } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { outbox } from '../../shared/database/journal.ts';
import type { Query } from '../../shared/database/send.ts';
import { webhookEndpoints } from '../../shared/database/webhooks.ts';
import { clock, clockAfter } from '../../shared/database/clock.ts';

const week = 7 * 86_400;
const most = 500;

/** That the endpoint `w` is owed its weekly heartbeat: an endpoint that takes nothing for longer than that shows as silent. */
export const toGreet = sql`(w.state = 'active' and coalesce(w.greeted_at, w.proved_at) <= ${clockAfter(-week)})`;

const some = sql`w.id in (select w.id from ${webhookEndpoints} w where ${toGreet} order by w.id limit ${most})`;

/** The steps that send the weekly heartbeat to each endpoint that is owed one, and to it alone. */
export function greet({ db: { orm }, now }: Context): Step[] {
  const ids = JSON.stringify(Array.from({ length: most }, () => uuid()));
  const events = sql`insert into ${outbox} (id, type, network_id, tlp, audience, organisation_id, subject, sequence, at, data)
    select json_extract(${ids}, '$[' || (row_number() over () - 1) || ']'), 'webhooks.heartbeat.sent', w.network_id, 'GREEN', 'organisation',
      w.organisation_id, w.id, (select coalesce(max(o.sequence), 0) + 1 from ${outbox} o where o.subject = w.id), ${now.toISOString()},
      json_object('endpoint', w.id)
    from ${webhookEndpoints} w where ${some}`;
  return [
    { query: orm.run(events) as unknown as Query },
    { query: orm.run(sql`update ${webhookEndpoints} as w set greeted_at = ${clock} where ${some}`) as unknown as Query },
  ];
}

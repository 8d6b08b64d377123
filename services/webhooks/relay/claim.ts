import { type SQL, sql } from 'drizzle-orm';
import type { Step } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { outbox } from '../../../shared/database/journal.ts';
import type { Query } from '../../../shared/database/send.ts';
import { webhookAttempts, webhookDeliveries, webhookEndpoints } from '../../../shared/database/webhooks.ts';
import { clock, clockAfter } from '../../../shared/database/clock.ts';
import { entitled } from '../entitled.ts';

/** A claim holds as long as a call can take, and as long again. */
const lease = 30;
/** So many calls of one endpoint at once, so that none keeps the others waiting; of one that fails, one. */
const mostEach = 4;
/** Of what waits at an endpoint only the oldest are looked at, so that a long queue at one that fails costs the others nothing. */
const mostLookedAt = 200;

/**
 * The deliveries that may be sent now, and which in the row of their endpoint each would be. Of one subject they go in order, and of an
 * endpoint in order all of them do. What was claimed later than now was so before the clock was set back: it waits for nothing.
 */
const ready = sql`(select d.endpoint_id, d.position, d.due_at, row_number() over (partition by d.endpoint_id order by d.position)
    + (select count(*) from ${webhookDeliveries} u where u.endpoint_id = d.endpoint_id and u.run_id is not null and u.due_at > ${clock}
      and u.claimed_at <= ${clock}) as place,
    case when w.failing_since is null then ${mostEach} else 1 end as places
  from ${webhookEndpoints} w cross join ${webhookDeliveries} d on d.endpoint_id = w.id and d.state = 'pending'
    and d.position <= coalesce((select p.position from ${webhookDeliveries} p where p.endpoint_id = w.id and p.state = 'pending'
      order by p.position limit 1 offset ${mostLookedAt - 1}), ${Number.MAX_SAFE_INTEGER})
  where (d.due_at <= ${clock} or d.claimed_at > ${clock})
    and w.state = 'active' and (w.held_until is null or w.held_until <= ${clock} or w.held_until > ${clockAfter(86_460)})
    and not exists (select 1 from ${webhookDeliveries} e where e.endpoint_id = d.endpoint_id and e.subject = d.subject
      and e.state = 'pending' and e.position < d.position)
    and not (w.in_order and exists (select 1 from ${webhookDeliveries} e where e.endpoint_id = d.endpoint_id
      and e.state = 'pending' and e.position < d.position)))`;

/** Whether there is a delivery to be sent now. */
export const isReady: SQL = sql`exists (select 1 from ${ready} where place <= places)`;

/** When the next one will be, RFC 3339; null when none is foreseen. */
export const nextDue: SQL<string | null> = sql`(select min(moment) from (
  select min(d.due_at) as moment from ${webhookDeliveries} d join ${webhookEndpoints} w on w.id = d.endpoint_id
    where d.state = 'pending' and w.state = 'active' and d.due_at > ${clock}
  union all select min(held_until) from ${webhookEndpoints} where state = 'active' and held_until > ${clock}))`;

/**
 * The steps that claim up to so many deliveries for a run: whose organisation may no longer see the event, or that the endpoint takes no
 * more, is withheld; for each of the others stands an attempt before anybody is called. An attempt that another run began and never ended
 * was cut short.
 */
export function claim({ db: { orm }, now }: Context, run: string, most: number): Step[] {
  const mine = sql`(select endpoint_id, position from ${webhookDeliveries} where run_id = ${run})`;
  const step = (query: SQL): Step => ({ query: orm.run(query) as unknown as Query });
  return [
    step(sql`update ${webhookDeliveries} set attempts = attempts + 1, tries = tries + 1, claimed_at = ${clock}, due_at = ${clockAfter(lease)},
      run_id = ${run} where (endpoint_id, position) in (
        select endpoint_id, position from ${ready} where place <= places order by due_at, position limit ${most})`),
    step(sql`update ${webhookDeliveries} set state = 'withheld', settled_at = ${clock}, run_id = null, attempts = attempts - 1, tries = tries - 1
      where run_id = ${run} and not exists (select 1 from ${outbox} join ${webhookEndpoints} w on w.id = webhook_deliveries.endpoint_id
        where ${outbox.position} = webhook_deliveries.position and ${entitled(now)})`),
    step(sql`update ${webhookAttempts} set outcome = 'cut' where outcome = 'running' and (endpoint_id, position) in ${mine}`),
    step(sql`insert into ${webhookAttempts} (endpoint_id, position, number, started_at)
      select endpoint_id, position, attempts, claimed_at from ${webhookDeliveries} where run_id = ${run}`),
  ];
}

/** What is needed to send a delivery that a run has claimed, with the moment by the database's clock, in seconds since 1970. */
export const claimed = ({ db: { orm } }: Context, run: string) =>
  orm.all<Claimed>(sql`select d.endpoint_id as endpoint, d.position, d.attempts as number, d.tries, w.url, cast(strftime('%s', 'now') as integer) as at,
      (select json_group_array(json_object('id', s.id, 'kek', s.kek, 'wrappedKey', s.wrapped_key)) from webhook_secrets s
        where s.endpoint_id = d.endpoint_id and (s.expires_at is null or s.expires_at > ${clock})) as secrets,
      json_object('id', e.id, 'type', e.type, 'network', e.network_id, 'tlp', e.tlp, 'subject', e.subject, 'sequence', e.sequence, 'at', e.at,
        'data', json(e.data)) as event
    from ${webhookDeliveries} d join ${webhookEndpoints} w on w.id = d.endpoint_id join ${outbox} e on e.position = d.position
    where d.run_id = ${run}`) as unknown as Query & { _: { result: Claimed[] } };

/** A delivery that is to be sent now. `secrets` and `event` are JSON. */
export type Claimed = {
  endpoint: string;
  position: number;
  number: number;
  tries: number;
  url: string;
  at: number;
  secrets: string;
  event: string;
};

import { type SQL, sql } from 'drizzle-orm';
import type { Step } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { outbox } from '../../../shared/database/journal.ts';
import type { Query } from '../../../shared/database/send.ts';
import { webhookDeliveries, webhookEndpoints } from '../../../shared/database/webhooks.ts';
import { clock } from '../../../shared/database/clock.ts';
import { entitled } from '../entitled.ts';

/** So many events become deliveries in one write: each is held against every active endpoint. */
const mostEvents = 20;

const waiting = sql`(select first.position from ${outbox} first where first.relayed_at is null order by first.position limit ${mostEvents})`;

/** Whether an event has not become deliveries yet. */
export const isWaiting: SQL = sql`exists (select 1 from ${outbox} where ${outbox.relayedAt} is null)`;

/** The steps that make a delivery of each event that waits, for each active endpoint that takes it and may see it. */
export const fanOut = ({ db: { orm }, now }: Context): Step[] => [
  {
    query: orm.run(sql`insert into ${webhookDeliveries} (endpoint_id, position, subject, opened_at)
      select w.id, ${outbox.position}, ${outbox.subject}, ${clock} from ${outbox} cross join ${webhookEndpoints} w
      where ${outbox.position} in ${waiting} and w.state = 'active' and ${entitled(now)} on conflict do nothing`) as unknown as Query,
  },
  { query: orm.run(sql`update ${outbox} set relayed_at = ${clock} where position in ${waiting}`) as unknown as Query },
];

import { type SQL, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { may } from '../../../shared/access/read.ts';
import type { Replay } from '../../../shared/contract/webhooks/deliveries.ts';
import { type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { derivedAnswer } from '../../../shared/database/derived.ts';
import { idempotency, outbox } from '../../../shared/database/journal.ts';
import type { Query } from '../../../shared/database/send.ts';
import { webhookDeliveries, webhookEndpoints } from '../../../shared/database/webhooks.ts';
import { clock } from '../../../shared/database/clock.ts';
import { entitled, isDirected, isWithin, typeIs } from '../entitled.ts';
import { isActive, ofEndpoint, ownerOf } from '../places.ts';

/** So many at once, the oldest first: the same call again goes on with the next. */
const most = 10_000;

/**
 * Sends the events of a time to an endpoint again: all that it takes and its organisation may see now, those that were not delivered
 * (`missed`), or those that were sent and given up (`failed`). What is on its way already stays so. A gap that lies within that time ends.
 * Gives how many are on their way, 10,000 at most. Throws not-found, forbidden, endpoint-unproved.
 */
export async function replayEvents(asked: Context, endpoint: string, replay: Replay) {
  const context = underKey(asked);
  const { db, idempotencyKey } = context;
  const insert = sql`insert into ${webhookDeliveries} (endpoint_id, position, subject, opened_at)
    select ${endpoint}, position, subject, ${clock} from (${foundBy(context, endpoint, replay)}) where true
    on conflict (endpoint_id, position) do update
    set state = 'pending', tries = 0, opened_at = ${clock}, due_at = '', settled_at = null`;
  const kept = sql<number>`${idempotency.answer} ->> '$.body.deliveries'`;
  const [row] = await commit(context, {
    guards: [...may(context, 'webhook:edit', ofEndpoint(endpoint), 'webhook:read'), isActive(endpoint)],
    steps: [
      { query: db.orm.run(insert) as unknown as Query },
      ...derivedAnswer(context, { 'body.deliveries': sql`changes()` }),
      closeGap(context, endpoint, replay),
    ],
    audit: { action: 'webhook:edit', subject: endpoint, network: null, source: ownerOf(endpoint) },
    answer: { status: 201, body: { deliveries: 0 } },
    result: db.orm.select({ deliveries: kept }).from(idempotency).where(eq(idempotency.key, idempotencyKey)),
  });
  const deliveries = row?.deliveries ?? 0;
  db.told += deliveries;
  return { body: { deliveries } };
}

/** How many were found only the database knows, and a repeated call must hear the same: it is kept with the answer, key or no key. */
const underKey = (context: Context) => ({ ...context, idempotencyKey: context.idempotencyKey ?? `commit:${uuid()}` });

function foundBy({ now }: Context, endpoint: string, { since, until, types, only }: Replay): SQL {
  const delivery = (state: SQL) => sql`exists (select 1 from ${webhookDeliveries} d
    where d.endpoint_id = w.id and d.position = ${outbox.position} and d.state ${state})`;
  const meant = { all: sql`1`, missed: sql`not ${delivery(sql`= 'delivered'`)}`, failed: delivery(sql`= 'dead'`) }[only];
  return sql`select ${outbox.position}, ${outbox.subject} from ${outbox} join ${webhookEndpoints} w on w.id = ${endpoint}
    where ${isWithin(since, until)} and not ${isDirected}
      and ${types ? typeIs(sql`${JSON.stringify(types)}`) : sql`1`} and ${meant} and not ${delivery(sql`= 'pending'`)} and ${entitled(now)}
    order by ${outbox.position} limit ${most}`;
}

function closeGap({ db }: Context, endpoint: string, { since, until, types, only }: Replay): Step {
  const whole = types === undefined && only !== 'failed';
  return {
    query: db.orm.run(sql`update ${webhookEndpoints} set gap_since = null, gap_until = null
      where id = ${endpoint} and ${Number(whole)} and gap_since >= ${since} and gap_until <= ${until ?? clock}`) as unknown as Query,
  };
}

import { type SQL, and, desc, eq, sql } from 'drizzle-orm';
import { may, read } from '../../../shared/access/read.ts';
import type { EventType } from '../../../shared/contract/events.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import type { Delivery } from '../../../shared/contract/webhooks/deliveries.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { outbox } from '../../../shared/database/journal.ts';
import { beforeKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { webhookDeliveries } from '../../../shared/database/webhooks.ts';
import { clock } from '../../../shared/database/clock.ts';
import { typeIs } from '../entitled.ts';
import { isActive, ofEndpoint, ownerOf, visibleEndpoints } from '../places.ts';

type Row = { delivery: typeof webhookDeliveries.$inferSelect; event: string; type: string; time: string };
type Times = { type?: string | undefined; from?: string | undefined; to?: string | undefined };
type Filter = Times & { limit: number; state?: Delivery['state'] | undefined };

/** What was and is to be sent to an endpoint, the newest event first; none where the caller may not look after it (register IX-09, RR-03). */
export async function listDeliveries(context: Context, endpoint: string, filter: Filter, after: Keyset | null) {
  const { limit, state, ...times } = filter;
  const wanted = and(
    eq(webhookDeliveries.endpoint, endpoint),
    sql`${webhookDeliveries.endpoint} in ${visibleEndpoints(context)}`,
    state && eq(webhookDeliveries.state, state),
    ...ofTime(times),
    beforeKeyset([webhookDeliveries.position], after),
  );
  const query = selectDeliveries(context, wanted).orderBy(desc(webhookDeliveries.position)).limit(oneMore(limit));
  const [rows] = await read(context, [query]);
  return pageOf(rows, limit, toDelivery, ({ delivery }) => [delivery.position]);
}

/** How an event fares on its way to an endpoint. Throws not-found. */
export async function getDelivery(context: Context, endpoint: string, event: string) {
  const visible = sql`${webhookDeliveries.endpoint} in ${visibleEndpoints(context)}`;
  const [[row]] = await read(context, [selectDeliveries(context, and(visible, ofEvent(endpoint, event)))]);
  if (!row) throw new Problem('not-found');
  return toDelivery(row);
}

/**
 * Sends an event to an endpoint again, from the beginning of its schedule; one that is under way stays so. Whether the organisation may
 * still see it is asked when it is sent. Throws not-found, forbidden, endpoint-unproved.
 */
export async function resendDelivery(context: Context, endpoint: string, event: string) {
  const underWay = sql`run_id is not null and due_at > ${clock}`;
  const change = context.db.orm
    .update(webhookDeliveries)
    .set({
      state: 'pending',
      tries: 0,
      openedAt: sql`${clock}`,
      dueAt: sql`case when ${underWay} then due_at else '' end`,
      settledAt: null,
    })
    .where(ofEvent(endpoint, event));
  const [row] = await commit(context, {
    guards: [...may(context, 'webhook:edit', ofEndpoint(endpoint), 'webhook:read'), isActive(endpoint)],
    steps: [{ query: change, one: new Problem('not-found') }],
    audit: { action: 'webhook:edit', subject: endpoint, network: null, source: ownerOf(endpoint) },
    result: selectDeliveries(context, ofEvent(endpoint, event)),
  });
  if (!row) throw new Problem('not-found');
  context.db.told += 1;
  return toDelivery(row);
}

/** The conditions on the event of a delivery or an attempt: its type, and when it came to be. */
export const ofTime = ({ type, from, to }: Times): (SQL | undefined)[] => [
  type === undefined ? undefined : typeIs(sql`${JSON.stringify([type])}`),
  from === undefined ? undefined : sql`${outbox.at} >= ${from}`,
  to === undefined ? undefined : sql`${outbox.at} < ${to}`,
];

const ofEvent = (endpoint: string, event: string): SQL =>
  sql`(${webhookDeliveries.endpoint} = ${endpoint} and ${webhookDeliveries.position} = (select e.position from ${outbox} e where e.id = ${event}))`;

const selectDeliveries = ({ db }: Context, where: SQL | undefined) =>
  db.orm
    .select({ delivery: webhookDeliveries, event: outbox.id, type: outbox.type, time: outbox.at })
    .from(webhookDeliveries)
    .innerJoin(outbox, eq(outbox.position, webhookDeliveries.position))
    .where(where)
    .$dynamic();

function toDelivery({ delivery, event, type, time }: Row): Delivery {
  const { endpoint, state, attempts, dueAt, run, settledAt } = delivery;
  const waits = state === 'pending' && run === null && dueAt !== '';
  return { endpoint, event, type: type as EventType, time, state, attempts, nextAttemptAt: waits ? dueAt : null, settledAt };
}

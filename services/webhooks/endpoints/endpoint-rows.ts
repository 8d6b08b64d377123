import { type SQL, asc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Endpoint } from '../../../shared/contract/webhooks/endpoints.ts';
import type { Context } from '../../../shared/database/context.ts';
import { outbox } from '../../../shared/database/journal.ts';
import { webhookDeliveries, webhookEndpoints, webhookSecrets } from '../../../shared/database/webhooks.ts';
import { clock, clockAfter } from '../../../shared/database/clock.ts';
import { entitled, isDirected, isWithin } from '../entitled.ts';

/** An endpoint as a query gives it, with its live secrets as JSON and how many events it has missed. */
export type EndpointRow = { endpoint: typeof webhookEndpoints.$inferSelect; secrets: string; silent: number | null; missed: number | null };

/** The weekly heartbeat and a day, in seconds. */
const heard = 8 * 86_400;

/** The same row by the name under which `entitled` asks of it. */
const w = alias(webhookEndpoints, 'w');

const liveSecrets = sql<string>`(select json_group_array(json(item)) from (
  select json_object('id', s.id, 'createdAt', s.created_at, 'expiresAt', s.expires_at) item from ${webhookSecrets} s
  where s.endpoint_id = w.id and (s.expires_at is null or s.expires_at > ${clock}) order by s.id))`;

const silent = sql<number | null>`(w.state = 'active' and coalesce(w.delivered_at, w.proved_at) < ${clockAfter(-heard)})`;

/** How many events of its gap a replay would send to an active endpoint; null when it has none. */
const missed = (now: Date) => sql<
  number | null
>`case when w.state = 'active' and w.gap_until is not null then (select count(*) from ${outbox}
  where ${isWithin(sql`w.gap_since`, sql`w.gap_until`)} and not ${isDirected} and ${entitled(now)}
    and not exists (select 1 from ${webhookDeliveries} d
      where d.endpoint_id = w.id and d.position = ${outbox.position} and d.state = 'delivered')) end`;

/** The query for endpoints, the oldest first, each with its live secrets and how it fares by the database's clock. */
export const selectEndpoints = ({ db, now }: Pick<Context, 'db' | 'now'>, where: SQL | undefined) =>
  db.orm
    .select({ endpoint: webhookEndpoints, secrets: liveSecrets, silent, missed: missed(now) })
    .from(webhookEndpoints)
    .innerJoin(w, eq(w.id, webhookEndpoints.id))
    .where(where)
    .orderBy(asc(webhookEndpoints.id))
    .$dynamic();

/** An endpoint as its administrators see it: which secrets it has, never what they are. */
export function toEndpoint({ endpoint, secrets, silent: isSilent, missed: events }: EndpointRow): Endpoint {
  const { id, organisation, url, types, network, description, inOrder, state, reason } = endpoint;
  const { createdAt, provedAt, deliveredAt, failingSince, heldUntil, gapSince: since, gapUntil: until } = endpoint;
  return {
    id,
    organisation,
    url,
    types,
    network,
    description,
    inOrder,
    state,
    reason,
    secrets: JSON.parse(secrets) as Endpoint['secrets'],
    createdAt,
    provedAt,
    deliveredAt,
    failingSince,
    heldUntil,
    silent: isSilent === 1,
    gap: since === null || until === null || events === null ? null : { since, until, events },
  };
}

import { type SQL, and, eq, sql } from 'drizzle-orm';
import { may } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { EndpointPatch } from '../../../shared/contract/webhooks/endpoints.ts';
import { type Guard, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { webhookEndpoints } from '../../../shared/database/webhooks.ts';
import { clock } from '../../../shared/database/clock.ts';
import { ofEndpoint, ownerOf } from '../places.ts';
import { selectEndpoints } from './endpoint-rows.ts';
import { isInNetwork, versionOf } from './endpoints.ts';

const { state, reason, provedAt, gapSince, gapUntil } = webhookEndpoints;

const unproved = new Problem('endpoint-unproved', {
  es: 'El destino aún no ha demostrado quién es en esa dirección: pida su verificación.',
  en: 'The endpoint has not proved itself at that address yet: ask for its verification.',
});

/**
 * Changes what an endpoint takes, disables it or takes it up again, at the given version. Another address has to be proved anew; until then
 * what waits for it goes on waiting. Throws not-found, forbidden, stale, unprocessable, endpoint-unproved.
 */
export async function updateEndpoint(context: Context, id: string, version: number, patch: EndpointPatch) {
  const change = context.db.orm
    .update(webhookEndpoints)
    .set({ ...changesOf(patch), version: version + 1 })
    .where(atVersion(id, version));
  const [row] = await commit(context, {
    guards: [
      ...may(context, 'webhook:edit', ofEndpoint(id), 'webhook:read'),
      ...isInNetwork(context, patch.network, ownerOf(id)),
      ...(patch.state === 'active' ? [isProved(id, patch.url)] : []),
    ],
    steps: [{ query: change, one: new Problem('stale') }],
    audit: { action: 'webhook:edit', subject: id, network: null, source: ownerOf(id) },
    result: selectEndpoints(context, eq(webhookEndpoints.id, id)),
  });
  return versionOf(row);
}

/** Forgets an endpoint at the given version, with its secrets and deliveries. Throws not-found, forbidden, stale. */
export async function deleteEndpoint(context: Context, id: string, version: number): Promise<void> {
  await commit(context, {
    guards: may(context, 'webhook:edit', ofEndpoint(id), 'webhook:read'),
    steps: [{ query: context.db.orm.delete(webhookEndpoints).where(atVersion(id, version)), one: new Problem('stale') }],
    audit: { action: 'webhook:edit', subject: id, network: null, source: ownerOf(id) },
  });
}

/** What becomes of an endpoint that is taken up again: what it missed until now is its gap. */
export const takenUp = {
  state: 'active',
  reason: null,
  failingSince: null,
  warned: 0,
  heldUntil: null,
  gapUntil: sql`case when ${gapSince} is null then null else coalesce(${gapUntil}, ${clock}) end`,
} as const;

const atVersion = (id: string, version: number) => and(eq(webhookEndpoints.id, id), eq(webhookEndpoints.version, version));

function changesOf({ url, types, network, description, inOrder, state: wanted }: EndpointPatch) {
  const settings = { url, types, network, description, inOrder };
  const moved = url === undefined ? {} : movedTo(url);
  if (wanted === 'active') return { ...settings, ...takenUp };
  return { ...settings, ...moved, ...(wanted === 'disabled' && disabled) };
}

/** From now on it misses what it would take; what it missed before and was not sent since is not forgotten. */
const disabled = {
  state: 'disabled',
  reason: sql`coalesce(${reason}, 'byHand')`,
  gapSince: sql`coalesce(${gapSince}, ${clock})`,
  gapUntil: null,
} as const;

/** The same address again changes nothing. An active endpoint misses, from now on, what comes before its proof. */
function movedTo(url: string) {
  const unless = (same: SQL, other: SQL) => sql`case when ${webhookEndpoints.url} = ${url} then ${same} else ${other} end`;
  return {
    state: unless(sql`${state}`, sql`'unproved'`),
    reason: unless(sql`${reason}`, sql`null`),
    provedAt: unless(sql`${provedAt}`, sql`null`),
    gapSince: unless(sql`${gapSince}`, sql`case ${state} when 'active' then coalesce(${gapSince}, ${clock}) else ${gapSince} end`),
    gapUntil: unless(sql`${gapUntil}`, sql`null`),
  };
}

function isProved(id: string, url: string | undefined): Guard {
  const there = url === undefined ? sql`1` : sql`${webhookEndpoints.url} = ${url}`;
  return {
    holds: sql`exists (select 1 from ${webhookEndpoints} where ${webhookEndpoints.id} = ${id} and ${provedAt} is not null and ${there})`,
    problem: unproved,
  };
}

import { type SQL, and, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { ofOrganisation, predicate } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import type { Endpoint, NewEndpoint } from '../../../shared/contract/webhooks/endpoints.ts';
import { type Guard, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { memberships } from '../../../shared/database/identity.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { webhookEndpoints } from '../../../shared/database/webhooks.ts';
import { assertCallable } from '../../../shared/worker/outgoing.ts';
import { endpointPlace } from '../places.ts';
import type { Vault } from '../vault.ts';
import { type EndpointRow, selectEndpoints, toEndpoint } from './endpoint-rows.ts';
import { newSecretStep } from './secrets.ts';

const most = 50;

const tooMany = new Problem('conflict', {
  es: `La organización ya tiene ${most} destinos: borre uno.`,
  en: `The organisation has ${most} endpoints already: delete one.`,
});
const notThere = { es: 'Su organización no está hoy en esa red.', en: 'Your organisation is not in that network today.' };
const otherNetwork = new Problem('unprocessable', notThere, { errors: [{ pointer: '/body/network', detail: notThere }] });

/** The endpoints that the caller may look after, the oldest first (register IX-09). */
export async function listEndpoints(
  context: Context,
  { limit, state }: { limit: number; state?: Endpoint['state'] | undefined },
  after: Keyset | null,
) {
  const wanted = and(
    predicate(context, 'webhook:read', endpointPlace),
    state && eq(webhookEndpoints.state, state),
    afterKeyset([webhookEndpoints.id], after),
  );
  const [rows] = await read(context, [selectEndpoints(context, wanted).limit(oneMore(limit))]);
  return pageOf(rows, limit, toEndpoint, ({ endpoint }) => [endpoint.id]);
}

/** An endpoint with its version. Throws not-found. */
export async function getEndpoint(context: Context, id: string) {
  const wanted = and(eq(webhookEndpoints.id, id), predicate(context, 'webhook:read', endpointPlace));
  const [[row]] = await read(context, [selectEndpoints(context, wanted)]);
  return versionOf(row);
}

/** Names an address of the caller's organisation, with its first secret, shown once. Throws forbidden, unprocessable, conflict. */
export async function createEndpoint(context: Context, { keys }: Pick<Vault, 'keys'>, input: NewEndpoint) {
  const organisation = context.principal?.organisation ?? '';
  const { url, types, network, description, inOrder } = input;
  const row = { id: uuid(), organisation, url, types, network, description, inOrder, createdAt: context.now.toISOString() };
  const { step, issued } = await newSecretStep(context, keys, row.id);
  const { secret, ...info } = issued;
  const made = { version: 1, location: `/v1/webhook-endpoints/${row.id}` };
  const endpoint = toEndpoint({ endpoint: { ...unproved, ...row }, secrets: JSON.stringify([info]), silent: null, missed: null });
  await commit(context, {
    guards: [
      ...may(context, 'webhook:edit', ofOrganisation(organisation)),
      ...isInNetwork(context, network, sql`${organisation}`),
      {
        holds: sql`(select count(*) from ${webhookEndpoints} where ${webhookEndpoints.organisation} = ${organisation}) < ${most}`,
        problem: tooMany,
      },
    ],
    steps: [{ query: context.db.orm.insert(webhookEndpoints).values(row) }, step],
    audit: { action: 'webhook:edit', subject: row.id, network, source: organisation },
    answer: { status: 201, body: { endpoint, secret: null }, ...made },
  });
  return { body: { endpoint, secret }, ...made };
}

/** Refuses an address that the platform would never call, when somebody gives it. Throws unprocessable. */
export const assertUrl = ({ outgoing }: Pick<Vault, 'outgoing'>, url: string | undefined): Promise<void> =>
  assertCallable(outgoing, url, '/body/url');

/** That an organisation is in a network today, where one is named; else unprocessable. */
export function isInNetwork({ now }: Context, network: string | null | undefined, organisation: SQL): Guard[] {
  if (!network) return [];
  const today = now.toISOString().slice(0, 10);
  const holds = sql`exists (select 1 from ${memberships} m where m.organisation_id = ${organisation} and m.network_id = ${network}
    and m.starts_on <= ${today} and (m.ends_on is null or m.ends_on > ${today}))`;
  return [{ holds, problem: otherNetwork }];
}

/** The one endpoint of a query with its version. Throws not-found. */
export function versionOf(row: EndpointRow | undefined) {
  if (!row) throw new Problem('not-found');
  return { body: toEndpoint(row), version: row.endpoint.version };
}

/** What the table says of an endpoint that has just come. */
const unproved = {
  state: 'unproved',
  reason: null,
  provedAt: null,
  deliveredAt: null,
  greetedAt: null,
  failingSince: null,
  warned: 0,
  heldUntil: null,
  gapSince: null,
  gapUntil: null,
  version: 1,
} as const;

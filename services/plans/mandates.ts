import { type SQL, and, asc, eq, sql } from 'drizzle-orm';
import { inNetwork, predicate } from '../../shared/access/predicate.ts';
import { read } from '../../shared/access/read.ts';
import type { CitationRequest, Mandate, MandateFilter } from '../../shared/contract/plans/mandates.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Keyset } from '../../shared/contract/route.ts';
import type { Context } from '../../shared/database/context.ts';
import { networks } from '../../shared/database/identity.ts';
import { afterKeyset, oneMore, pageOf } from '../../shared/database/keyset.ts';
import { networkIs } from '../../shared/database/network-ref.ts';
import { mandates } from '../../shared/database/plans.ts';
import { findCitations } from './citations.ts';
import { visiblePlans } from './plans.ts';

/** Each distinct citation that a visible current activity rests on, with those activities (register PL-04). */
export async function listMandates(context: Context, filter: MandateFilter, after: Keyset | null) {
  const { limit, network, plan, body, instrument, complete } = filter;
  const wanted = and(
    sql`exists (select 1 ${restingOn(context, plan)})`,
    networkIs(mandates.network, network),
    body === undefined ? undefined : eq(mandates.body, body),
    instrument === undefined ? undefined : eq(mandates.instrument, instrument),
    complete === undefined ? undefined : eq(mandates.complete, complete),
    afterKeyset([mandates.id], after),
  );
  const resting = sql<string>`(select json_group_array(json(item)) from (
    select json_object('id', a.id, 'plan', a.plan_id, 'part', a.part, 'number', a.number) item
    ${restingOn(context, plan)} order by a.plan_id, a.ordinal))`;
  const [rows] = await read(context, [
    context.db.orm.select({ mandate: mandates, resting }).from(mandates).where(wanted).orderBy(asc(mandates.id)).limit(oneMore(limit)),
  ]);
  return pageOf(rows, limit, toMandate, ({ mandate }) => [mandate.id]);
}

/** The citations in a text, understood with the bodies of a network, or of all the caller's. Throws not-found. */
export async function parseCitations(context: Context, { text, network }: CitationRequest) {
  const visible = and(networkIs(networks.id, network), predicate(context, 'network:read', inNetwork(networks.id)));
  const [rows] = await read(context, [context.db.orm.select({ bodies: networks.bodies }).from(networks).where(visible)]);
  if (network !== undefined && rows.length === 0) throw new Problem('not-found');
  const found = findCitations(
    text,
    rows.flatMap(({ bodies }) => bodies),
  );
  return { citations: found.map(({ citation }) => citation) };
}

const restingOn = (context: Context, plan: string | undefined): SQL => sql`from citations c
  join activities a on a.version_id = c.version_id and a.id = c.activity_id
  where c.mandate_id = ${mandates.id} and a.current = 1 and a.plan_id in (${visiblePlans(context)})
  ${plan === undefined ? sql`` : sql`and a.plan_id = ${plan}`}`;

function toMandate({ mandate, resting }: { mandate: typeof mandates.$inferSelect; resting: string }): Mandate {
  const { id, network, raw, point, instrument, body, session, place, date, complete } = mandate;
  const activities = JSON.parse(resting) as Mandate['activities'];
  return { id, network, raw, point, instrument, body, session, place, date, complete, activities };
}

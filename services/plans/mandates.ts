import { type SQL, and, asc, eq, sql } from 'drizzle-orm';
import { inNetwork, oneOf, predicate } from '../../shared/access/predicate.ts';
import { may, read } from '../../shared/access/read.ts';
import type { CitationRequest, Mandate, MandateFilter, MandateLink } from '../../shared/contract/plans/mandates.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Keyset } from '../../shared/contract/route.ts';
import { type Guard, commit } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { networks } from '../../shared/database/identity.ts';
import { afterKeyset, oneMore, pageOf } from '../../shared/database/keyset.ts';
import { meetings, points } from '../../shared/database/meetings.ts';
import { networkIs } from '../../shared/database/network-ref.ts';
import { mandates } from '../../shared/database/plans.ts';
import { findCitations } from './citations.ts';
import { pointOfMeeting } from './meetings/guards.ts';
import { linkMandates } from './meetings/mandate-links.ts';
import { visibleMeeting } from './meetings/places.ts';
import { visiblePlans } from './plans.ts';

/** Each distinct citation that a visible current activity rests on, with those activities (register PL-04). */
export async function listMandates(context: Context, filter: MandateFilter, after: Keyset | null) {
  const { limit, network, plan, body, instrument, complete, resolved } = filter;
  const wanted = and(
    rested(context, plan),
    networkIs(mandates.network, network),
    body === undefined ? undefined : eq(mandates.body, body),
    instrument === undefined ? undefined : eq(mandates.instrument, instrument),
    complete === undefined ? undefined : eq(mandates.complete, complete),
    resolved === undefined ? undefined : sql`${isResolved} = ${Number(resolved)}`,
    afterKeyset([mandates.id], after),
  );
  const [rows] = await read(context, [selectMandates(context, wanted, plan).limit(oneMore(limit))]);
  return pageOf(rows, limit, toMandate, ({ mandate }) => [mandate.id]);
}

/** A citation with the activities that rest on it, and its version. Throws not-found when the caller sees none of these. */
export async function getMandate(context: Context, id: string) {
  const [[row]] = await read(context, [selectMandates(context, and(eq(mandates.id, id), rested(context)))]);
  return versionOf(row);
}

/**
 * A person says which meeting and point a citation means, at the given version; with null it goes back to the automatic rule. Throws
 * not-found, forbidden, stale, unprocessable when the meeting is not of the network or the point not of the meeting (register PL-04).
 */
export async function linkMandate(context: Context, id: string, version: number, { meeting, point }: MandateLink) {
  const { orm } = context.db;
  const network = sql`(select ${mandates.network} from ${mandates} where ${mandates.id} = ${id})`;
  const change = orm
    .update(mandates)
    .set({ meeting, pointId: point, linkedByHand: meeting !== null, version: version + 1 })
    .where(and(eq(mandates.id, id), eq(mandates.version, version)));
  const [row] = await commit(context, {
    guards: [
      {
        holds: sql`exists (select 1 from ${mandates} where ${mandates.id} = ${id} and ${rested(context)})`,
        problem: new Problem('not-found'),
      },
      ...may(context, 'plan:edit', oneOf(mandates, id, inNetwork(mandates.network))),
      ...(meeting === null ? [] : [meetingOfNetwork(context, network, meeting), ...pointOfMeeting(meeting, point)]),
    ],
    steps: [{ query: change, one: new Problem('stale') }, ...(meeting === null ? linkMandates(context, network) : [])],
    audit: { action: 'plan:edit', subject: id, network },
    result: selectMandates(context, eq(mandates.id, id)),
  });
  return versionOf(row);
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

const meetingOfNetwork = (context: Context, network: SQL, meeting: string): Guard => ({
  holds: sql`exists (select 1 from ${meetings} where ${meetings.id} = ${meeting} and ${meetings.network} = ${network}
    and ${visibleMeeting(context)})`,
  problem: new Problem('unprocessable', { es: 'La reunión no es de la red.', en: 'The meeting is not of the network.' }),
});

/** The citations of a plan whose meeting or point is not recorded, or not for the caller to see (register PL-04). */
export const unresolvedMandates = (context: Context, plan: SQL) =>
  selectMandates(context, and(sql`${mandates.id} in (${citedBy(context, plan)})`, sql`not ${isResolved}`));

/** The mandates that a plan which the caller sees rests on, found from the plan and not by going through all mandates. */
const citedBy = (context: Context, plan: SQL): SQL => sql`select c.mandate_id from activities a
  join citations c on c.version_id = a.version_id and c.activity_id = a.id
  where a.plan_id = ${plan} and a.current = 1 and a.plan_id in (${visiblePlans(context)})`;

/** The query for citations, each with its meeting where the caller sees that one: a hidden one is as if it had not been found. */
export function selectMandates(context: Context, where: SQL | undefined, plan?: string) {
  const resting = sql<string>`(select json_group_array(json(item)) from (
    select json_object('id', a.id, 'plan', a.plan_id, 'part', a.part, 'number', a.number) item
    ${restingOn(context, plan)} order by a.plan_id, a.ordinal))`;
  return context.db.orm
    .select({ mandate: mandates, meeting: meetings.id, resting })
    .from(mandates)
    .leftJoin(meetings, and(eq(meetings.id, mandates.meeting), visibleMeeting(context)))
    .where(where)
    .orderBy(asc(mandates.id))
    .$dynamic();
}

const isResolved = sql`(${meetings.id} is not null and (${mandates.point} is null or ${mandates.pointId} is not null
  or not exists (select 1 from ${points} p where p.meeting_id = ${meetings.id})))`;

/** That an activity which the caller sees rests on the mandate. */
export const rested = (context: Context, plan?: string): SQL => sql`exists (select 1 ${restingOn(context, plan)})`;

const restingOn = (context: Context, plan: string | undefined): SQL => sql`from citations c
  join activities a on a.version_id = c.version_id and a.id = c.activity_id
  where c.mandate_id = ${mandates.id} and a.current = 1 and a.plan_id in (${visiblePlans(context)})
  ${plan === undefined ? sql`` : sql`and a.plan_id = ${plan}`}`;

type Row = { mandate: typeof mandates.$inferSelect; meeting: string | null; resting: string };

function versionOf(row: Row | undefined) {
  if (!row) throw new Problem('not-found');
  return { body: toMandate(row), version: row.mandate.version };
}

/** The mandate that a row shows. */
export function toMandate({ mandate, meeting, resting }: Row): Mandate {
  const { id, network, raw, point, instrument, body, session, place, date, complete } = mandate;
  const activities = JSON.parse(resting) as Mandate['activities'];
  const pointId = meeting === null ? null : mandate.pointId;
  return { id, network, raw, point, instrument, body, session, place, date, complete, meeting, pointId, activities };
}

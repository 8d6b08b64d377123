import { type SQL, and, asc, eq, inArray, sql } from 'drizzle-orm';
import { read } from '../../shared/access/read.ts';
import type { Activity, ActivityFilter } from '../../shared/contract/plans/activities.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Keyset } from '../../shared/contract/route.ts';
import type { Context } from '../../shared/database/context.ts';
import { afterKeyset, oneMore, pageOf } from '../../shared/database/keyset.ts';
import { networkIs } from '../../shared/database/network-ref.ts';
import { activities, citations, mandates, responsibilities } from '../../shared/database/plans.ts';
import { visiblePlans } from './plans.ts';
import { searchExpression } from '../../shared/database/search-expression.ts';

/** The activities of the current versions, in the order of their plan; filters combine with AND. */
export async function listActivities(context: Context, filter: ActivityFilter, after: Keyset | null) {
  const wanted = and(
    when(filter.network, (network) => networkIs(activities.network, network)),
    when(filter.plan, (plan) => eq(activities.plan, plan)),
    when(filter.part, (part) => eq(activities.part, part)),
    when(filter.axis, (axis) => eq(activities.axis, axis)),
    when(filter.objective, (objective) => eq(activities.objective, objective)),
    when(filter.number, (number) => eq(activities.number, number)),
    when(filter.scheduleStatus, (status) => eq(activities.scheduleStatus, status)),
    when(filter.cadence, (cadence) => eq(activities.cadence, cadence)),
    when(filter.fromPlanOfAction, (flag) => eq(activities.fromPlanOfAction, flag)),
    when(filter.placeholder, (flag) => eq(activities.placeholder, flag)),
    takesPart(filter),
    restsOn(filter),
    when(
      filter.q,
      (words) => sql`${activities.row} in (select rowid from activity_search where activity_search match ${searchExpression(words)})`,
    ),
  );
  return pageOfActivities(context, wanted, filter.limit, after);
}

/** The activities of the active part that rest on no mandate; a placeholder is none (register PL-04). */
export function listOrphans(
  context: Context,
  { limit, network, plan }: Pick<ActivityFilter, 'limit' | 'network' | 'plan'>,
  after: Keyset | null,
) {
  const wanted = and(
    eq(activities.orphan, true),
    networkIs(activities.network, network),
    when(plan, (id) => eq(activities.plan, id)),
  );
  return pageOfActivities(context, wanted, limit, after);
}

/** An activity of a current version, with that version as validator. Throws not-found. */
export async function getActivity(context: Context, id: string) {
  const wanted = and(eq(activities.id, id), sql`${activities.current} = 1`, inArray(activities.plan, visiblePlans(context)));
  const [[row]] = await read(context, [context.db.orm.select().from(activities).where(wanted)]);
  if (!row) throw new Problem('not-found');
  return { body: row.content, version: row.version };
}

async function pageOfActivities(context: Context, wanted: SQL | undefined, limit: number, after: Keyset | null) {
  const order = [activities.plan, activities.ordinal] as const;
  const visible = and(sql`${activities.current} = 1`, inArray(activities.plan, visiblePlans(context)), wanted, afterKeyset(order, after));
  const [rows] = await read(context, [
    context.db.orm
      .select({ plan: activities.plan, ordinal: activities.ordinal, content: activities.content })
      .from(activities)
      .where(visible)
      .orderBy(...order.map((column) => asc(column)))
      .limit(oneMore(limit)),
  ]);
  return pageOf(
    rows,
    limit,
    ({ content }): Activity => content,
    ({ plan, ordinal }) => [plan, ordinal],
  );
}

const when = <T>(value: T | undefined, condition: (value: T) => SQL | undefined) => (value === undefined ? undefined : condition(value));

function takesPart({ party, role }: ActivityFilter): SQL | undefined {
  if (party === undefined && role === undefined) return undefined;
  const share = and(
    eq(responsibilities.version, activities.version),
    eq(responsibilities.activity, activities.id),
    when(party, (code) => eq(responsibilities.party, code)),
    when(role, (name) => eq(responsibilities.role, name)),
  );
  return sql`exists (select 1 from ${responsibilities} where ${share})`;
}

function restsOn({ mandateBody, mandateInstrument, mandateDate }: ActivityFilter): SQL | undefined {
  if (mandateBody === undefined && mandateInstrument === undefined && mandateDate === undefined) return undefined;
  const cited = and(
    eq(citations.version, activities.version),
    eq(citations.activity, activities.id),
    when(mandateBody, (body) => eq(mandates.body, body)),
    when(mandateInstrument, (instrument) => eq(mandates.instrument, instrument)),
    when(mandateDate, (date) => sql`(${mandates.date} = ${date} or ${mandates.date} like ${`${date}-%`})`),
  );
  return sql`exists (select 1 from ${citations} join ${mandates} on ${mandates.id} = ${citations.mandate} where ${cited})`;
}

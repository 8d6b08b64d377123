import { and, asc, eq, sql } from 'drizzle-orm';
import { labelled, oneOf, predicate } from '../../shared/access/predicate.ts';
import { may, read } from '../../shared/access/read.ts';
import { relabel } from '../../shared/access/relabel.ts';
import type { Plan, PlanLabel, PlanPatch } from '../../shared/contract/plans/plans.ts';
import { defaultScheme } from '../../shared/contract/plans/schemes.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Keyset } from '../../shared/contract/route.ts';
import { commit } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { afterKeyset, oneMore, pageOf } from '../../shared/database/keyset.ts';
import { networkIs } from '../../shared/database/network-ref.ts';
import { planVersions, plans } from '../../shared/database/plans.ts';

type Row = { plan: typeof plans.$inferSelect; version: typeof planVersions.$inferSelect };

/** The work plans that the caller may see, oldest first (register PL-01). */
export async function listPlans(
  context: Context,
  { limit, network }: { limit: number; network?: string | undefined },
  after: Keyset | null,
) {
  const wanted = and(visiblePlan(context), networkIs(plans.network, network), afterKeyset([plans.id], after));
  const [rows] = await read(context, [selectPlans(context).where(wanted).orderBy(asc(plans.id)).limit(oneMore(limit))]);
  return pageOf(rows, limit, toPlan, ({ plan }) => [plan.id]);
}

/** A work plan with its version: another current version or another label makes a new one. Throws not-found. */
export async function getPlan(context: Context, id: string) {
  const [[row]] = await read(context, [selectPlans(context).where(and(eq(plans.id, id), visiblePlan(context)))]);
  return versionOf(row);
}

/** Says how a plan names its levels, at the given version. Throws not-found, forbidden, stale (register OA-01, FI-01). */
export async function updatePlan(context: Context, id: string, version: number, patch: PlanPatch) {
  const network = sql`(select ${plans.network} from ${plans} where ${plans.id} = ${id})`;
  const change = context.db.orm
    .update(plans)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(plans.id, id), eq(plans.version, version)));
  const [row] = await commit(context, {
    guards: may(context, 'plan:edit', oneOf(plans, id, labelled(plans)), 'plan:read'),
    steps: [{ query: change, one: new Problem('stale') }],
    audit: { action: 'plan:edit', subject: id, network },
    result: selectPlans(context).where(eq(plans.id, id)),
  });
  return versionOf(row);
}

/**
 * Gives a plan another label, audience or group at the given version. Throws not-found, forbidden, stale, labels-disagree, unprocessable
 * when the group is unknown, consent-needed when its source organisation has not agreed to show it more widely.
 */
export async function labelPlan(context: Context, id: string, version: number, label: PlanLabel) {
  const { guards, steps } = relabel(context, plans, id, label);
  const of = (column: typeof plans.network | typeof plans.organisation) => sql`(select ${column} from ${plans} where ${plans.id} = ${id})`;
  const change = context.db.orm
    .update(plans)
    .set({ ...label, version: version + 1 })
    .where(and(eq(plans.id, id), eq(plans.version, version)));
  const [row] = await commit(context, {
    guards: [...may(context, 'plan:label', oneOf(plans, id, labelled(plans)), 'plan:read'), ...guards],
    steps: [...steps, { query: change, one: new Problem('stale') }],
    audit: { action: 'plan:label', subject: id, network: of(plans.network), source: of(plans.organisation) },
    events: [
      {
        type: 'plans.plan.relabelled',
        subject: id,
        network: of(plans.network),
        organisation: of(plans.organisation),
        ...label,
        data: { plan: id },
      },
    ],
    result: selectPlans(context).where(eq(plans.id, id)),
  });
  return versionOf(row);
}

/** The condition under which the caller sees a plan and everything in it. */
export const visiblePlan = (context: Context) => predicate(context, 'plan:read', labelled(plans));

/** The ids of the plans that the caller sees, for the queries of their items. */
export const visiblePlans = (context: Context) => context.db.orm.select({ id: plans.id }).from(plans).where(visiblePlan(context));

const selectPlans = ({ db }: Context) =>
  db.orm
    .select({ plan: plans, version: planVersions })
    .from(plans)
    .innerJoin(planVersions, eq(planVersions.id, plans.currentVersion))
    .$dynamic();

function versionOf(row: Row | undefined) {
  if (!row) throw new Problem('not-found');
  return { body: toPlan(row), version: row.plan.version };
}

function toPlan({ plan, version }: Row): Plan {
  return {
    id: plan.id,
    network: plan.network,
    title: version.title,
    version: { id: version.id, number: version.number, updatedOn: version.updatedOn, effectiveOn: version.effectiveOn },
    organisation: plan.organisation,
    tlp: plan.tlp,
    audience: plan.audience,
    group: plan.group,
    scheme: plan.scheme ?? defaultScheme,
    createdAt: plan.createdAt,
  };
}

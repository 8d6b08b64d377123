import { and, asc, eq } from 'drizzle-orm';
import { inNetwork, predicate } from '../../shared/access/predicate.ts';
import { read } from '../../shared/access/read.ts';
import type { Plan } from '../../shared/contract/plans/plans.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Keyset } from '../../shared/contract/route.ts';
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

/** A work plan with its current version as validator. Throws not-found. */
export async function getPlan(context: Context, id: string) {
  const [[row]] = await read(context, [selectPlans(context).where(and(eq(plans.id, id), visiblePlan(context)))]);
  if (!row) throw new Problem('not-found');
  return { body: toPlan(row), version: row.version.id };
}

/** The condition under which the caller sees a plan and everything in it. */
export const visiblePlan = (context: Context) => predicate(context, 'plan:read', inNetwork(plans.network, plans.audience));

/** The ids of the plans that the caller sees, for the queries of their items. */
export const visiblePlans = (context: Context) => context.db.orm.select({ id: plans.id }).from(plans).where(visiblePlan(context));

const selectPlans = ({ db }: Context) =>
  db.orm
    .select({ plan: plans, version: planVersions })
    .from(plans)
    .innerJoin(planVersions, eq(planVersions.id, plans.currentVersion))
    .$dynamic();

function toPlan({ plan, version }: Row): Plan {
  return {
    id: plan.id,
    network: plan.network,
    title: version.title,
    version: { id: version.id, number: version.number, updatedOn: version.updatedOn, effectiveOn: version.effectiveOn },
    tlp: plan.tlp,
    audience: plan.audience,
    createdAt: plan.createdAt,
  };
}

import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { labelled, oneOf } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { type Guard, type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { planDrafts, plans } from '../../../shared/database/plans.ts';
import { baseOf, baseQueries, currentVersionOf } from '../base-version.ts';
import { planMoved } from '../next-version.ts';
import { visiblePlan } from '../plans.ts';
import { type DraftRow, toDraft } from './drafts.ts';

/**
 * Opens a next version of a plan as a copy of the current one. The first one published wins: the others are then of a
 * version that is over. Throws not-found, forbidden (register PL-13).
 */
export async function openPlanDraft(context: Context, plan: string) {
  const visible = context.db.orm
    .select({ network: plans.network, version: plans.currentVersion })
    .from(plans)
    .where(and(eq(plans.id, plan), visiblePlan(context)));
  const base = baseQueries(context, { version: currentVersionOf(plan), network: sql`null` });
  const [[found], ...rows] = await read(context, [visible, ...base] as const);
  if (!found) throw new Problem('not-found');
  const { outline } = baseOf(rows);
  const row = newDraft(context, { plan, network: found.network, baseVersion: found.version, outline });
  const made = { body: toDraft(row, outline), version: 1, location: `/v1/plan-drafts/${row.id}` };
  await commit(context, {
    guards: [...may(context, 'plan:edit', oneOf(plans, plan, labelled(plans)), 'plan:read'), stillAt(row)],
    steps: [openStep(context, row)],
    audit: { action: 'plan:edit', subject: row.id, network: row.network },
    answer: { status: 201, ...made },
  });
  return made;
}

/** A draft that has not been written yet. */
export const newDraft = ({ now }: Context, given: Pick<DraftRow, 'plan' | 'network' | 'baseVersion' | 'outline'>): DraftRow => ({
  id: uuid(),
  ...given,
  state: 'draft',
  effectiveOn: null,
  removals: [],
  createdAt: now.toISOString(),
  version: 1,
});

/** That the plan still stands at the version that the draft was made from. */
export const stillAt = ({ plan, baseVersion }: DraftRow): Guard => ({
  holds: sql`exists (select 1 from ${plans} where ${plans.id} = ${plan} and ${plans.currentVersion} = ${baseVersion})`,
  problem: planMoved,
});

/** Writes a new draft. */
export const openStep = ({ db: { orm } }: Context, row: DraftRow): Step => ({ query: orm.insert(planDrafts).values(row) });

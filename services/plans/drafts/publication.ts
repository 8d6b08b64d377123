import { and, eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork } from '../../../shared/access/predicate.ts';
import { may } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { planDrafts } from '../../../shared/database/plans.ts';
import { linkMandates } from '../meetings/mandate-links.ts';
import { type NextVersion, advance, versionPublished, versionSteps } from '../next-version.ts';
import { rowsOf } from '../version-rows.ts';
import { notOpen, readDraft } from './drafts.ts';

/**
 * Makes a draft the current version of its plan, from its effective date on. The one before stays readable. Throws not-found,
 * not-yet-effective before that day, conflict when the draft is closed or the plan has moved on since it was opened (register PL-13).
 */
export async function publishPlanDraft(context: Context, id: string) {
  const { row, base } = await readDraft(context, id);
  const today = context.now.toISOString().slice(0, 10);
  if (row.state !== 'draft') throw notOpen;
  if (row.effectiveOn !== null && row.effectiveOn > today) throw new Problem('not-yet-effective');
  const { plan, network, outline } = row;
  const effectiveOn = row.effectiveOn ?? today;
  const next: NextVersion = { plan, network, version: uuid(), number: base.number, outline, effectiveOn, source: { draft: id } };
  const made = { body: { draft: id, plan, version: next.version, number: next.number }, location: `/v1/plans/${plan}` };
  // Every text is in the draft with all its languages: nothing is carried over from the version before.
  const rows = rowsOf(outline, { ...next, mandateIds: base.mandateIds, before: new Map() });
  const closed = context.db.orm
    .update(planDrafts)
    .set({ state: 'published', version: row.version + 1 })
    .where(and(eq(planDrafts.id, id), eq(planDrafts.state, 'draft'), eq(planDrafts.version, row.version)));
  await commit(context, {
    guards: may(context, 'plan:edit', inNetwork(network), 'plan:edit'),
    steps: [
      { query: closed, one: notOpen },
      advance(context, next, row.baseVersion),
      ...versionSteps(context, next, rows),
      ...linkMandates(context, network),
    ],
    audit: { action: 'plan:edit', subject: plan, network },
    events: [versionPublished(next)],
    answer: { status: 201, ...made },
  });
  return made;
}

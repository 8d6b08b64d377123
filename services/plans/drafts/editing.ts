import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork } from '../../../shared/access/predicate.ts';
import { may } from '../../../shared/access/read.ts';
import type { Edit } from '../../../shared/contract/plans/edits.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { planDrafts } from '../../../shared/database/plans.ts';
import { applyEdits } from './apply.ts';
import { type DraftRow, notOpen, readDraft, summaryColumns, toDraft, toSummary } from './drafts.ts';
import { decidedBy } from './removals.ts';

/**
 * Makes edits in a draft, all of them or none. Throws not-found, unprocessable naming the edit at fault, agreement-needed when an objective
 * is taken out that no agreement of the network decided, conflict when the draft is closed or somebody edited it at the same moment.
 */
export async function editPlanDraft(context: Context, id: string, edits: readonly Edit[]) {
  const { row, base, bodies } = await readDraft(context, id);
  if (row.state !== 'draft') throw notOpen;
  const { outline, removals } = applyEdits(row.outline, edits, { bodies, newId: uuid });
  const next: DraftRow = { ...row, outline, removals: [...row.removals, ...removals], version: row.version + 1 };
  const made = { body: toDraft(next, base.outline), version: next.version, location: `/v1/plan-drafts/${id}` };
  await commit(context, {
    guards: [
      ...may(context, 'plan:edit', inNetwork(row.network), 'plan:edit'),
      ...decidedBy(
        row.network,
        removals.map(({ agreement }) => agreement),
      ),
    ],
    steps: [keepStep(context, row, next)],
    audit: { action: 'plan:edit', subject: id, network: row.network },
    answer: { status: 201, ...made },
  });
  return made;
}

/** Writes a draft on, only if nobody else has meanwhile. */
export const keepStep = (
  { db: { orm } }: Context,
  { id, version }: DraftRow,
  { outline, removals }: Pick<DraftRow, 'outline' | 'removals'>,
): Step => ({
  query: orm
    .update(planDrafts)
    .set({ outline, removals, version: version + 1 })
    .where(and(eq(planDrafts.id, id), eq(planDrafts.version, version), eq(planDrafts.state, 'draft'))),
  one: new Problem('conflict', {
    es: 'Otra persona cambió el borrador: léalo de nuevo.',
    en: 'Somebody else changed the draft: read it again.',
  }),
});

/** Says from which day a draft may become current, at the given version. Throws not-found, stale, conflict when it is closed. */
export async function updatePlanDraft(context: Context, id: string, version: number, { effectiveOn }: Pick<DraftRow, 'effectiveOn'>) {
  const { orm } = context.db;
  const [row] = await commit(context, {
    ...changing(context, id, version, { effectiveOn }),
    result: orm.select(summaryColumns).from(planDrafts).where(eq(planDrafts.id, id)),
  });
  if (!row) throw new Problem('not-found');
  return { body: toSummary(row), version: version + 1 };
}

/** Discards a draft at the given version. Throws not-found, stale, conflict when it is closed. */
export async function discardPlanDraft(context: Context, id: string, version: number): Promise<void> {
  await commit(context, changing(context, id, version, { state: 'discarded' }));
}

function changing(context: Context, id: string, version: number, set: Partial<Pick<DraftRow, 'effectiveOn' | 'state'>>) {
  const { orm } = context.db;
  const network = sql`(select ${planDrafts.network} from ${planDrafts} where ${planDrafts.id} = ${id})`;
  const counted = orm
    .update(planDrafts)
    .set({ version: version + 1 })
    .where(and(eq(planDrafts.id, id), eq(planDrafts.version, version)));
  const changed = orm
    .update(planDrafts)
    .set(set)
    .where(and(eq(planDrafts.id, id), eq(planDrafts.state, 'draft')));
  return {
    guards: may(context, 'plan:edit', inNetwork(network), 'plan:edit'),
    steps: [
      { query: counted, one: new Problem('stale') },
      { query: changed, one: notOpen },
    ],
    audit: { action: 'plan:edit', subject: id, network } as const,
  };
}

import { and, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import { inNetwork, predicate } from '../../../shared/access/predicate.ts';
import { read } from '../../../shared/access/read.ts';
import type { PlanDraft, PlanDraftSummary } from '../../../shared/contract/plans/drafts.ts';
import type { Outline } from '../../../shared/contract/plans/outline.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import type { Context } from '../../../shared/database/context.ts';
import { networks } from '../../../shared/database/identity.ts';
import { beforeKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { planDrafts } from '../../../shared/database/plans.ts';
import { baseOf, baseQueries } from '../base-version.ts';
import { changesBetween } from '../changes.ts';

/** A draft as it is kept. */
export type DraftRow = typeof planDrafts.$inferSelect;
type Filter = { limit: number; network?: string | undefined; plan?: string | undefined; state?: DraftRow['state'] | undefined };

/** Published or discarded meanwhile. */
export const notOpen = new Problem('conflict', { es: 'El borrador ya no está abierto.', en: 'The draft is no longer open.' });

/** The drafts that the caller may work on, newest first, without their outlines. */
export async function listPlanDrafts(context: Context, { limit, network, plan, state }: Filter, after: Keyset | null) {
  const wanted = and(
    editable(context),
    networkIs(planDrafts.network, network),
    plan === undefined ? undefined : eq(planDrafts.plan, plan),
    state === undefined ? undefined : eq(planDrafts.state, state),
    beforeKeyset([planDrafts.id], after),
  );
  const query = context.db.orm.select(summaryColumns).from(planDrafts).where(wanted).orderBy(desc(planDrafts.id)).limit(oneMore(limit));
  const [rows] = await read(context, [query]);
  return pageOf(rows, limit, toSummary, ({ id }) => [id]);
}

/** A draft with its outline and what it changes in the version that it was made from. Throws not-found. */
export async function getPlanDraft(context: Context, id: string) {
  const { row, base } = await readDraft(context, id);
  return { body: toDraft(row, base.outline), version: row.version };
}

/** A draft that the caller may work on, the version that it was made from, and the bodies of its network. Throws not-found. */
export async function readDraft(context: Context, id: string) {
  const { orm } = context.db;
  const of = (column: typeof planDrafts.baseVersion | typeof planDrafts.network) =>
    sql`(select ${column} from ${planDrafts} where ${planDrafts.id} = ${id})`;
  const [[row], [network], ...rows] = await read(context, [
    orm
      .select()
      .from(planDrafts)
      .where(and(eq(planDrafts.id, id), editable(context))),
    orm
      .select({ bodies: networks.bodies })
      .from(networks)
      .where(sql`${networks.id} = ${of(planDrafts.network)}`),
    ...baseQueries(context, { version: of(planDrafts.baseVersion), network: of(planDrafts.network) }),
  ] as const);
  if (!row) throw new Problem('not-found');
  return { row, base: baseOf(rows), bodies: network?.bodies ?? [] };
}

const editable = (context: Context) => predicate(context, 'plan:edit', inNetwork(planDrafts.network));

const { outline: _outline, baseVersion: _base, ...columns } = getTableColumns(planDrafts);

/** What a list reads of a draft. */
export const summaryColumns = columns;

export function toSummary({
  id,
  network,
  plan,
  state,
  effectiveOn,
  removals,
  createdAt,
}: Omit<DraftRow, 'outline' | 'baseVersion'>): PlanDraftSummary {
  return { id, network, plan, state, effectiveOn, removals, createdAt };
}

export const toDraft = (row: DraftRow, base: Outline): PlanDraft => ({
  ...toSummary(row),
  outline: row.outline,
  changes: changesBetween(base, row.outline),
});

import { and, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork, predicate } from '../../shared/access/predicate.ts';
import { may, read } from '../../shared/access/read.ts';
import type { PlanDocument, PlanImport, PlanImportSummary } from '../../shared/contract/plans/imports.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Keyset } from '../../shared/contract/route.ts';
import type { Language } from '../../shared/contract/text.ts';
import { commit } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { beforeKeyset, oneMore, pageOf } from '../../shared/database/keyset.ts';
import { networkIs } from '../../shared/database/network-ref.ts';
import { planImports } from '../../shared/database/plans.ts';
import { matchOutline } from './import/matching.ts';
import { parsePlan } from './import/parse.ts';
import { readSetting } from './setting.ts';

type Row = typeof planImports.$inferSelect;
type Source = { network: string; language: Language; mediaType: PlanDocument; bytes: Uint8Array };
type Filter = { limit: number; network?: string | undefined; state?: Row['state'] | undefined };

/** No longer a draft: accepted or discarded meanwhile. */
export const notADraft = new Problem('conflict', {
  es: 'La importación ya no es un borrador.',
  en: 'The import is no longer a draft.',
});

/**
 * Reads a document as the plan of a network into a draft: outline, counts, findings, and what it changes in the current version.
 * Nothing reaches the plan. Throws not-found, forbidden, unreadable-document, not-a-plan, too-large (register PL-01).
 */
export async function createPlanImport(context: Context, { network, language, mediaType, bytes }: Source) {
  const setting = await readSetting(context, network);
  const { outline: parsed, counts, findings } = parsePlan(bytes, mediaType, { language, ...setting });
  const { outline, changes } = setting.plan ? matchOutline(setting.previous, parsed, language) : { outline: parsed, changes: [] };
  const row: Row = {
    id: uuid(),
    network: setting.network,
    language,
    mediaType,
    state: 'draft',
    plan: setting.plan?.id ?? null,
    baseVersion: setting.plan?.currentVersion ?? null,
    outline,
    counts,
    findings,
    changes,
    createdAt: context.now.toISOString(),
    version: 1,
  };
  const made = { body: toPlanImport(row), version: 1, location: `/v1/plan-imports/${row.id}` };
  await commit(context, {
    guards: may(context, 'plan:import', inNetwork(row.network), 'network:read'),
    steps: [{ query: context.db.orm.insert(planImports).values(row) }],
    audit: { action: 'plan:import', subject: row.id, network: row.network },
    answer: { status: 201, ...made },
  });
  return made;
}

/** The imports of the caller's networks, newest first, without their outlines. */
export async function listPlanImports(context: Context, { limit, network, state }: Filter, after: Keyset | null) {
  const wanted = and(
    importable(context),
    networkIs(planImports.network, network),
    state === undefined ? undefined : eq(planImports.state, state),
    beforeKeyset([planImports.id], after),
  );
  const query = context.db.orm.select(summaryColumns).from(planImports).where(wanted).orderBy(desc(planImports.id)).limit(oneMore(limit));
  const [rows] = await read(context, [query]);
  return pageOf(rows, limit, toSummary, ({ id }) => [id]);
}

/** An import with everything that was read, and its version. Throws not-found. */
export async function getPlanImport(context: Context, id: string) {
  const [[row]] = await read(context, [selectImport(context, id)]);
  if (!row) throw new Problem('not-found');
  return { body: toPlanImport(row), version: row.version };
}

/** Discards a draft at the given version. Throws not-found, stale, conflict when it is no draft. */
export async function discardPlanImport(context: Context, id: string, version: number): Promise<void> {
  const { orm } = context.db;
  const network = sql`(select ${planImports.network} from ${planImports} where ${planImports.id} = ${id})`;
  const theVersion = and(eq(planImports.id, id), eq(planImports.version, version));
  const theDraft = and(eq(planImports.id, id), eq(planImports.state, 'draft'));
  await commit(context, {
    guards: may(context, 'plan:import', inNetwork(network), 'plan:import'),
    steps: [
      {
        query: orm
          .update(planImports)
          .set({ version: version + 1 })
          .where(theVersion),
        one: new Problem('stale'),
      },
      { query: orm.update(planImports).set({ state: 'discarded' }).where(theDraft), one: notADraft },
    ],
    audit: { action: 'plan:import', subject: id, network },
  });
}

/** The query for one import that the caller may work on. */
export const selectImport = (context: Context, id: string) =>
  context.db.orm
    .select()
    .from(planImports)
    .where(and(eq(planImports.id, id), importable(context)));

const importable = (context: Context) => predicate(context, 'plan:import', inNetwork(planImports.network));

const { outline: _outline, findings: _findings, changes: _changes, ...summaryColumns } = getTableColumns(planImports);

type SummaryRow = Pick<Row, keyof PlanImportSummary>;

function toSummary(row: SummaryRow): PlanImportSummary {
  const { id, network, language, mediaType, state, plan, counts, createdAt } = row;
  return { id, network, language, mediaType, state, plan, counts, createdAt };
}

function toPlanImport(row: Row): PlanImport {
  return { ...toSummary(row), outline: row.outline, findings: row.findings, changes: row.changes };
}

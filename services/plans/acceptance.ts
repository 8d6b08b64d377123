import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork } from '../../shared/access/predicate.ts';
import { may, read } from '../../shared/access/read.ts';
import type { Acceptance } from '../../shared/contract/plans/imports.ts';
import { Problem } from '../../shared/contract/problem.ts';
import { type Guard, type Step, commit } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { planImports, plans } from '../../shared/database/plans.ts';
import { baseOf, baseQueries } from './base-version.ts';
import { decidedBy } from './drafts/removals.ts';
import { notADraft, selectImport } from './imports.ts';
import { linkMandates } from './meetings/mandate-links.ts';
import { type NextVersion, advance, planMoved, versionPublished, versionSteps } from './next-version.ts';
import { rowsOf } from './version-rows.ts';

type Draft = typeof planImports.$inferSelect;

/** From which day the new version holds, and which agreement decided the objectives that it leaves out, if it does. */
type Terms = { effectiveOn?: string | undefined; agreement?: string | undefined };

/**
 * Makes a draft the current version of its network's plan, or the first version of a new one. The version before stays.
 * Throws not-found, conflict when it is no draft or the plan has moved on since the document was read, agreement-needed when it leaves out
 * an objective that no agreement of the network decided, not-yet-effective for a day to come (register PL-08, PL-13).
 */
export async function acceptPlanImport(
  context: Context,
  id: string,
  { effectiveOn = context.now.toISOString().slice(0, 10), agreement }: Terms = {},
): Promise<{ body: Acceptance; location: string }> {
  const { draft, mandateIds, before, number } = await readDraft(context, id);
  if (effectiveOn > context.now.toISOString().slice(0, 10)) throw new Problem('not-yet-effective');
  const target = { plan: draft.plan ?? uuid(), version: uuid(), number };
  const { network, outline } = draft;
  const next: NextVersion = { ...target, network, outline, effectiveOn, source: { import: id } };
  const made = { body: { import: id, ...target }, location: `/v1/plans/${target.plan}` };
  const told = draft.plan ? {} : { ...firstLabel, organisation: context.principal?.organisation ?? null };
  const removed = draft.changes.filter(({ item, kinds }) => item === 'objective' && kinds.includes('gone')).map(() => agreement ?? null);
  await commit(context, {
    guards: [
      ...may(context, 'plan:import', inNetwork(network), 'network:read'),
      ...(draft.plan ? [] : [noPlanYet(draft)]),
      ...decidedBy(network, removed),
    ],
    steps: [
      spent(context, draft, target.plan),
      draft.plan ? advance(context, next, draft.baseVersion ?? '') : firstPlan(context, next),
      ...versionSteps(context, next, rowsOf(outline, { ...target, network, mandateIds, before })),
      ...linkMandates(context, network),
    ],
    audit: { action: 'plan:import', subject: target.plan, network },
    events: [{ ...versionPublished(next), ...told }],
    answer: { status: 201, ...made },
  });
  return made;
}

/** Who a new plan is for, until its secretariat says otherwise. */
const firstLabel = { tlp: 'GREEN', audience: 'network', group: null } as const;

async function readDraft(context: Context, id: string) {
  const of = (column: typeof planImports.baseVersion | typeof planImports.network) =>
    sql`(select ${column} from ${planImports} where ${planImports.id} = ${id})`;
  const base = baseQueries(context, { version: of(planImports.baseVersion), network: of(planImports.network) });
  const [[draft], ...rows] = await read(context, [selectImport(context, id), ...base] as const);
  if (!draft) throw new Problem('not-found');
  if (draft.state !== 'draft') throw notADraft;
  return { draft, ...baseOf(rows) };
}

/** A first plan stays the only one, whoever else accepts at the same moment. */
const noPlanYet = ({ network }: Draft): Guard => ({
  holds: sql`not exists (select 1 from ${plans} where ${plans.network} = ${network})`,
  problem: planMoved,
});

/** The import is spent: only while it is a draft. */
const spent = ({ db: { orm } }: Context, draft: Draft, plan: string): Step => ({
  query: orm
    .update(planImports)
    .set({ state: 'accepted', plan, version: draft.version + 1 })
    .where(and(eq(planImports.id, draft.id), eq(planImports.state, 'draft'))),
  one: notADraft,
});

function firstPlan({ db: { orm }, now, principal }: Context, { plan, network, version }: NextVersion): Step {
  const organisation = principal?.organisation ?? null;
  const row = { id: plan, network, organisation, ...firstLabel, currentVersion: version, createdAt: now.toISOString() };
  return { query: orm.insert(plans).values(row), refused: { unique: planMoved } };
}

import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork } from '../../shared/access/predicate.ts';
import { may, read } from '../../shared/access/read.ts';
import type { Acceptance } from '../../shared/contract/plans/imports.ts';
import { Problem } from '../../shared/contract/problem.ts';
import { type Guard, type Step, commit } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import {
  activities,
  citations,
  mandates,
  objectives,
  planImports,
  planVersions,
  plans,
  responsibilities,
} from '../../shared/database/plans.ts';
import { notADraft, selectImport } from './imports.ts';
import { type Known, type VersionRows, headings, rowsOf } from './version-rows.ts';

type Draft = typeof planImports.$inferSelect;
type Target = { plan: string; version: string; number: number };

const planMoved = new Problem('conflict', {
  es: 'El plan cambió después de leer el documento: impórtelo de nuevo.',
  en: 'The plan has changed since the document was read: import it again.',
});

/**
 * Makes a draft the current version of its network's plan, or the first version of a new one. The version before stays.
 * Throws not-found, and conflict when it is no draft or the plan has moved on since the document was read (register PL-13).
 */
export async function acceptPlanImport(context: Context, id: string): Promise<{ body: Acceptance; location: string }> {
  const { draft, mandateIds, before, number } = await readDraft(context, id);
  const target = { plan: draft.plan ?? uuid(), version: uuid(), number };
  const rows = rowsOf(draft.outline, { ...target, network: draft.network, mandateIds, before });
  const made = { body: { import: id, ...target }, location: `/v1/plans/${target.plan}` };
  await commit(context, {
    guards: [...may(context, 'plan:import', inNetwork(draft.network), 'network:read'), ...(draft.plan ? [] : [noPlanYet(draft)])],
    steps: [...stepsOfPlan(context, draft, target), ...stepsOfVersion(context, draft, target, rows)],
    audit: { action: 'plan:import', subject: target.plan, network: draft.network },
    events: [
      {
        type: 'plans.version.published',
        subject: target.plan,
        network: draft.network,
        organisation: context.principal?.organisation ?? null,
        ...firstLabel,
        ...(draft.plan ? labelOfPlan(draft.plan) : {}),
        data: { plan: target.plan, version: target.version },
      },
    ],
    answer: { status: 201, ...made },
  });
  return made;
}

/** Who a new plan is for, until its secretariat says otherwise. */
const firstLabel = { tlp: 'GREEN', audience: 'network' } as const;

/** Who a plan is for by now, and whose it is: whoever may not see it is not to hear of its versions either. */
function labelOfPlan(id: string) {
  const of = (column: 'organisation' | 'tlp' | 'audience' | 'group') =>
    sql`(select ${plans[column]} from ${plans} where ${plans.id} = ${id})`;
  return { organisation: of('organisation'), tlp: of('tlp'), audience: of('audience'), group: of('group') };
}

async function readDraft(context: Context, id: string) {
  const { orm } = context.db;
  const of = (column: typeof planImports.baseVersion | typeof planImports.network) =>
    sql`(select ${column} from ${planImports} where ${planImports.id} = ${id})`;
  const [[draft], known, objectiveRows, activityRows, [base]] = await read(context, [
    selectImport(context, id),
    orm
      .select({ id: mandates.id, key: mandates.key })
      .from(mandates)
      .where(eq(mandates.network, of(planImports.network))),
    orm
      .select()
      .from(objectives)
      .where(eq(objectives.version, of(planImports.baseVersion))),
    orm
      .select()
      .from(activities)
      .where(eq(activities.version, of(planImports.baseVersion))),
    orm
      .select()
      .from(planVersions)
      .where(eq(planVersions.id, of(planImports.baseVersion))),
  ]);
  if (!draft) throw new Problem('not-found');
  if (draft.state !== 'draft') throw notADraft;
  const items = [...objectiveRows, ...activityRows].map((row): [string, Known] => [row.id, row.content]);
  const before = new Map([...items, ...(base ? headings(base) : [])]);
  const mandateIds = new Map(known.map((row) => [row.key, row.id]));
  return { draft, mandateIds, before, number: (base?.number ?? 0) + 1 };
}

/** A first plan stays the only one, whoever else accepts at the same moment. */
const noPlanYet = ({ network }: Draft): Guard => ({
  holds: sql`not exists (select 1 from ${plans} where ${plans.network} = ${network})`,
  problem: planMoved,
});

/** The import is spent, and the plan points at its new version: only if both still are what the draft was read against. */
function stepsOfPlan({ db: { orm }, now, principal }: Context, draft: Draft, { plan, version }: Target): Step[] {
  const theDraft = and(eq(planImports.id, draft.id), eq(planImports.state, 'draft'));
  const theBase = and(eq(plans.id, plan), eq(plans.currentVersion, draft.baseVersion ?? ''));
  const row = {
    id: plan,
    network: draft.network,
    organisation: principal?.organisation ?? null,
    ...firstLabel,
    currentVersion: version,
    createdAt: now.toISOString(),
  } as const;
  return [
    {
      query: orm
        .update(planImports)
        .set({ state: 'accepted', plan, version: draft.version + 1 })
        .where(theDraft),
      one: notADraft,
    },
    draft.plan
      ? {
          query: orm
            .update(plans)
            .set({ currentVersion: version, version: sql`${plans.version} + 1` })
            .where(theBase),
          one: planMoved,
        }
      : { query: orm.insert(plans).values(row), refused: { unique: planMoved } },
  ];
}

function stepsOfVersion({ db: { orm }, now }: Context, draft: Draft, { plan, version, number }: Target, rows: VersionRows): Step[] {
  const { updatedOn } = draft.outline;
  const effectiveOn = now.toISOString().slice(0, 10);
  const versionRow = { id: version, plan, number, title: rows.title, updatedOn, effectiveOn, parts: rows.skeleton, import: draft.id };
  const text = sql`(select group_concat(value, ' ') from json_each(${activities.content}, '$.text'))`;
  return [
    { query: orm.insert(planVersions).values(versionRow), refused: { unique: planMoved } },
    {
      query: orm
        .update(activities)
        .set({ current: false })
        .where(and(eq(activities.plan, plan), sql`${activities.current} = 1`)),
    },
    ...inChunks(rows.mandates, (chunk) => ({
      query: orm
        .insert(mandates)
        .values(chunk)
        .onConflictDoUpdate({ target: mandates.id, set: { raw: sql`excluded.raw` } }),
      refused: { unique: planMoved },
    })),
    ...inChunks(rows.objectives, (chunk) => ({ query: orm.insert(objectives).values(chunk) })),
    ...inChunks(rows.activities, (chunk) => ({ query: orm.insert(activities).values(chunk) })),
    ...inChunks(rows.responsibilities, (chunk) => ({ query: orm.insert(responsibilities).values(chunk) })),
    ...inChunks(rows.citations, (chunk) => ({ query: orm.insert(citations).values(chunk) })),
    {
      query: orm.run(
        sql`insert into activity_search (rowid, text) select ${activities.row}, ${text} from ${activities} where ${activities.version} = ${version}`,
      ) as never,
    },
  ];
}

/** SQLite takes 32,766 parameters in a statement. */
const inChunks = <Row>(rows: Row[], step: (chunk: Row[]) => Step): Step[] =>
  Array.from({ length: Math.ceil(rows.length / 500) }, (_, index) => step(rows.slice(index * 500, index * 500 + 500)));

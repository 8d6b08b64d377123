import { type SQL, and, asc, eq, sql } from 'drizzle-orm';
import { labelled, predicate } from '../../../shared/access/predicate.ts';
import { read } from '../../../shared/access/read.ts';
import { readers } from '../../../shared/access/rules.ts';
import { live } from '../../../shared/access/standing.ts';
import type { Report, ReportContent } from '../../../shared/contract/plans/reports.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import type { Context } from '../../../shared/database/context.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { reports } from '../../../shared/database/work.ts';

type ReportRow = typeof reports.$inferSelect;
type Row = { report: ReportRow; evidence: string };
type Filter = {
  limit: number;
  network?: string | undefined;
  plan?: string | undefined;
  activity?: string | undefined;
  organisation?: string | undefined;
  period?: string | undefined;
  state?: Report['state'] | undefined;
};

/** The progress reports that the caller may see, oldest first. Opening one above GREEN is audited (register ME-04 … ME-06). */
export async function listReports(context: Context, { limit, network, ...filter }: Filter, after: Keyset | null) {
  const named = (['plan', 'activity', 'organisation', 'period', 'state'] as const).map((name) => {
    const value = filter[name];
    return value === undefined ? undefined : eq(reports[name], value);
  });
  const wanted = and(visibleReport(context), networkIs(reports.network, network), ...named, afterKeyset([reports.id], after));
  const [rows] = await read(context, [selectReports(context, wanted).limit(oneMore(limit))], opening(context, wanted, limit));
  return pageOf(rows, limit, toReport, ({ report }) => [report.id]);
}

/** A report with its version. Throws not-found. */
export async function getReport(context: Context, id: string) {
  const wanted = and(eq(reports.id, id), visibleReport(context));
  const [[row]] = await read(context, [selectReports(context, wanted)], opening(context, wanted, 1));
  return versionOf(row);
}

/** The query for reports, oldest first, each with the evidence that the caller sees as a JSON array. */
export const selectReports = (context: Context, where: SQL | undefined) =>
  context.db.orm
    .select({ report: reports, evidence: evidenceOf(context) })
    .from(reports)
    .where(where)
    .orderBy(asc(reports.id))
    .$dynamic();

/** Private evidence is its own organisation's alone. Columns are written out: in a select of one table they lose their table. */
const evidenceOf = (context: Context) => sql<string>`(select json_group_array(json(item)) from (
  select json_object('id', e.id, 'title', json(e.title), 'public', json(iif(e.public, 'true', 'false')), 'url', e.url,
    'file', json(iif(f.id is null, 'null', json_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'bytes', f.bytes, 'digest', f.digest))),
    'createdAt', e.created_at) item
  from evidence e left join files f on f.id = e.file_id
  where e.report_id = reports.id and (e.public or reports.organisation_id in ${live(context, readers)}) order by e.id))`;

/** The one report of a query with its version. Throws not-found. */
export function versionOf(row: Row | undefined) {
  if (!row) throw new Problem('not-found');
  return { body: toReport(row), version: row.report.version };
}

/** The report that a row shows. */
export function toReport({ report, evidence }: Row): Report {
  const { id, network, plan, activity, organisation, period, state, revision, tlp, audience, group } = report;
  const { submittedAt, validatedAt, publishedAt, returned, createdAt } = report;
  const place = { id, network, plan, activity, organisation: organisation ?? '', period, state, revision };
  const label = { tlp, audience, group };
  const times = { submittedAt, validatedAt, publishedAt, returned, createdAt };
  return { ...place, ...contentOf(report.content), evidence: JSON.parse(evidence) as Report['evidence'], ...label, ...times };
}

/** What a report says, without what else a row or an answer has. */
export function contentOf({ done, limitations, nextSteps, indicators, beneficiaries, funding, alsoAnswers }: ReportContent): ReportContent {
  return { done, limitations, nextSteps, indicators, beneficiaries, funding, alsoAnswers };
}

/** The condition under which the caller sees a report. */
export const visibleReport = (context: Context) => predicate(context, 'report:read', labelled(reports));

function opening({ db }: Context, wanted: SQL | undefined, most: number) {
  const records = db.orm.select().from(reports).where(wanted).orderBy(asc(reports.id)).limit(most);
  return { action: 'report:read', records, most } as const;
}

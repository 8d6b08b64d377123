import { and, desc, eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { ofOrganisationIn } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import type { NewReport, ReportContent } from '../../../shared/contract/plans/reports.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { reports } from '../../../shared/database/work.ts';
import { seesActivity } from '../current-activity.ts';
import { owedCell } from '../ledger/owed.ts';
import { activitiesAreIn, forOwn } from './place.ts';
import { toReport, visibleReport } from './reports.ts';

type Row = typeof reports.$inferSelect;

const empty: ReportContent = {
  done: null,
  limitations: null,
  nextSteps: null,
  indicators: [],
  beneficiaries: [],
  funding: null,
  alsoAnswers: [],
};
const taken = new Problem('conflict', {
  es: 'Ya hay un informe de esa celda: corríjalo con una revisión.',
  en: 'There is a report for that cell already: correct it by a revision.',
});

/**
 * Begins a report of the caller's organisation for a cell of the ledger, with the texts of its last one when asked for; what is written
 * goes before them. Throws not-found, forbidden, not-your-obligation, unprocessable, and conflict when the cell has a report (ME-04).
 */
export async function createReport(context: Context, { activity, period, takeLast, ...written }: NewReport) {
  const [cell, last] = await Promise.all([owedCell(context, { activity, period }), takeLast ? lastContent(context, activity) : undefined]);
  const content = { ...empty, ...last, ...(written as Partial<ReportContent>) };
  const row = draftOf(context, { ...cell, activity, period, revision: 1, content });
  const made = { body: toReport({ report: row, evidence: '[]' }), version: 1, location: `/v1/reports/${row.id}` };
  await commit(context, {
    guards: [
      ...may(context, 'report:write', ofOrganisationIn(cell.network, cell.organisation), seesActivity(context, activity)),
      activitiesAreIn(cell.network, content.alsoAnswers),
    ],
    steps: [{ query: context.db.orm.insert(reports).values(row), refused: { unique: taken } }],
    audit: { action: 'report:write', subject: row.id, network: cell.network, source: cell.organisation },
    answer: { status: 201, ...made },
  });
  return made;
}

/** The row of a new draft of the caller's, for its own organisation alone. */
export function draftOf({ principal, now }: Context, cell: Cell): Row {
  const { network, plan, activity, organisation, period, revision, content } = cell;
  return {
    id: uuid(),
    network,
    plan,
    activity,
    organisation,
    period,
    revision,
    content,
    ...forOwn,
    state: 'draft',
    author: principal?.client ?? '',
    submittedBy: null,
    submittedAt: null,
    validatedBy: null,
    validatedAt: null,
    publishedAt: null,
    returned: null,
    createdAt: now.toISOString(),
    version: 1,
  };
}

type Cell = Pick<Row, 'network' | 'plan' | 'activity' | 'organisation' | 'period' | 'revision' | 'content'>;

/** What the caller's organisation last wrote on an activity; a second report for the same period is refused anyway. */
async function lastContent(context: Context, activity: string): Promise<ReportContent | undefined> {
  const own = and(eq(reports.organisation, context.principal?.organisation ?? ''), visibleReport(context));
  const query = context.db.orm
    .select({ content: reports.content })
    .from(reports)
    .where(and(own, eq(reports.activity, activity)))
    .orderBy(desc(reports.id))
    .limit(1);
  const [[row]] = await read(context, [query]);
  return row?.content;
}

import { and, eq, isNotNull, ne, sql } from 'drizzle-orm';
import { may } from '../../../shared/access/read.ts';
import type { ReportPatch } from '../../../shared/contract/plans/reports.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { files } from '../../../shared/database/files.ts';
import { evidence, reports } from '../../../shared/database/work.ts';
import { activitiesAreIn, keptIn, ofReport, onlyIf, onlyWritable, versionStep } from './place.ts';
import { selectReports, versionOf } from './reports.ts';

const notADraft = new Problem('conflict', {
  es: 'Solo se descarta un borrador.',
  en: 'Only a draft is discarded.',
});

/**
 * Writes a report on at the given version: what the patch names is replaced, the rest stays. Throws not-found, forbidden, stale,
 * unprocessable, and conflict when it was handed in.
 */
export async function updateReport(context: Context, id: string, version: number, patch: ReportPatch) {
  const { network, organisation } = keptIn(id);
  const changes = Object.entries(patch).map(([name, value]) => sql`, ${`$.${name}`}, json(${JSON.stringify(value)})`);
  const content = sql`json_set(${reports.content}${sql.join(changes)})`;
  const [row] = await commit(context, {
    guards: [...may(context, 'report:write', ofReport(id), 'report:read'), activitiesAreIn(network, patch.alsoAnswers)],
    steps: [
      versionStep(context, id, version),
      onlyWritable(context, id),
      { query: context.db.orm.update(reports).set({ content }).where(eq(reports.id, id)) },
    ],
    audit: { action: 'report:write', subject: id, network, source: organisation },
    result: selectReports(context, eq(reports.id, id)),
  });
  return versionOf(row);
}

/**
 * Discards a draft with its evidence at the given version; files that no other revision shows can never be opened again.
 * Throws not-found, forbidden, stale, and conflict when it is no draft.
 */
export async function discardReport(context: Context, id: string, version: number): Promise<void> {
  const { orm } = context.db;
  const { network, organisation } = keptIn(id);
  await commit(context, {
    guards: may(context, 'report:write', ofReport(id), 'report:read'),
    steps: [
      versionStep(context, id, version),
      onlyIf(context, id, eq(reports.state, 'draft'), notADraft),
      shredded(context, eq(evidence.report, id), ne(evidence.report, id)),
      { query: orm.delete(evidence).where(eq(evidence.report, id)) },
      { query: orm.delete(reports).where(eq(reports.id, id)) },
    ],
    audit: { action: 'report:write', subject: id, network, source: organisation },
  });
}

type Condition = ReturnType<typeof eq>;

/** Takes away the keys of the files of some evidence that no other evidence shows (security, Files). */
export function shredded({ db: { orm } }: Context, gone: Condition, others: Condition): Step {
  const shownBy = (which: Condition) =>
    orm
      .select({ file: evidence.file })
      .from(evidence)
      .where(and(which, isNotNull(evidence.file)));
  return {
    query: orm
      .update(files)
      .set({ wrappedKey: null })
      .where(sql`${files.id} in ${shownBy(gone)} and ${files.id} not in ${shownBy(others)}`),
  };
}

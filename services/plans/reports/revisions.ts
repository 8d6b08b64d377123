import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { may, read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { evidence, reports } from '../../../shared/database/work.ts';
import { draftOf } from './creation.ts';
import { ofReport } from './place.ts';
import { contentOf, selectReports, toReport, versionOf, visibleReport } from './reports.ts';

const revised = new Problem('conflict', {
  es: 'Ya hay una revisión posterior de este informe.',
  en: 'There is a later revision of this report already.',
});
const notPublished = new Problem('conflict', {
  es: 'Solo se revisa un informe publicado.',
  en: 'Only a published report is revised.',
});

/**
 * Begins a new revision of a published report, a draft with its texts and evidence. The published one stays as it is.
 * Throws not-found, forbidden, and conflict when it is not published or was revised before.
 */
export async function reviseReport(context: Context, id: string) {
  const [[found]] = await read(context, [selectReports(context, and(eq(reports.id, id), visibleReport(context)))]);
  const { body: before } = versionOf(found);
  const row = draftOf(context, { ...before, revision: before.revision + 1, content: contentOf(before) });
  const shown = before.evidence.map((one) => ({ ...one, id: uuid() }));
  const made = { body: { ...toReport({ report: row, evidence: '[]' }), evidence: shown }, version: 1, location: `/v1/reports/${row.id}` };
  const { orm } = context.db;
  const copies = shown.map(({ file, ...one }) => ({
    query: orm.insert(evidence).values({ ...one, report: row.id, file: file?.id ?? null }),
  }));
  // A published report changes no more: what was read of its state still holds.
  const published = { holds: sql`${before.state === 'published' ? 1 : 0}`, problem: notPublished };
  await commit(context, {
    guards: [...may(context, 'report:write', ofReport(id), 'report:read'), published],
    steps: [{ query: orm.insert(reports).values(row), refused: { unique: revised } }, ...copies],
    audit: { action: 'report:write', subject: row.id, network: row.network, source: row.organisation },
    answer: { status: 201, ...made },
  });
  return made;
}

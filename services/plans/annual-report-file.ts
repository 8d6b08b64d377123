import type { AnnualReport } from '../../shared/contract/plans/annual-report.ts';
import { type FileLanguage, planFormats } from '../../shared/contract/plans/documents.ts';
import type { Scheme } from '../../shared/contract/plans/schemes.ts';
import type { FileBody } from '../../shared/contract/route.ts';
import type { Context } from '../../shared/database/context.ts';
import { renderDocument } from '../../shared/worker/documents.ts';
import { annualReportOf } from './annual-report.ts';
import { versionOfFile } from './file-version.ts';

type Wanted = { year: number; shape?: Scheme['shape'] | undefined; format: 'json' | 'docx'; language: FileLanguage };
type WordFile = FileBody & { mediaType: typeof planFormats.docx };

/**
 * What was reported on a plan for a year, as it is or as a Word document made by the documents worker. Its validator is a piece of its hash
 * with format and language. Throws not-found (register OA-01, OA-02, FI-01, FI-02).
 */
export async function getAnnualReport(
  context: Context,
  documents: () => Fetcher,
  id: string,
  { year, shape, format, language }: Wanted,
): Promise<{ body: AnnualReport | WordFile; version: string }> {
  const report = await annualReportOf(context, id, { year, shape });
  const version = await versionOfFile(report, { format, language });
  if (format === 'json') return { body: report, version };
  const file = await renderDocument(documents(), { kind: 'annual', format, language, report });
  return { body: { file, mediaType: planFormats.docx, name: `annual-report-${year}-${language}.docx` }, version };
}

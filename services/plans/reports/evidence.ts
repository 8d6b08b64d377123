import { and, eq, ne, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { labelled, predicate } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import type { Evidence, NewLink } from '../../../shared/contract/plans/evidence.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Language } from '../../../shared/contract/text.ts';
import { type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { files } from '../../../shared/database/files.ts';
import { evidence, reports } from '../../../shared/database/work.ts';
import { type FileVault, keepFile } from '../../../shared/files/store.ts';
import { keptIn, ofReport, onlyIf, onlyWritable, versionStep } from './place.ts';
import { visibleReport } from './reports.ts';
import { shredded } from './writing.ts';

type Attached = NonNullable<Evidence['file']>;
type NewFile = {
  title: string;
  language: Language;
  public?: boolean | undefined;
  name: string;
  mediaType: Attached['mediaType'];
  bytes: Uint8Array;
};

/** As many pieces of evidence as one report may have. */
const most = 100;
const full = new Problem('conflict', {
  es: `Un informe lleva hasta ${most} pruebas.`,
  en: `A report has up to ${most} pieces of evidence.`,
});

/**
 * Attaches a file to a report: checked, sealed and stored before its row is written. Throws not-found, forbidden, unsafe-file, and
 * conflict when the report was handed in.
 */
export async function attachEvidence(context: Context, vault: FileVault, report: string, input: NewFile) {
  const { network, organisation, tlp } = await placeOf(context, report);
  const { title, language, public: isPublic = false, name, mediaType, bytes } = input;
  const id = uuid();
  return keepFile(vault, { id, network, organisation, tlp, name, mediaType, bytes, now: context.now }, (file) => {
    const { bytes: length, digest } = file;
    const shown = { id, title: { [language]: title }, public: isPublic, url: null, file: { id, name, mediaType, bytes: length, digest } };
    return add(context, report, shown, [{ query: context.db.orm.insert(files).values(file) }]);
  });
}

/** Adds a link to a report. Throws not-found, forbidden, and conflict when the report was handed in. */
export const linkEvidence = (context: Context, report: string, link: NewLink) =>
  add(context, report, { id: uuid(), ...link, file: null }, []);

/**
 * Takes evidence out of a report at the report's version; a file that no other revision shows can never be opened again.
 * Throws not-found, forbidden, stale, and conflict when the report was handed in.
 */
export async function removeEvidence(context: Context, report: string, id: string, version: number): Promise<void> {
  const { network, organisation } = keptIn(report);
  const one = eq(evidence.id, id);
  await commit(context, {
    guards: may(context, 'report:write', ofReport(report), 'report:read'),
    steps: [
      versionStep(context, report, version),
      onlyWritable(context, report),
      onlyIf(
        context,
        report,
        sql`exists (select 1 from ${evidence} where ${one} and ${evidence.report} = ${report})`,
        new Problem('not-found'),
      ),
      shredded(context, one, ne(evidence.id, id)),
      { query: context.db.orm.delete(evidence).where(one) },
    ],
    audit: { action: 'report:write', subject: report, network, source: organisation },
  });
}

type Shown = Omit<Evidence, 'createdAt'>;

async function add(context: Context, report: string, shown: Shown, before: Step[]) {
  const { orm } = context.db;
  const { network, organisation } = keptIn(report);
  const body: Evidence = { ...shown, createdAt: context.now.toISOString() };
  const made = { body, location: `/v1/reports/${report}` };
  const fits = sql`(select count(*) from ${evidence} where ${evidence.report} = ${report}) < ${most}`;
  await commit(context, {
    guards: may(context, 'report:write', ofReport(report), 'report:read'),
    steps: [
      onlyWritable(context, report),
      onlyIf(context, report, fits, full),
      ...before,
      { query: orm.insert(evidence).values({ ...body, report, file: shown.file?.id ?? null }) },
      {
        query: orm
          .update(reports)
          .set({ version: sql`${reports.version} + 1` })
          .where(eq(reports.id, report)),
      },
    ],
    audit: { action: 'report:write', subject: report, network, source: organisation },
    answer: { status: 201, ...made },
  });
  return made;
}

/** Where a report is that the caller may write in: nobody else gets to store anything. */
async function placeOf(context: Context, id: string) {
  const { network, organisation, tlp } = reports;
  const allowed = sql<number>`${predicate(context, 'report:write', labelled(reports))}`;
  const query = context.db.orm
    .select({ network, organisation, tlp, allowed })
    .from(reports)
    .where(and(eq(reports.id, id), visibleReport(context)));
  const [[row]] = await read(context, [query]);
  if (!row?.organisation) throw new Problem('not-found');
  if (!row.allowed) throw new Problem('forbidden');
  return { ...row, organisation: row.organisation };
}

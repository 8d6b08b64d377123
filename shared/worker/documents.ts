import * as z from 'zod';
import { Kind } from '../contract/access.ts';
import type { AnnualReport } from '../contract/plans/annual-report.ts';
import { FileLanguage, type PlanFormat } from '../contract/plans/documents.ts';
import type { Outline } from '../contract/plans/outline.ts';
import type { Pack } from '../contract/plans/pack.ts';
import { Text } from '../contract/text.ts';
import type { Certificate } from '../contract/training/certificates.ts';

/** A thing that needs no second look, for it was made by its schema. */
const made = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null);

const inWord = { format: z.literal('docx'), language: FileLanguage };

/** An organisation as a plan names it: its code there, its name and its kind. */
const Named = z.strictObject({ code: z.string(), name: Text, kind: Kind });

/** A plan as the documents worker takes it. The outline comes from the database, where it went in by its schema. */
export const PlanJob = z.strictObject({
  kind: z.literal('plan'),
  format: z.enum(['docx', 'xlsx', 'csv', 'iati']) satisfies z.ZodType<Exclude<PlanFormat, 'json'>>,
  language: FileLanguage,
  version: z.strictObject({ id: z.string(), number: z.int(), effectiveOn: z.iso.date() }),
  network: z.strictObject({ code: z.string(), name: Text }),
  source: Named.nullable(),
  organisations: z.array(Named),
  outline: made<Outline>(),
});

/**
 * A plan to make a file of: the format, the language of headings and texts, the version printed in it, the network, the organisation
 * that keeps the plan, those that it names by code, and its whole tree.
 */
export type PlanJob = z.infer<typeof PlanJob>;

/** What falls due for a meeting, to be made a Word document of. The pack was just made by its caller. */
export const PackJob = z.strictObject({ kind: z.literal('pack'), ...inWord, pack: made<Pack>() });
export type PackJob = z.infer<typeof PackJob>;

/** What was reported for a year, to be made a Word document of. The report was just made by its caller. */
export const AnnualJob = z.strictObject({ kind: z.literal('annual'), ...inWord, report: made<AnnualReport>() });
export type AnnualJob = z.infer<typeof AnnualJob>;

/** A training certificate to be printed, and the address of the page where anyone verifies it. The certificate was just read by its caller. */
export const CertificateJob = z.strictObject({
  kind: z.literal('certificate'),
  format: z.literal('pdf'),
  language: FileLanguage,
  certificate: made<Certificate>(),
  url: z.url().max(500),
});
export type CertificateJob = z.infer<typeof CertificateJob>;

/** What the documents worker makes files of, told apart by `kind`. */
export const DocumentJob = z.discriminatedUnion('kind', [PlanJob, PackJob, AnnualJob, CertificateJob]);
export type DocumentJob = z.infer<typeof DocumentJob>;

/** Makes a file in the documents worker and gives its bytes as they come: the caller's isolate waits and does not work. Throws when it fails. */
export async function renderDocument(documents: Fetcher, job: DocumentJob): Promise<ReadableStream<Uint8Array>> {
  const response = await documents.fetch(`http://documents/${job.kind}`, { method: 'POST', body: JSON.stringify(job) });
  if (response.ok && response.body) return response.body;
  throw new Error(`The documents worker answered ${response.status}: ${await response.text()}`);
}

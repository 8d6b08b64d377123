import { type SQL, and, asc, eq } from 'drizzle-orm';
import { read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import type { Certificate } from '../../../shared/contract/training/certificates.ts';
import type { Context } from '../../../shared/database/context.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { enrolments } from '../../../shared/database/training.ts';
import { certificates } from '../../../shared/database/training-certificates.ts';
import { allowed } from '../enrolments/places.ts';

export type CertificateRow = typeof certificates.$inferSelect;

type Filter = { limit: number; edition?: string | undefined; enrolment?: string | undefined; kind?: Certificate['kind'] | undefined };

/** The certificates of whom the caller's organisation nominated, and of its trainings, in the order of issue. */
export async function listCertificates(context: Context, { limit, edition, enrolment, kind }: Filter, after: Keyset | null) {
  const wanted = and(
    edition === undefined ? undefined : eq(certificates.training, edition),
    enrolment === undefined ? undefined : eq(certificates.enrolment, enrolment),
    kind === undefined ? undefined : eq(certificates.kind, kind),
    afterKeyset([certificates.id], after),
  );
  const [rows] = await read(context, [selectSeen(context, wanted).limit(oneMore(limit))]);
  return pageOf(
    rows,
    limit,
    ({ certificate }) => toCertificate(certificate),
    ({ certificate }) => [certificate.id],
  );
}

/** A certificate with its version. Throws not-found. */
export async function getCertificate(context: Context, id: string) {
  const [[row]] = await read(context, [selectSeen(context, eq(certificates.id, id))]);
  return versionOf(row?.certificate);
}

/** The query for certificates that the caller sees. */
const selectSeen = (context: Context, where: SQL | undefined) =>
  context.db.orm
    .select({ certificate: certificates })
    .from(certificates)
    .innerJoin(enrolments, eq(enrolments.id, certificates.enrolment))
    .where(and(allowed(context, 'enrolment:read'), where))
    .orderBy(asc(certificates.id))
    .$dynamic();

/** The one certificate of a query with its version. Throws not-found. */
export function versionOf(row: CertificateRow | undefined) {
  if (!row) throw new Problem('not-found');
  return { body: toCertificate(row), version: row.version };
}

/** The certificate that a row shows. */
export function toCertificate(row: CertificateRow): Certificate {
  const { id, enrolment, training, holder, nameShown, reason, issuedAt } = row;
  return { id, enrolment, edition: training, ...saidBy(row), holder, nameShown, reason, issuedAt };
}

/** What a certificate says to whoever may read it. */
export const saidBy = ({ code, kind, content, issuedAt, revokedAt, replacedBy }: CertificateRow) => ({
  code,
  kind,
  ...content,
  issuedOn: issuedAt.slice(0, 10),
  revokedOn: revokedAt?.slice(0, 10) ?? null,
  replacedBy,
});

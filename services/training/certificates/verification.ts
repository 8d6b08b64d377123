import { eq } from 'drizzle-orm';
import { read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Verification } from '../../../shared/contract/training/certificates.ts';
import type { Context } from '../../../shared/database/context.ts';
import { certificates } from '../../../shared/database/training-certificates.ts';
import { type CertificateRow, saidBy } from './certificates.ts';
import { canonicalCode } from './code.ts';

export const unknown = new Problem('not-found', { es: 'Ningún certificado lleva ese código.', en: 'No certificate bears that code.' });

/**
 * What anyone may read under the code of a certificate: whether it is valid, and what it says. The name is told while it is valid and only if its
 * holder agreed. Throws not-found.
 */
export async function verifyCertificate(context: Context, text: string): Promise<Verification> {
  const code = canonicalCode(text);
  if (code === null) throw unknown;
  const [[row]] = await read(context, [context.db.orm.select().from(certificates).where(eq(certificates.code, code))]);
  if (!row) throw unknown;
  return verificationOf(row);
}

/** What anyone may read of a certificate. */
export function verificationOf(row: CertificateRow): Verification {
  const state = row.revokedAt === null ? 'valid' : 'revoked';
  return { ...saidBy(row), state, holder: state === 'valid' && row.nameShown ? row.holder : null };
}

import type { Context } from '../../../shared/database/context.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { renderDocument } from '../../../shared/worker/documents.ts';
import { getCertificate } from './certificates.ts';

const nameless = new Problem('conflict', { es: 'Su nombre se borró: no se imprime.', en: 'Its name was erased: it is not printed.' });
const revoked = new Problem('conflict', { es: 'Se revocó: no se imprime.', en: 'It was revoked: it is not printed.' });

/** A certificate to print. Throws not-found, conflict when it was revoked, or its name erased. */
export async function getCertificateFile(context: Context, { documents, origin }: Printing, id: string, language: 'es' | 'en') {
  const { body: certificate, version } = await getCertificate(context, id);
  if (certificate.revokedOn !== null) throw revoked;
  if (certificate.holder === null) throw nameless;
  const url = `${origin}/verify/${certificate.code}`;
  const file = await renderDocument(documents, { kind: 'certificate', format: 'pdf', language, certificate, url });
  const name = `${language === 'es' ? 'certificado' : 'certificate'}-${certificate.code}.pdf`;
  return { body: { file, mediaType: 'application/pdf' as const, name }, version: `${version}-${language}` };
}

/** What makes files, and in whose name. */
export type Printing = { documents: Fetcher; origin: string };

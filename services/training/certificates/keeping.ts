import { and, eq, isNull, sql } from 'drizzle-orm';
import { read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Text } from '../../../shared/contract/text.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { certificates } from '../../../shared/database/training-certificates.ts';
import { forNominator } from '../enrolments/places.ts';
import { type CertificateRow, versionOf } from './certificates.ts';
import { certifiable, issue } from './issuing.ts';
import { act, ofOne, onlyIf, versionStep } from './places.ts';
import { selectCertifiable } from './training.ts';

const revoked = new Problem('conflict', { es: 'Ya se revocó.', en: 'It was revoked already.' });
const nameless = new Problem('conflict', { es: 'Su nombre se borró.', en: 'Its name was erased.' });
const anew: Text = { es: 'Se emitió de nuevo.', en: 'It was issued anew.' };

const isValid = sql`revoked_at is null`;

/** Revokes a certificate for good, at the given version. Throws not-found, forbidden, stale, conflict when it was revoked before. */
export async function revokeCertificate(context: Context, id: string, version: number, reason: Text) {
  const [row] = await commit(context, {
    ...act(context, id, 'enrolment:decide'),
    steps: [
      onlyIf(context, id, sql`version = ${version}`, new Problem('stale')),
      onlyIf(context, id, isValid, revoked),
      versionStep(context, id, version, { revokedAt: context.now.toISOString(), reason }),
    ],
    events: [{ type: 'training.certificate.revoked', subject: id, ...forNominator(ofOne(id, 'enrolment')), data: { certificate: id } }],
  });
  return versionOf(row);
}

/**
 * Issues a certificate anew, as its training and its person stand now, and revokes the one before, which names it. Throws not-found, forbidden,
 * conflict when that was revoked already, or as `issueCertificate`.
 */
export async function reissueCertificate(context: Context, id: string) {
  const [[before], [row]] = await read(context, [
    context.db.orm.select().from(certificates).where(eq(certificates.id, id)),
    selectCertifiable(context, ofOne(id, 'enrolment')),
  ]);
  if (!before) throw new Problem('not-found');
  const found = certifiable(row, before.kind);
  if (before.revokedAt !== null) throw revoked;
  return issue(context, found, before, (stored) => [replaced(context, before, stored)]);
}

const replaced = ({ db, now }: Context, before: CertificateRow, { code }: CertificateRow) => ({
  query: db.orm
    .update(certificates)
    .set({ revokedAt: now.toISOString(), reason: anew, replacedBy: code, version: before.version + 1 })
    .where(and(eq(certificates.id, before.id), eq(certificates.version, before.version), isNull(certificates.revokedAt))),
  one: revoked,
});

/** Says whether the holder agrees that anyone with the code reads the name, at the given version. Throws not-found, forbidden, stale, conflict when it was erased. */
export async function showCertificateName(context: Context, id: string, version: number, nameShown: boolean) {
  const [row] = await commit(context, {
    ...act(context, id, 'enrolment:write'),
    steps: [
      onlyIf(context, id, sql`version = ${version}`, new Problem('stale')),
      ...(nameShown ? [onlyIf(context, id, sql`holder is not null`, nameless)] : []),
      versionStep(context, id, version, { nameShown }),
    ],
  });
  return versionOf(row);
}

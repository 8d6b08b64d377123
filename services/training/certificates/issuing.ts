import { eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { may, read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Certificate, NewCertificate } from '../../../shared/contract/training/certificates.ts';
import { type Guard, type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { enrolments } from '../../../shared/database/training.ts';
import { certificates } from '../../../shared/database/training-certificates.ts';
import { auditOf, forNominator, ofEnrolment } from '../enrolments/places.ts';
import { type CertificateRow, toCertificate } from './certificates.ts';
import { newCode } from './code.ts';
import { type Certifiable, certifiedTraining, courseOf, selectCertifiable } from './training.ts';

const refusal = (es: string, en: string) => new Problem('conflict', { es, en });
const notHeld = refusal('La capacitación aún no se realizó.', 'The training was not held yet.');
const absent = refusal('No asistió: no se certifica.', 'It did not attend: there is nothing to certify.');
const erased = refusal('Sus datos personales se borraron.', 'Its personal data were erased.');
const noTutors = refusal('Su curso no certifica tutores.', 'Its course does not certify tutors.');
const notPassed = refusal('No aprobó: no se certifica como tutor.', 'It has not passed: it is not certified as a tutor.');
const twice = refusal('Ya tiene un certificado vigente de ese tipo.', 'It has a valid certificate of that kind already.');

/**
 * Certifies that a person was at a training, or may teach its course. Throws not-found, forbidden, conflict when the training was not held, the
 * person did not attend, has not passed or was erased, the course certifies no tutors, or the person has a valid one already (register TR-16).
 */
export async function issueCertificate(context: Context, { enrolment, ...given }: NewCertificate) {
  const [[row]] = await read(context, [selectCertifiable(context, enrolment)]);
  return issue(context, certifiable(row, given.kind), given);
}

type Given = { kind: Certificate['kind']; nameShown: boolean };

/** Who may be certified by the caller. Throws not-found, forbidden, conflict. */
export function certifiable(row: Certifiable | undefined, kind: Certificate['kind']): Certifiable {
  if (!row) throw new Problem('not-found');
  if (!row.decides) throw new Problem('forbidden');
  const { attended, evaluation, name } = row.enrolment;
  if (row.state !== 'held' && row.state !== 'closed') throw notHeld;
  if (attended.length === 0) throw absent;
  if (name === null) throw erased;
  if (kind === 'tutor' && courseOf(row)?.certifiesTutors !== true) throw noTutors;
  if (kind === 'tutor' && evaluation?.passed !== true) throw notPassed;
  return row;
}

/** Writes a certificate of whom was found certifiable, unless that changes meanwhile; `before` is done in the same commit. */
export async function issue(context: Context, row: Certifiable, given: Given, before: (row: CertificateRow) => Step[] = () => []) {
  const { id, version } = row.enrolment;
  const stored = newRow(context, row, given);
  const made = { version: 1, location: `/v1/training-certificates/${stored.id}`, body: toCertificate(stored) };
  await commit(context, {
    guards: [...may(context, 'enrolment:decide', ofEnrolment(id), 'enrolment:read'), unchanged(id, version)],
    steps: [...before(stored), { query: context.db.orm.insert(certificates).values(stored), refused: { unique: twice } }],
    audit: { action: 'enrolment:decide', ...auditOf(id), subject: stored.id },
    events: [
      {
        type: 'training.certificate.issued',
        subject: stored.id,
        ...forNominator(id),
        data: { certificate: stored.id, enrolment: id },
      },
    ],
    answer: { status: 201, ...made },
  });
  return made;
}

/** That the person stands as when it was asked. */
const unchanged = (id: string, version: number): Guard => ({
  holds: sql`exists (select 1 from ${enrolments} where ${eq(enrolments.id, id)} and ${eq(enrolments.version, version)})`,
  problem: refusal('La inscripción cambió mientras tanto: repita la llamada.', 'The enrolment has changed meanwhile: repeat the call.'),
});

const newRow = ({ now }: Context, row: Certifiable, { kind, nameShown }: Given): CertificateRow => ({
  id: uuid(),
  code: newCode(),
  enrolment: row.enrolment.id,
  training: row.enrolment.training,
  kind,
  holder: row.enrolment.name,
  nameShown,
  content: certifiedTraining(row),
  issuedAt: now.toISOString(),
  revokedAt: null,
  reason: null,
  replacedBy: null,
  version: 1,
});

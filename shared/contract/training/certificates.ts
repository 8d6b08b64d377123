import * as z from 'zod';
import { Day, Instant } from '../dates.ts';
import { Country, line } from '../directory/parts.ts';
import { KeySet } from '../identity/tokens.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, fileOf, json, listOf } from '../route.ts';
import { Text } from '../text.ts';

/** What is certified: that somebody was there, or that somebody passed a training of trainers and may teach it. */
export const certificateKinds = ['attendance', 'tutor'] as const;
const CertificateKind = z.enum(certificateKinds).meta({ description: '`tutor`: may teach the course', examples: ['attendance'] });

/** A code as it is printed: sixteen signs of Crockford's base 32 in four groups. */
const Code = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
  .max(19)
  .meta({ description: 'The code under which anyone verifies it', examples: ['K7QD-2M9X-4RTW-8HJC'] });

/** What a certificate says, as it stood when it was issued. */
export const certified = {
  code: Code,
  kind: CertificateKind,
  title: Text.meta({ description: 'The training' }),
  course: Text.nullable().meta({ description: 'The course that it is a holding of' }),
  country: Country.nullable(),
  place: Text.nullable(),
  from: Day,
  to: Day,
  hours: z.number().min(0.5).max(2000).nullable(),
  organiser: Text,
  cosponsors: z.array(Text).max(200),
  carriesGuidelines: z.boolean().meta({ description: 'Whether it carried the module on the Regional Guidelines (register TR-04)' }),
  issuedOn: Day,
  revokedOn: Day.nullable(),
  replacedBy: Code.nullable().meta({ description: 'The code of the certificate in its place' }),
};

const holder = line.nullable().meta({ description: 'The name of the person it is for', examples: ['Ana Ejemplo'] });

/** What anyone may read under a code. The name is there while the certificate is valid and only if its holder agreed to show it. */
export const Verification = z
  .strictObject({ ...certified, state: z.enum(['valid', 'revoked']), holder })
  .meta({ id: 'CertificateVerification' });
export type Verification = z.output<typeof Verification>;

/** A certificate as the organisation of its holder and the organiser see it. */
export const Certificate = z
  .strictObject({
    id: z.uuidv7(),
    enrolment: z.uuidv7(),
    edition: z.uuidv7(),
    ...certified,
    holder: holder.meta({ description: 'Null when it was erased' }),
    nameShown: z.boolean().meta({ description: 'Whether its holder agreed that anyone with the code reads the name' }),
    reason: Text.nullable().meta({ description: 'Why it was revoked' }),
    issuedAt: Instant,
  })
  .meta({ id: 'Certificate' });
export type Certificate = z.output<typeof Certificate>;

export const NewCertificate = z
  .strictObject({
    enrolment: z.uuidv7(),
    kind: CertificateKind.default('attendance'),
    nameShown: z.boolean().default(false).meta({ description: 'Whether its holder agrees that anyone with the code reads the name' }),
  })
  .meta({ id: 'NewCertificate', examples: [{ enrolment: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11', nameShown: true }] });
export type NewCertificate = z.output<typeof NewCertificate>;

export const Revocation = z
  .strictObject({ reason: Text })
  .meta({ id: 'CertificateRevocation', examples: [{ reason: { es: 'Se emitió por error', en: 'It was issued by mistake' } }] });

export const ShownName = z.strictObject({ nameShown: z.boolean() }).meta({ id: 'ShownName', examples: [{ nameShown: false }] });

const address = z.string().max(2000);
const addresses = z.array(address).max(1000);

/** The badges among those asked about that were revoked (1EdTech, Revocation List Status Method). */
const RevocationList = z
  .strictObject({
    id: address,
    issuer: address,
    revokedCredential: z.array(z.strictObject({ id: address, revoked: z.literal(true), revocationReason: z.string().max(20_000) })).max(1),
  })
  .meta({ id: 'BadgeRevocationList' });
export type RevocationList = z.output<typeof RevocationList>;

/** The keys that sign badges, newest first: as a controlled identifier document and as a JWKS. None is taken away, for badges are worn for long. */
const BadgeKeys = z
  .strictObject({
    '@context': addresses,
    id: address,
    verificationMethod: z
      .array(z.strictObject({ id: address, type: z.literal('Multikey'), controller: address, publicKeyMultibase: z.string().max(100) }))
      .max(1000),
    assertionMethod: addresses,
    keys: KeySet.shape.keys,
  })
  .meta({ id: 'BadgeKeys' });
export type BadgeKeys = z.output<typeof BadgeKeys>;

const tag = 'Training certificates';
const shown = { 200: answer(Certificate) };
/** A code as somebody types it: in capitals or not, with its groups apart or not. */
const byCode = z.strictObject({
  code: z
    .string()
    .regex(/^[0-9A-Za-z -]{16,24}$/)
    .max(24)
    .meta({ description: 'The code as it is printed', examples: ['K7QD-2M9X-4RTW-8HJC'] }),
});

export const certificates = contract({
  listCertificates: {
    method: 'get',
    path: '/v1/training-certificates',
    tag,
    summary: 'List the certificates of persons whom the caller’s organisation nominated, and those of its trainings',
    access: 'enrolment:read',
    query: z.strictObject({
      ...paging,
      edition: z.uuidv7().optional(),
      enrolment: z.uuidv7().optional(),
      kind: CertificateKind.optional(),
    }),
    answers: { 200: listOf(Certificate) },
  },
  issueCertificate: {
    method: 'post',
    path: '/v1/training-certificates',
    tag,
    summary: 'Certify that a person was at a training, or passed a training of trainers',
    description: 'For who attended a training that was held; as a tutor, for who passed one whose course certifies tutors (409).',
    access: 'enrolment:decide',
    body: json(NewCertificate),
    answers: { 201: answer(Certificate) },
    problems: ['conflict'],
  },
  getCertificate: {
    method: 'get',
    path: '/v1/training-certificates/{id}',
    tag,
    summary: 'Get a certificate',
    access: 'enrolment:read',
    params: byId,
    answers: shown,
  },
  revokeCertificate: {
    method: 'put',
    path: '/v1/training-certificates/{id}/revocation',
    tag,
    summary: 'Revoke a certificate, for good',
    access: 'enrolment:decide',
    params: byId,
    body: json(Revocation),
    answers: shown,
    problems: ['conflict'],
  },
  reissueCertificate: {
    method: 'post',
    path: '/v1/training-certificates/{id}/reissues',
    tag,
    summary: 'Issue a certificate anew, as the training and the person stand now; the one before is revoked and names it',
    access: 'enrolment:decide',
    params: byId,
    answers: { 201: answer(Certificate) },
    problems: ['conflict'],
  },
  showCertificateName: {
    method: 'put',
    path: '/v1/training-certificates/{id}/name',
    tag,
    summary: 'Say whether the holder agrees that anyone with the code reads the name',
    access: 'enrolment:write',
    params: byId,
    body: json(ShownName),
    answers: shown,
  },
  getCertificateFile: {
    method: 'get',
    path: '/v1/training-certificates/{id}/file',
    tag,
    summary: 'Get a certificate to print (PDF)',
    access: 'enrolment:read',
    params: byId,
    query: z.strictObject({
      language: z
        .enum(['es', 'en'])
        .default('es')
        .meta({ examples: ['es'] }),
    }),
    answers: { 200: fileOf(['application/pdf'], 'The certificate') },
    problems: ['conflict'],
  },
  verifyCertificate: {
    method: 'get',
    path: '/v1/training/verification/{code}',
    tag,
    summary: 'Verify a certificate by its code; an unknown one is not found',
    description: 'For people there is the page `/verify/{code}`.',
    access: 'anyone',
    params: byCode,
    fresh: true,
    answers: { 200: answer(Verification) },
    problems: ['not-found'],
  },
  getCertificateBadge: {
    method: 'get',
    path: '/v1/training/verification/{code}/badge',
    tag,
    summary: 'Get a valid certificate as an Open Badge 3.0, signed',
    access: 'anyone',
    params: byCode,
    fresh: true,
    answers: { 200: fileOf(['application/ld+json'], 'The OpenBadgeCredential') },
    problems: ['not-found'],
  },
  getCertificateStatus: {
    method: 'get',
    path: '/v1/training/verification/{code}/status',
    tag,
    summary: 'Get whether the badge of a certificate was revoked, as verifiers of Open Badges ask (1EdTech Revocation List)',
    access: 'anyone',
    params: byCode,
    fresh: true,
    answers: { 200: answer(RevocationList) },
    problems: ['not-found'],
  },
  getBadgeKeys: {
    method: 'get',
    path: '/.well-known/badge-jwks.json',
    tag,
    summary: 'The issuer of badges and its public keys (W3C Controlled Identifiers 1.0; RFC 7517)',
    access: 'anyone',
    answers: { 200: answer(BadgeKeys) },
  },
});

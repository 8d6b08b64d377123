import { createHash, createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { exportJWK, generateKeyPair } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { badgeKeys, issuerOf } from '../../../../services/training/certificates/badge-keys.ts';
import { badgeOf, signBadge } from '../../../../services/training/certificates/badge.ts';
import { proofOf } from '../../../../services/training/certificates/proof.ts';
import type { Verification } from '../../../../shared/contract/training/certificates.ts';

const origin = 'https://enlace.example';
const code = 'K7QD-2M9X-4RTW-8HJC';
const certificate: Verification = {
  code,
  kind: 'attendance',
  title: { es: 'Taller de control migratorio', en: 'Workshop on migration control' },
  course: { es: 'Curso regional', en: 'Regional course' },
  country: 'GTM',
  place: { es: 'Antigua' },
  from: '2026-05-04',
  to: '2026-05-06',
  hours: 24.5,
  organiser: { es: 'Organización de ejemplo', en: 'Example organisation' },
  cosponsors: [{ es: 'Auspiciadora', en: 'Sponsor' }],
  carriesGuidelines: true,
  issuedOn: '2026-05-20',
  revokedOn: null,
  replacedBy: null,
  state: 'valid',
  holder: 'Ana Ejemplo',
};

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Signed = { proof: { proofValue: string; verificationMethod: string; [name: string]: Json }; [name: string]: Json };

/** The verification of `eddsa-jcs-2022` again, of nothing but Node: RFC 8785 for what badges hold, base 58, SHA-256 and Ed25519. */
function isProved({ proof, ...document }: Signed, publicKeyMultibase: string): boolean {
  const { proofValue, ...options } = proof;
  const sha256 = (value: Json) => createHash('sha256').update(jcs(value)).digest();
  const raw = base58(publicKeyMultibase).subarray(2);
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' });
  return verify(null, Buffer.concat([sha256(options), sha256(document)]), key, base58(proofValue));
}

function jcs(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(jcs).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${jcs(member)}`).join(',')}}`;
}

function base58(multibase: string): Buffer {
  const signs = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  expect(multibase[0]).toBe('z');
  const number = Array.from(multibase.slice(1)).reduce((sum, sign) => sum * 58n + BigInt(signs.indexOf(sign)), 0n);
  const hex = number.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  const zeros = /^1*/.exec(multibase.slice(1))?.[0].length ?? 0;
  return Buffer.concat([Buffer.alloc(zeros), bytes]);
}

let key: CryptoKey;
let published: ReturnType<typeof badgeKeys>;
beforeAll(async () => {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const { x = '' } = await exportJWK(pair.publicKey);
  key = pair.privateKey as CryptoKey;
  published = badgeKeys(issuerOf(origin), [{ kid: '2026-a', x }]);
});

const signed = async (found: Verification = certificate, language?: 'es' | 'en') => {
  const badge = badgeOf(found, language ? { origin, language } : { origin });
  return (await signBadge(badge, { kid: '2026-a', key }, issuerOf(origin))) as unknown as Signed;
};
const publishedKey = ({ proof }: Signed) =>
  published.verificationMethod.find(({ id }) => id === proof.verificationMethod)?.publicKeyMultibase ?? '';

describe('a badge', () => {
  test('is an OpenBadgeCredential that says what the certificate does', () => {
    expect(badgeOf(certificate, { origin })).toEqual({
      '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
      id: `${origin}/v1/training/verification/${code}/badge`,
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      name: 'Certificado de participación: Taller de control migratorio',
      issuer: { id: issuerOf(origin), type: ['Profile'], name: 'Organización de ejemplo', url: origin },
      validFrom: '2026-05-20T00:00:00Z',
      credentialStatus: { id: `https://enlace.example/v1/training/verification/${certificate.code}/status`, type: '1EdTechRevocationList' },
      credentialSubject: {
        type: ['AchievementSubject'],
        identifier: [{ type: 'IdentityObject', hashed: false, identityHash: 'Ana Ejemplo', identityType: 'name' }],
        activityStartDate: '2026-05-04T00:00:00Z',
        activityEndDate: '2026-05-06T23:59:59Z',
        achievement: {
          id: `${origin}/verify/${code}#training`,
          type: ['Achievement'],
          achievementType: 'CertificateOfCompletion',
          name: 'Taller de control migratorio',
          description:
            'Curso: Curso regional. 4–6 de mayo de 2026, Antigua, Guatemala. Duración: 24,5 horas. Organizó: Organización de ejemplo. Con el auspicio de: Auspiciadora. Incluyó el módulo sobre los Lineamientos Regionales.',
          criteria: { narrative: 'Participó en la capacitación, según la asistencia que registró quien la organizó.' },
          inLanguage: 'es',
        },
      },
    });
  });

  test('speaks English, of a tutor too', () => {
    const badge = JSON.stringify(badgeOf({ ...certificate, kind: 'tutor', hours: 1 }, { origin, language: 'en' }));
    for (const words of [
      '"name":"Tutor’s certificate: Workshop on migration control"',
      '"achievementType":"Certification"',
      'Course: Regional course. 4 – 6 May 2026, Antigua, Guatemala. Length: 1 hour. Organised by: Example organisation. Co-sponsored by: Sponsor.',
      'Passed the training of trainers',
      '"inLanguage":"en"',
    ])
      expect(badge).toContain(words);
  });

  test('names nobody where the name is not shown', () => {
    const badge = badgeOf({ ...certificate, holder: null }, { origin });
    expect(badge['credentialSubject']).toMatchObject({ id: `${origin}/verify/${code}#holder` });
    expect(badge['credentialSubject']).not.toHaveProperty('identifier');
  });

  test('leaves out what is not known', () => {
    const bare = { course: null, country: null, place: null, hours: null, cosponsors: [], carriesGuidelines: false, from: '2026-05-06' };
    const { credentialSubject } = badgeOf({ ...certificate, ...bare }, { origin });
    expect(credentialSubject).toMatchObject({ achievement: { description: '6 de mayo de 2026. Organizó: Organización de ejemplo.' } });
  });
});

describe('its proof', () => {
  test('is that of the published key, whatever the certificate says', async () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(text, text, fc.constantFrom('es', 'en'), async (holder, es, language) => {
        // As it goes over the wire.
        const badge: Signed = JSON.parse(JSON.stringify(await signed({ ...certificate, holder, title: { es } }, language)));
        expect(isProved(badge, publishedKey(badge))).toBe(true);
      }),
    );
  });

  test('holds for a text that no file may hold', async () => {
    const badge = await signed({ ...certificate, holder: 'half \uD83D', title: { es: '\uDC00' } });
    expect(isProved(JSON.parse(JSON.stringify(badge)), publishedKey(badge))).toBe(true);
  });

  test('does not hold when anything of the badge or of the proof is another', async () => {
    const badge = await signed();
    const leaves = leavesOf(badge).filter((path) => path.join('.') !== 'proof.proofValue');
    expect(leaves.length).toBeGreaterThan(25);
    for (const path of leaves)
      expect([path.join('.'), isProved(altered(badge, path), publishedKey(badge))]).toEqual([path.join('.'), false]);
  });

  test('does not hold for another key', async () => {
    const badge = await signed();
    expect(isProved(badge, 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2')).toBe(false);
  });

  test('of the same certificate is the same', async () => expect(await signed()).toEqual(await signed()));
});

/** Where every text, number and yes or no of a value stands. */
const leavesOf = (value: Json): string[][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, member]) => leavesOf(member).map((path) => [name, ...path]))
    : [[]];

function altered(badge: Signed, path: string[]): Signed {
  const copy = structuredClone(badge);
  const last = path.at(-1) ?? '';
  const holder = path.slice(0, -1).reduce<Record<string, Json>>((one, name) => one[name] as Record<string, Json>, copy);
  holder[last] = typeof holder[last] === 'boolean' ? !holder[last] : `${String(holder[last])} `;
  return copy;
}

test('the issuer of a badge is the document that holds its key, as keys of two forms', async () => {
  const badge = await signed();
  const [method] = published.verificationMethod;
  expect(badge['issuer']).toMatchObject({ id: published.id });
  expect(method).toMatchObject({ id: badge.proof.verificationMethod, type: 'Multikey', controller: published.id });
  expect(published.assertionMethod).toEqual([badge.proof.verificationMethod]);
  expect(
    base58(method?.publicKeyMultibase ?? '')
      .subarray(2)
      .toString('base64url'),
  ).toBe(published.keys[0]?.x);
  expect(Object.keys(published.keys[0] ?? {}).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
});

/** W3C, Data Integrity EdDSA Cryptosuites 1.0, appendix B.2. */
test('a proof is that of the test vector of W3C', async () => {
  const document = {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'],
    id: 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33',
    type: ['VerifiableCredential', 'AlumniCredential'],
    name: 'Alumni Credential',
    description: 'A minimum viable example of an Alumni Credential.',
    issuer: 'https://vc.example/issuers/5678',
    validFrom: '2023-01-01T00:00:00Z',
    credentialSubject: { id: 'did:example:abcdefgh', alumniOf: 'The School of Examples' },
  };
  const publicKey = 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2';
  const options = { created: '2023-02-24T23:36:38Z', verificationMethod: `did:key:${publicKey}#${publicKey}` };
  const proof = await proofOf(document, options, await privateKey('z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq', publicKey));
  expect(proof.proofValue).toBe('z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX');
});

function privateKey(secret: string, open: string): Promise<CryptoKey> {
  const [d, x] = [secret, open].map((one) => base58(one).subarray(2).toString('base64url'));
  return crypto.subtle.importKey('jwk', { kty: 'OKP', crv: 'Ed25519', d: d ?? '', x: x ?? '' }, 'Ed25519', false, ['sign']);
}

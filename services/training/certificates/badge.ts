import countries from 'i18n-iso-countries';
import { type Text, render } from '../../../shared/contract/text.ts';
import type { Verification } from '../../../shared/contract/training/certificates.ts';
import { issuerOf, keyAddress } from './badge-keys.ts';
import { badgeWords } from './badge-words.ts';
import { type Document, proofOf } from './proof.ts';

type Language = 'es' | 'en';

const contexts = ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'];

/** As its list of achievement types tells them apart: a record of an activity, and a certification that may be revoked. */
const achievementTypes = { attendance: 'CertificateOfCompletion', tutor: 'Certification' } as const;

/**
 * A certificate as an Open Badge 3.0 in one language, not signed yet (1EdTech, Open Badges 3.0, OpenBadgeCredential; W3C, Verifiable Credentials
 * 2.0). The holder is named while the certificate shows the name, and is an address else.
 */
export function badgeOf(certificate: Verification, { origin, language = 'es' }: { origin: string; language?: Language }): Document {
  const { code, kind, from, to, holder, issuedOn, title, organiser } = certificate;
  const page = `${origin}/verify/${code}`;
  const words = badgeWords[language];
  const training = said(title, language);
  return {
    '@context': contexts,
    id: badgeAddress(origin, code),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: `${words.names[kind]}: ${training}`,
    issuer: { id: issuerOf(origin), type: ['Profile'], name: said(organiser, language), url: origin },
    validFrom: `${issuedOn}T00:00:00Z`,
    credentialStatus: { id: statusOf(origin, code), type: '1EdTechRevocationList' },
    credentialSubject: {
      ...(holder === null ? { id: `${page}#holder` } : { identifier: [named(holder)] }),
      type: ['AchievementSubject'],
      activityStartDate: `${from}T00:00:00Z`,
      activityEndDate: `${to}T23:59:59Z`,
      achievement: {
        id: `${page}#training`,
        type: ['Achievement'],
        achievementType: achievementTypes[kind],
        name: training,
        description: descriptionOf(certificate, language),
        criteria: { narrative: words.criteria[kind] },
        inLanguage: language,
      },
    },
  };
}

/** Where a badge is. */
export const badgeAddress = (origin: string, code: string): string => `${origin}/v1/training/verification/${code}/badge`;

/** Where it is told whether it was revoked. */
export const statusOf = (origin: string, code: string): string => `${origin}/v1/training/verification/${code}/status`;

/** A badge with its proof by a key of the issuer (`badgeKeys` publishes it). */
export async function signBadge(badge: Document, { kid, key }: { kid: string; key: CryptoKey }, issuer: string) {
  return { ...badge, proof: await proofOf(badge, { verificationMethod: keyAddress(issuer, kid) }, key) };
}

const said = (text: Text, language: Language): string => render(text, language).toWellFormed();

const named = (holder: string) => ({
  type: 'IdentityObject',
  hashed: false,
  identityHash: holder.toWellFormed(),
  identityType: 'name',
});

/** What else the certificate says, in sentences. */
function descriptionOf(certificate: Verification, language: Language): string {
  const { course, place, country, hours, cosponsors, carriesGuidelines } = certificate;
  const words = badgeWords[language];
  const where = [place && said(place, language), country && countryName(country, language)].filter(Boolean).join(', ');
  const sponsors = cosponsors.map((one) => said(one, language)).join('; ');
  const sentences = [
    course && words.course(said(course, language)),
    words.when(certificate.from, certificate.to, where),
    hours === null ? null : words.hours(new Intl.NumberFormat(language).format(hours)),
    words.organiser(said(certificate.organiser, language)),
    sponsors && words.cosponsors(sponsors),
    carriesGuidelines ? words.guidelines : null,
  ];
  return sentences.filter(Boolean).join(' ');
}

function countryName(code: string, language: Language): string {
  const alpha2 = countries.alpha3ToAlpha2(code);
  return (alpha2 && new Intl.DisplayNames([language], { type: 'region' }).of(alpha2)) ?? code;
}

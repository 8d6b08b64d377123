import countries from 'i18n-iso-countries';
import type { FileLanguage } from '../../../shared/contract/plans/documents.ts';
import { type Text, render } from '../../../shared/contract/text.ts';
import type { Certificate } from '../../../shared/contract/training/certificates.ts';
import type { CertificateJob } from '../../../shared/worker/documents.ts';
import { localeOf } from '../common.ts';
import { printedSpan } from '../plan/printed-date.ts';
import { certificateWordingIn } from './wording.ts';

/** What a certificate says, in the words that are printed; what it does not say is empty. */
export type Said = {
  title: string;
  before: string;
  holder: string;
  did: string;
  training: string;
  course: string;
  mayTeach: string;
  facts: string;
  guidelines: string;
  organiser: [label: string, name: string];
  cosponsors: [label: string, names: string];
  code: [label: string, code: string];
  issued: string;
  verify: string;
  url: string;
  /** What the picture of the QR code shows. */
  picture: string;
};

/** How many characters there is room for: of a text, and of the names of co-sponsors, of whom there may be two hundred. */
const longest = 400;
const mostNamed = 450;

/** A text in a language; a longer one than a page has room for ends in an ellipsis. */
function shown(text: Text, language: FileLanguage): string {
  const signs = Array.from(render(text, language));
  return signs.length > longest ? `${signs.slice(0, longest - 1).join('')}…` : signs.join('');
}

/** What a certificate says in the language of its job. */
export function saidBy({ certificate, language, url }: CertificateJob): Said {
  const words = certificateWordingIn(language);
  const { title, before, did, mayTeach } = words[certificate.kind];
  const { course, issuedOn, cosponsors } = certificate;
  return {
    title,
    before,
    holder: certificate.holder ?? words.erased,
    did,
    training: shown(certificate.title, language),
    course: course ? words.course(shown(course, language)) : '',
    mayTeach: mayTeach ?? '',
    facts: factsOf(certificate, language),
    guidelines: certificate.carriesGuidelines ? words.guidelines : '',
    organiser: [words.organiser, shown(certificate.organiser, language)],
    cosponsors: [
      words.cosponsors,
      listed(
        cosponsors.map((one) => shown(one, language)),
        words.more,
      ),
    ],
    code: [words.code, certificate.code],
    issued: `${words.issued} ${printedSpan(localeOf[language], issuedOn)}`,
    verify: words.verify,
    url,
    picture: words.picture(url),
  };
}

/** Where, when and for how long. */
function factsOf({ place, country, from, to, hours }: Certificate, language: FileLanguage): string {
  const locale = localeOf[language];
  const where = [place && shown(place, language), country && countryName(country, locale)].filter(Boolean).join(', ');
  const long = hours === null ? '' : certificateWordingIn(language).hours(new Intl.NumberFormat(locale).format(hours));
  return [where, printedSpan(locale, `${from}/${to}`), long].filter((fact) => fact !== '').join('  ·  ');
}

function countryName(code: string, locale: string): string {
  const alpha2 = countries.alpha3ToAlpha2(code);
  return (alpha2 && new Intl.DisplayNames([locale], { type: 'region' }).of(alpha2)) ?? code;
}

/** The first names of a list, and how many more there are. */
function listed(names: readonly string[], more: (count: number) => string): string {
  const named = names.filter((_, index) => index === 0 || names.slice(0, index + 1).join('; ').length <= mostNamed);
  const left = names.length - named.length;
  return [named.join('; '), ...(left > 0 ? [more(left)] : [])].join(' ');
}

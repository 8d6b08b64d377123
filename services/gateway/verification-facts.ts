import { html } from 'hono/html';
import { render } from '../../shared/contract/text.ts';
import type { Verification } from '../../shared/contract/training/certificates.ts';
import type { Locale } from '../../shared/worker/locale.ts';
import { verificationWords } from './verification-words.ts';
import { countryName, datesWritten } from './written.ts';

/** What a certificate says, as a list of facts in a language; what it does not say is left out. */
export function factsOf(found: Verification, locale: Locale) {
  const rows = facts(found, locale).flatMap(([name, fact]) =>
    fact
      ? [
          html`<div>
            <dt>${name}</dt>
            <dd>${fact}</dd>
          </div>`,
        ]
      : [],
  );
  return html`<dl>${rows}</dl>`;
}

function facts(found: Verification, locale: Locale): [string, string | null][] {
  const say = verificationWords[locale];
  const { course, cosponsors, issuedOn, state, holder } = found;
  return [
    [say.kind, say.kinds[found.kind]],
    [say.holder, state === 'valid' ? (holder ?? say.unnamed) : null],
    [say.training, render(found.title, locale)],
    [say.course, course && render(course, locale)],
    [say.place, placeOf(found, locale)],
    [say.days, datesWritten(found.from, found.to, locale)],
    [say.hours, hoursOf(found.hours, locale)],
    [say.organiser, render(found.organiser, locale)],
    [say.cosponsors, cosponsors.map((one) => render(one, locale)).join(' · ')],
    [say.guidelines, found.carriesGuidelines ? say.carriesGuidelines : null],
    [say.issuedOn, datesWritten(issuedOn, issuedOn, locale)],
  ];
}

const placeOf = ({ place, country }: Verification, locale: Locale): string =>
  [place && render(place, locale), country && countryName(country, locale)].filter(Boolean).join(', ');

function hoursOf(hours: number | null, locale: Locale): string | null {
  const say = verificationWords[locale];
  if (hours === null) return null;
  return hours === 1 ? say.anHour : say.inHours(new Intl.NumberFormat(locale).format(hours));
}

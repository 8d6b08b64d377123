import { type Alert, type AlertContent, alertClassOf } from '../../../shared/contract/specimens/alerts.ts';
import type { SpecimenContent } from '../../../shared/contract/specimens/specimens.ts';
import type { Text } from '../../../shared/contract/text.ts';
import { type Words, blocksOf, wordsOf } from './content.ts';
import type { Fact } from './facts.ts';
import { fit } from './fit.ts';
import { Html, html } from './html.ts';
import { checksOf, rowOf, tableOf } from './points.ts';
import { style } from './style.ts';
import { minuteOf, shown } from './texts.ts';
import { type CardLanguage, cardWords } from './words.ts';

/** What a card is made of. `images` are thumbnails (JPEG) by the id of the picture; `reader` and `source` are names of institutions. */
export type CardOf = {
  alert: Pick<Alert, 'tlp' | 'withdrawn' | 'expired' | 'messages'> & { content: AlertContent };
  specimen: { code: string; content: SpecimenContent } | null;
  images: ReadonlyMap<string, Uint8Array>;
  reader: Text;
  source: Text;
  language: CardLanguage;
  at: Date;
};

/** What may be loaded: the one style of the page, and pictures that are in it. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/**
 * The border card of an alert: one page of HTML that stands alone, with the checks of level 1 side by side, and the reader's institution
 * across it. Less than 200 kB; what has no room is said to be in the system (register SP-02).
 */
export function borderCard(card: CardOf): string {
  const { alert, language } = card;
  const words = wordsOf(card);
  const { checks, left } = checksOf(card);
  const { size, rows, pictured } = fit(blocksOf(words), checks.map(rowOf));
  const tlp = html`<strong class="tlp ${alert.tlp.slice(0, 5).toLowerCase()}">TLP:${alert.tlp}</strong>`;
  const unseen = left || checks.slice(pictured).some((check) => rowOf(check).pictured);
  const say = (name: keyof typeof cardWords) => cardWords[name][language];
  const copy = html`${say('copyFor')} ${shown(words.reader, language)}, ${minuteOf(card.at)}`;
  return html`<!doctype html>
    <html lang="${language}" dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width" />
        <title>${say('title')}: ${words.title.words}</title>
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body class="of-${size}">
        ${markOf(words.reader.words, card.at)}
        <header><span>${say('title')} · Enlace</span>${tlp}</header>
        <main>
          ${words.banners.map((banner) => html`<p class="banner">${banner}</p>`)} ${headOf(words, language)}
          <h2>${say('checks')}</h2>
          ${checks.length > 0 ? tableOf(checks.slice(0, rows), { pictured, wrong: wrongOf(alert.content) }, language) : html`<p>${say('noChecks')}</p>`}
          ${rows < checks.length && html`<p>${say('moreChecks')} ${checks.length - rows}.</p>`}
          ${unseen && html`<p>${say('moreImages')}</p>`}
          <h2>${say('advice')}</h2>
          <p class="advice">${shown(words.advice, language)}</p>
          <p>${say('otherwise')} ${shown(words.source, language)}.</p>
          <h2>${say('facts')}</h2>
          ${listOf(words.facts, language)}
        </main>
        <footer><span>${copy}</span>${tlp}</footer>
      </body>
    </html> `.text;
}

/** What the other side of a check is called: a genuine document that is misused is not a false one (register SP-01). */
const wrongOf = ({ typology }: AlertContent) => (alertClassOf(typology) === 'false-document' ? 'false' : 'misused');

/** What it is, in big words, and whose document. */
function headOf({ typology, title, document, specimen, summary }: Words, language: CardLanguage): Html {
  return html`<p class="what">${typology}</p>
    <p class="whose">${document}</p>
    <h1>${shown(title, language)}</h1>
    ${summary && html`<p>${shown(summary, language)}</p>`}
    ${specimen && html`<p>${cardWords.specimen[language]}: <b>${specimen.code}</b>, ${shown(specimen.title, language)}</p>`}`;
}

const listOf = (facts: readonly Fact[], language: CardLanguage) =>
  html`<dl>
    ${facts.map(
      (fact) =>
        html`<div>
          <dt>${fact.name}:</dt>
          <dd>${shown(fact.said, language)}</dd>
        </div> `,
    )}
  </dl>`;

/** For whom and when, again and again across the page. */
function markOf(reader: string, at: Date): Html {
  const text = `${reader} · ${minuteOf(at)}`;
  return html`<div class="mark" aria-hidden="true">${Array.from({ length: 9 }, () => html`<span>${text} · ${text}</span>`)}</div>`;
}

import { base64Of } from '../../../shared/contract/webhooks/base64.ts';
import { glossary } from '../../../shared/contract/specimens/glossary.ts';
import type { FraudPoint } from '../../../shared/contract/specimens/alerts.ts';
import type { CardOf } from './card.ts';
import type { Row } from './fit.ts';
import { type Html, html } from './html.ts';
import { type Said, said, shown } from './texts.ts';
import { type CardLanguage, cardWords, checkWords } from './words.ts';

/** As many bytes as the pictures of one card have: in base64 and with the text the card stays below 200 kB. */
const mostImageBytes = 100_000;
/** As many characters as one cell has room for. */
const mostWords = 140;

/** A check that needs no tool: what to look at, how, and what is seen there, with the pictures of each side. */
type Shown = { feature: string; how: string; sides: [Side, Side] };
type Side = { said: Said; image: Uint8Array | undefined };

/** The points of level 1 with the pictures that fit the budget, in the order of the alert; and whether some do not. */
export function checksOf({ alert, specimen, images, language }: CardOf): { checks: Shown[]; left: boolean } {
  const points = (alert.content.points ?? []).filter(({ level }) => level === 1);
  let [room, left] = [mostImageBytes, false];
  // A picture that two points name is written twice, and counts twice.
  const fitting = (bytes: Uint8Array | undefined) => {
    if (!bytes || bytes.length > room) {
      left ||= bytes !== undefined;
      return undefined;
    }
    room -= bytes.length;
    return bytes;
  };
  const side = (text: FraudPoint['genuine'], image: string | undefined): Side => ({
    said: said(text, language, mostWords),
    image: fitting(images.get(image ?? '')),
  });
  const checks = points.map((point) => ({
    feature: glossary.find(({ code }) => code === point.feature)?.name[language] ?? point.feature,
    how: howTo(point.feature, specimen, language),
    sides: [side(point.genuine, point.genuineImage), side(point.false, point.falseImage)] satisfies [Side, Side],
  }));
  return { checks, left };
}

/** A check as far as its size goes. */
export const rowOf = ({ feature, sides: [genuine, wrong] }: Shown): Row => ({
  feature,
  genuine: genuine.said.words,
  false: wrong.said.words,
  pictured: Boolean(genuine.image ?? wrong.image),
});

type Look = { pictured: number; wrong: 'false' | 'misused' };

/** The table of the checks, side by side. */
export function tableOf(checks: readonly Shown[], { pictured, wrong }: Look, language: CardLanguage): Html {
  const headings = (['feature', 'how', 'genuine', wrong] as const).map((name) => html`<th scope="col">${cardWords[name][language]}</th>`);
  const cell = ({ said: words }: Side, picture: Html | null) => html`<td>${shown(words, language)}${picture}</td>`;
  const rows = checks.map(({ feature, how, sides: [genuine, other] }, index) => {
    const picture = ({ image }: Side, name: keyof typeof cardWords) =>
      index < pictured ? pictureOf(image, `${cardWords[name][language]}: ${feature}`) : null;
    return html`<tr>
      <th scope="row">${feature}</th>
      <td>${how}</td>
      ${cell(genuine, picture(genuine, 'genuine'))}${cell(other, picture(other, wrong))}
    </tr> `;
  });
  return html`<table>
    <thead>
      <tr>
        ${headings}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

/** How a feature is checked without a tool, as the specimen says of it, or else the glossary. */
function howTo(code: string, specimen: CardOf['specimen'], language: CardLanguage): string {
  const own = specimen?.content.features?.find(({ feature, level }) => feature === code && level === 1);
  const checks = (own?.check ?? glossary.find((term) => term.code === code)?.checks ?? []).filter((check) => check !== 'tool');
  return checks.length > 0 ? checks.map((check) => checkWords[check][language]).join(', ') : cardWords.compare[language];
}

const pictureOf = (bytes: Uint8Array | undefined, alt: string): Html | null =>
  bytes ? html`<img alt="${alt}" src="data:image/jpeg;base64,${base64Of(bytes.slice().buffer)}" />` : null;

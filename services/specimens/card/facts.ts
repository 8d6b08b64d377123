import type { CardOf } from './card.ts';
import { type Said, countryName, dayOf, monthOf, said } from './texts.ts';
import { type CardLanguage, cardWords, informationWords, sourceWords } from './words.ts';

/** One thing that the card says of the alert: its name, and the words. */
export type Fact = { name: string; said: Said };

/** Above this many legs a route is told by the codes of its countries. */
const mostNamed = 4;

/** Where and when it was detected, how sure that is, until when it holds, which message it is and whose. */
export function factsOf({ alert, source, language }: CardOf): Fact[] {
  const { place, month, count, confidence, route = [], expiresOn } = alert.content;
  const own = (words: string): Said => ({ words, language });
  const legs = route.map((code) => (route.length > mostNamed ? code : countryName(code, language)));
  const facts: [keyof typeof cardWords, Said | undefined][] = [
    ['detected', own(monthOf(month, language))],
    ['place', place && said(place, language, 80)],
    ['documents', count === undefined ? undefined : own(String(count))],
    ['route', legs.length > 0 ? own(legs.join(' – ')) : undefined],
    ['confidence', confidence && own(confidenceOf(confidence, language))],
    ['expires', expiresOn === undefined ? undefined : own(dayOf(expiresOn, language))],
    ['message', messageOf(alert.messages, language)],
    ['from', said(source, language, 80)],
  ];
  return facts.flatMap(([name, words]) => (words ? [{ name: cardWords[name][language], said: words }] : []));
}

const confidenceOf = ({ source, information }: NonNullable<CardOf['alert']['content']['confidence']>, language: CardLanguage) =>
  `${sourceWords[source][language]}; ${informationWords[language][information - 1]} (${source}${information})`;

/** The last message of an alert, with which update it is. */
function messageOf(messages: CardOf['alert']['messages'], language: CardLanguage): Said | undefined {
  const last = messages.at(-1);
  if (!last) return undefined;
  const updates = messages.filter(({ kind }) => kind === 'update').length;
  const number = last.kind === 'update' ? ` ${updates}` : '';
  return { words: `${cardWords[last.kind][language]}${number}, ${dayOf(last.at, language)}`, language };
}

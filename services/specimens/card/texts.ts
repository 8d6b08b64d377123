import countries from 'i18n-iso-countries';
import { type Text, languages, render } from '../../../shared/contract/text.ts';
import { Html, html } from './html.ts';
import type { CardLanguage } from './words.ts';

/** A text with the language that it has, and cut to what a card has room for. */
export type Said = { words: string; language: keyof Text };

/** A text in the language of the card, or in the one that it has; what is longer than `most` characters ends in an ellipsis. */
export function said(text: Text, language: CardLanguage, most: number): Said {
  const own = [language, ...languages].find((one) => text[one] !== undefined) ?? language;
  return { words: clipped(render(text, own), most), language: own };
}

/** The HTML of a text on a card in a language: another language is told. */
export const shown = ({ words, language }: Said, card: CardLanguage): string | Html =>
  language === card ? words : html`<span lang="${language}">${words}</span>`;

/** The first characters of a text, and an ellipsis where that is not all. */
function clipped(text: string, most: number): string {
  const characters = Array.from(text.slice(0, 2 * most + 2));
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}

/** The name of a country with its code (ISO 3166-1 alpha-3), or the code alone where it has no name. */
export function countryName(code: string, language: CardLanguage): string {
  const alpha2 = countries.alpha3ToAlpha2(code);
  return alpha2 ? `${new Intl.DisplayNames([language], { type: 'region' }).of(alpha2) ?? code} (${code})` : code;
}

const written = (language: CardLanguage, options: Intl.DateTimeFormatOptions, at: Date) =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'es', { timeZone: 'UTC', ...options }).format(at);

/** A day, or the day of an instant, in words: UTC. */
export const dayOf = (at: string, language: CardLanguage) => written(language, { dateStyle: 'long' }, new Date(at));

/** A month in words. */
export const monthOf = (month: string, language: CardLanguage) =>
  written(language, { month: 'long', year: 'numeric' }, new Date(`${month}-01`));

/** An instant to the minute, the same in every language. */
export const minuteOf = (at: Date) => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

import countries from 'i18n-iso-countries';
import { html } from 'hono/html';
import { render } from '../../shared/contract/text.ts';
import { standardTerms } from '../../shared/contract/training/standard-terms.ts';
import type { Locale } from '../../shared/worker/locale.ts';
import { trainingsWords } from './trainings-words.ts';
import { countryName } from './written.ts';

type Option = { code: string; name: string };

const optionsIn = (locale: Locale) => ({
  country: inOrder(
    Object.keys(countries.getAlpha3Codes()).map((code) => ({ code, name: countryName(code, locale) })),
    locale,
  ),
  theme: inOrder(
    standardTerms.filter(({ list }) => list === 'theme').map(({ code, name }) => ({ code, name: render(name, locale) })),
    locale,
  ),
});
const inOrder = (options: Option[], locale: Locale) => options.toSorted((a, b) => a.name.localeCompare(b.name, locale));
const options = { es: optionsIn('es'), en: optionsIn('en') };

/** What trainings somebody wants to see, as the query of the feeds: a country, a theme, both or nothing. What is neither is left out. */
export function filterOf(asked: URLSearchParams): URLSearchParams {
  const wanted = (['country', 'theme'] as const).flatMap((name) => {
    const code = asked.get(name);
    return code !== null && options.es[name].some((option) => option.code === code) ? [[name, code]] : [];
  });
  return new URLSearchParams(wanted);
}

/** The form that chooses them; it works without a script. */
export const filterForm = (filter: URLSearchParams, locale: Locale) =>
  html`<form action="/trainings" method="get">
    <input type="hidden" name="lang" value="${locale}" />
    ${choice('country', filter, locale)} ${choice('theme', filter, locale)}
    <button>${trainingsWords[locale].filter}</button>
  </form>`;

const choice = (name: 'country' | 'theme', filter: URLSearchParams, locale: Locale) =>
  html`<label for="${name}">${trainingsWords[locale][name]}</label>
    <select id="${name}" name="${name}">
      <option value="">${trainingsWords[locale].all}</option>
      ${options[locale][name].map((one) => html`<option value="${one.code}" ${one.code === filter.get(name) ? 'selected' : ''}>${one.name}</option>`)}
    </select>`;

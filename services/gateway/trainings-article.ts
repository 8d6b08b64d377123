import { html } from 'hono/html';
import type { Locale } from '../../shared/worker/locale.ts';
import type { Shown } from './trainings-order.ts';
import { trainingsWords } from './trainings-words.ts';
import { countryName, datesWritten } from './written.ts';

const signs = { tentative: '○', cancelled: '✕' };

/** One training: what, when as precisely as is known, where, by whom, on what, and its state unless it is settled. */
export function article(training: Shown, locale: Locale, origin: string) {
  const { id, title, url, organiser, themes, status } = training;
  const where = [placeOf(training, locale), organiser].filter(Boolean).join(' · ');
  // An address of ours is the calendar itself.
  const name = url.startsWith(`${origin}/`) ? title : html`<a href="${url}">${title}</a>`;
  return html`<article id="${id}">
    <h3>${name}</h3>
    <p>${whenOf(training, locale)}</p>
    ${where && html`<p>${where}</p>`} ${themes.length > 0 ? html`<p>${themes.join(' · ')}</p>` : ''}
    ${status === 'confirmed' ? '' : html`<p class="state"><span aria-hidden="true">${signs[status]}</span> ${trainingsWords[locale][status]}</p>`}
  </article>`;
}

/** A place that was not named is the country, by its code. */
function placeOf({ place, virtual }: Shown, locale: Locale): string {
  if (place === null) return virtual ? trainingsWords[locale].virtual : '';
  return /^[A-Z]{3}$/.test(place) ? countryName(place, locale) : place;
}

function whenOf(training: Shown, locale: Locale): string {
  const { precision, start, end, zone, rule, lastDay } = training;
  const say = trainingsWords[locale];
  if (precision === 'open' || start === null || end === null) return say.open;
  if (precision !== 'time') return datesWritten(start, end, locale);
  const days = datesWritten(start.slice(0, 10), end.slice(0, 10), locale);
  const last = rule === null ? null : lastDay;
  return `${days}, ${start.slice(11, 16)}–${end.slice(11, 16)} (${zone})${last && `; ${say.repeats(datesWritten(last, last, locale))}`}`;
}

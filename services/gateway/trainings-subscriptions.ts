import { html } from 'hono/html';
import type { Locale } from '../../shared/worker/locale.ts';
import { trainingsWords } from './trainings-words.ts';

const names = { es: 'Español', en: 'English' };

/** The ways to have the same trainings in a calendar or a reader, in each language. */
export function subscriptions(filter: URLSearchParams, locale: Locale, origin: string) {
  const say = trainingsWords[locale];
  return html`<h2 id="subscribe">${say.subscribe}</h2>
    <p>${say.subscribeLead}</p>
    <dl>
      ${(['es', 'en'] as const).map(
        (language) =>
          html`<div>
            <dt lang="${language}">${names[language]}</dt>
            <dd>${waysIn(language, filter, locale, origin)}</dd>
          </div>`,
      )}
    </dl>`;
}

function waysIn(language: Locale, filter: URLSearchParams, locale: Locale, origin: string) {
  const say = trainingsWords[locale];
  const feed = (form: string) => `${origin}/v1/training/calendar.${form}?${new URLSearchParams([...filter, ['language', language]])}`;
  const way = (href: string, name: string) => html`<a href="${href}" hreflang="${language}">${name}</a>`;
  const inApp = feed('ics').replace(/^https?:/, 'webcal:');
  return html`${way(inApp, say.inApp)} · ${way(feed('ics'), say.file)} · ${way(feed('atom'), say.atom)}`;
}

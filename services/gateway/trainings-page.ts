import { html, raw } from 'hono/html';
import { LRUCache } from 'lru-cache';
import type { z } from 'zod';
import type { PublicCalendar } from '../../shared/contract/training/feeds.ts';
import type { Locale } from '../../shared/worker/locale.ts';
import { askJson } from './ask.ts';
import { htmlResponse, page, unkept } from './page.ts';
import { article } from './trainings-article.ts';
import { filterForm, filterOf } from './trainings-filter.ts';
import { type Group, inOrder } from './trainings-order.ts';
import { subscriptions } from './trainings-subscriptions.ts';
import { trainingsWords } from './trainings-words.ts';
import { datesWritten } from './written.ts';

type Asked = { locale: Locale; request: Request; training: Fetcher; origin: string };
type Calendar = z.output<typeof PublicCalendar>;

/** Pages by what they show, with the validator of the calendar that they were drawn of, which tells the day too. */
const drawn = new LRUCache<string, { etag: string; document: string }>({ max: 20 });

/**
 * The public trainings for people, by month, with the ways to subscribe; 503 where they cannot be had. It is drawn again when the calendar is
 * another: ten thousand trainings are long to read.
 */
export async function trainingsPage({ locale, request, training, origin }: Asked): Promise<Response> {
  const filter = filterOf(new URL(request.url).searchParams);
  const query = `${new URLSearchParams([...filter, ['language', locale]])}`;
  const kept = drawn.get(query);
  const answer = await askJson(training, request, `/v1/training/calendar.json?${query}`, kept?.etag).catch(() => null);
  if (kept && answer?.status === 304) return htmlResponse(locale, html`${raw(kept.document)}`);
  if (!answer?.ok) return down(locale);
  const { events }: Calendar = await answer.json();
  const shown = await draw({ filter, events, locale, origin });
  const etag = answer.headers.get('etag');
  if (etag) drawn.set(query, { etag, document: await shown.clone().text() });
  return shown;
}

type Drawn = { filter: URLSearchParams; events: Calendar['events']; locale: Locale; origin: string };

function draw({ filter, events, locale, origin }: Drawn): Promise<Response> {
  const say = trainingsWords[locale];
  const { groups, upcoming, past, older } = inOrder(events, new Date().toISOString().slice(0, 10));
  const shown = groups.reduce((sum, { trainings }) => sum + trainings.length, 0);
  const content = html`<h1>${say.heading}</h1>
    <p class="lead">${say.lead}</p>
    <p><a href="#subscribe">${say.toSubscribe}</a></p>
    ${filterForm(filter, locale)} ${upcoming === 0 ? html`<p>${say.none}</p>` : ''}
    ${upcoming > shown ? html`<p>${say.most(shown, upcoming)}</p>` : ''}
    ${groups.map(
      ({ heading, trainings }) =>
        html`<h2>${headingIn(heading, locale)}</h2>
          ${trainings.map((one) => article(one, locale, origin))}`,
    )}
    ${past.length > 0 ? pastOnes(past, locale, origin) : ''} ${older > 0 ? olderOnes(older, filter, locale) : ''}
    ${subscriptions(filter, locale, origin)}`;
  return page({ locale, path: ['/trainings', `${filter}`].filter(Boolean).join('?'), title: `${say.heading} · Enlace`, content });
}

function headingIn(heading: Group['heading'], locale: Locale): string {
  const say = trainingsWords[locale];
  if (heading === 'now' || heading === 'open') return say[heading];
  return heading.length === 4 ? say.someMonth(heading) : datesWritten(heading, heading, locale);
}

const pastOnes = (past: Calendar['events'], locale: Locale, origin: string) =>
  html`<details>
    <summary><h2>${trainingsWords[locale].past(past.length)}</h2></summary>
    ${past.map((one) => article(one, locale, origin))}
  </details>`;

function olderOnes(count: number, filter: URLSearchParams, locale: Locale) {
  const say = trainingsWords[locale];
  const query = `${new URLSearchParams([...filter, ['language', locale]])}`;
  return html`<p class="after">${say.older(count)} <a href="/v1/training/calendar.json?${query}">${say.asJson}</a>.</p>`;
}

async function down(locale: Locale): Promise<Response> {
  const say = trainingsWords[locale];
  const content = html`<h1><span aria-hidden="true">!</span> ${say.down}</h1>
    <p class="lead">${say.downLead}</p>`;
  return unkept(await page({ locale, path: '/trainings', title: `${say.down} · Enlace`, content }), 503);
}

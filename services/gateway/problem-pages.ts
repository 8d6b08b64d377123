import { html } from 'hono/html';
import { type ProblemCode, problems } from '../../shared/contract/problem.ts';
import type { Locale } from '../../shared/worker/locale.ts';
import { remedies } from './remedies.ts';
import { page } from './page.ts';

const heading = { es: 'Errores', en: 'Errors' };
const back = { es: 'Todos los errores', en: 'All errors' };

/** The page of one problem type; undefined when there is no such code. */
export function problemPage(code: string, locale: Locale): Promise<Response> | undefined {
  if (!Object.hasOwn(problems, code)) return undefined;
  const { status, title } = problems[code as ProblemCode];
  return page(
    locale,
    `${title[locale]} · Enlace`,
    html`<nav><a href="/problems">${back[locale]}</a></nav>
      <h1>${title[locale]}</h1>
      <p class="lead">HTTP ${status} · <code>${code}</code></p>
      <p>${remedies[code as ProblemCode][locale]}</p>`,
  );
}

/** Every problem type with a link to its page. */
export function problemIndex(locale: Locale): Promise<Response> {
  const rows = Object.entries(problems).map(
    ([code, { status, title }]) =>
      html`<dt><a href="/problems/${code}">${code}</a></dt>
        <dd>${status} · ${title[locale]}</dd>`,
  );
  return page(
    locale,
    `${heading[locale]} · Enlace`,
    html`<nav><a href="/">Enlace</a></nav>
      <h1>${heading[locale]}</h1>
      <dl>${rows}</dl>`,
  );
}

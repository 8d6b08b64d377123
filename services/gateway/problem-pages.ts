import { html } from 'hono/html';
import { type ProblemCode, problems } from '../../shared/contract/problem.ts';
import type { Locale } from '../../shared/worker/locale.ts';
import { inLanguage, page, withCode } from './page.ts';
import { remedies } from './remedies.ts';

const words = {
  es: {
    heading: 'Errores',
    lead: 'Todo lo que puede salir mal en una llamada, y qué hacer en cada caso.',
    back: 'Todos los errores',
    remedy: 'Qué hacer',
    looks: 'Cómo se ve',
    report: 'Si necesita ayuda, dé a quien opera la plataforma el `requestId` de la respuesta.',
  },
  en: {
    heading: 'Errors',
    lead: 'Everything that can go wrong with a call, and what to do about it.',
    back: 'All errors',
    remedy: 'What to do',
    looks: 'How it looks',
    report: 'If you need help, give the operator of the platform the `requestId` of the answer.',
  },
};

/** The page of one problem type; undefined when there is no such code. */
export function problemPage(code: string, locale: Locale): Promise<Response> | undefined {
  if (!isCode(code)) return undefined;
  const say = words[locale];
  const { status, title } = problems[code];
  const sample = { type: `/problems/${code}`, title: title[locale], status, requestId: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11' };
  const content = html`<p class="crumb"><a href="${inLanguage('/problems', locale)}">${say.back}</a></p>
    <h1>${title[locale]}</h1>
    <p class="lead">HTTP ${status} · <code>${code}</code></p>
    <h2>${say.remedy}</h2>
    <p>${withCode(remedies[code][locale])}</p>
    <p>${withCode(say.report)}</p>
    <h2>${say.looks}</h2>
    <pre tabindex="0" role="region" aria-label="${say.looks}">${JSON.stringify(sample, null, 2)}</pre>`;
  return page({ locale, path: `/problems/${code}`, title: `${title[locale]} · Enlace`, content });
}

/** Every problem type with a link to its page. */
export function problemIndex(locale: Locale): Promise<Response> {
  const say = words[locale];
  const rows = Object.entries(problems).map(
    ([code, { status, title }]) =>
      html`<div>
        <dt><a href="${inLanguage(`/problems/${code}`, locale)}">${title[locale]}</a></dt>
        <dd>HTTP ${status} · <code>${code}</code></dd>
      </div>`,
  );
  const content = html`<h1>${say.heading}</h1>
    <p class="lead">${say.lead}</p>
    <dl>${rows}</dl>`;
  return page({ locale, path: '/problems', title: `${say.heading} · Enlace`, content });
}

const isCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code);

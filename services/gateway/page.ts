import { html } from 'hono/html';
import type { Locale } from '../../shared/worker/locale.ts';

type Content = ReturnType<typeof html>;
type Page = { locale: Locale; path: string; title: string; content: Content };

const words = {
  es: { skip: 'Ir al contenido', sections: 'Secciones', home: 'Inicio', docs: 'Operaciones', problems: 'Errores', other: 'English' },
  en: { skip: 'Skip to content', sections: 'Sections', home: 'Home', docs: 'Operations', problems: 'Errors', other: 'Español' },
};

/** The address of one of our pages in a language, so that a reader who chose one keeps it. The path may have a query already. */
export const inLanguage = (path: string, locale: Locale) => `${path}${path.includes('?') ? '&' : '?'}lang=${locale}`;

/** A page in the product's look, in one language. It holds no script and no inline style. */
export function page({ locale, path, title, content }: Page): Promise<Response> {
  return htmlResponse(
    locale,
    html`<!doctype html>
      <html lang="${locale}">
        <head>
          ${head(path, title)}
        </head>
        <body>
          ${banner(locale, path)}
          <main class="text" id="content" tabindex="-1">${content}</main>
        </body>
      </html>`,
  );
}

/** A sentence whose parts between backticks are shown as code. */
export const withCode = (sentence: string): Content[] =>
  sentence.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));

/** What the head of every page says: its name, its look and the same page in the other language. */
export const head = (path: string, title: string): Content =>
  html`<meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title}</title>
    <link rel="stylesheet" href="/style.css" />
    <link rel="icon" href="data:," />
    <link rel="alternate" hreflang="es" href="${inLanguage(path, 'es')}" />
    <link rel="alternate" hreflang="en" href="${inLanguage(path, 'en')}" />`;

/** The top of every page: where one is, where else to go, and the other language. */
export function banner(locale: Locale, path: string): Content {
  const say = words[locale];
  const other = locale === 'es' ? 'en' : 'es';
  const link = (to: string, name: string) =>
    html`<a href="${inLanguage(to, locale)}" ${path === to ? html`aria-current="page"` : ''}>${name}</a>`;
  return html`<a class="skip" href="#content">${say.skip}</a>
    <header class="banner">
      <div>
        <a class="name" href="${inLanguage('/', locale)}">Enlace</a>
        <nav aria-label="${say.sections}">
          ${link('/', say.home)} ${link('/docs', say.docs)} ${link('/problems', say.problems)}
          <a href="${inLanguage(path, other)}" lang="${other}" hreflang="${other}">${say.other}</a>
        </nav>
      </div>
    </header>`;
}

/** A document as an answer that anyone may keep for a minute. */
export async function htmlResponse(locale: Locale, document: Content): Promise<Response> {
  return new Response(String(await document), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Language': locale,
      'Cache-Control': 'public, max-age=60, stale-while-revalidate=600',
      Vary: 'Accept, Accept-Language',
    },
  });
}

/** The same page with another status, kept by nobody and listed by no search engine. */
export function unkept({ body, headers: own }: Response, status: number): Response {
  const headers = new Headers(own);
  headers.set('Cache-Control', 'no-store');
  headers.set('X-Robots-Tag', 'noindex');
  return new Response(body, { status, headers });
}

const layout = `
body { --ink: #1c2530; --paper: #fff; --quiet: #53606d; --line: #d5dbe1; --wash: #f4f6f8; --mark: #0b4f8a; --band: #0b3c66; color-scheme: light; }
@media (prefers-color-scheme: dark) {
  body:not(.docs) { --ink: #e4e9ee; --paper: #12181f; --quiet: #a3aeb9; --line: #333e4a; --wash: #1a222b; --mark: #8cc2f5; --band: #0a2a47; color-scheme: dark; }
}
body { margin: 0; font: 1.0625rem/1.6 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
.banner { background: var(--band); }
.banner div { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .25rem 1.5rem; padding: .85rem 1.25rem; }
.banner div, .text { max-width: 46rem; margin: 0 auto; }
.banner a { color: #fff; text-decoration: none; padding: .25rem 0; border-bottom: 2px solid transparent; }
.banner a:hover, .banner [aria-current] { border-bottom-color: #fff; }
.banner .name { font-size: 1.2rem; font-weight: 700; }
.banner nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .95rem; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: .5rem; top: .5rem; padding: .5rem 1rem; background: #fff; color: #0b3c66; }
a:focus-visible, pre:focus-visible, input:focus-visible, select:focus-visible, button:focus-visible, summary:focus-visible { outline: 3px solid #f2b705; outline-offset: 2px; }
`;

const text = `
.text { padding: 2.75rem 1.25rem 5rem; outline: none; overflow-wrap: break-word; }
.text h1 { font-size: clamp(1.75rem, 5vw, 2.35rem); line-height: 1.15; letter-spacing: -.015em; margin: 0 0 .75rem; text-wrap: balance; }
.text h2 { font-size: 1.25rem; line-height: 1.3; margin: 3rem 0 .75rem; }
.text p, .text ol { margin: 0 0 1rem; max-width: 40rem; }
.text .lead { font-size: 1.2rem; line-height: 1.5; color: var(--quiet); margin-bottom: 1.5rem; }
.text a { color: var(--mark); text-underline-offset: .2em; text-decoration-thickness: 1px; }
.text a:hover { text-decoration-thickness: 3px; }
.text ol { padding-left: 1.4rem; }
.text ol pre { margin-left: -1.4rem; }
.text li + li { margin-top: 1.25rem; }
.text code, .text pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .875rem; }
.text code { background: var(--wash); padding: .1em .3em; border-radius: .2rem; }
.text pre { overflow-x: auto; margin: .5rem 0; padding: 1rem 1.1rem; line-height: 1.55; background: var(--wash); border-left: 4px solid var(--mark); }
.text dl { margin: 0; border-top: 1px solid var(--line); }
.text dl div { padding: .8rem 0; border-bottom: 1px solid var(--line); }
.text dt { font-weight: 600; }
.text dd { margin: 0; color: var(--quiet); }
.text .after { margin-top: 2rem; }
.text form { margin: 1.5rem 0; }
.text label { display: block; font-weight: 600; }
.text input, .text select { box-sizing: border-box; width: 100%; max-width: 24rem; margin: .25rem 0 1rem; padding: .55rem .7rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--quiet); border-radius: .25rem; }
.text button { display: block; padding: .55rem 1.25rem; font: inherit; font-weight: 600; color: #fff; background: #0b4f8a; border: 1px solid #8cc2f5; border-radius: .25rem; cursor: pointer; }
.text form p { margin: .75rem 0 0; color: var(--quiet); }
.text article { padding: .8rem 0; border-top: 1px solid var(--line); }
.text article h3 { font-size: 1.0625rem; line-height: 1.4; margin: 0; }
.text article p { margin: 0; color: var(--quiet); }
.text article .state { font-weight: 600; color: var(--ink); }
.text article:target { background: var(--wash); }
.text summary { margin: 3rem 0 .75rem; cursor: pointer; }
.text summary h2 { display: inline; }
.text .crumb { margin: 0 0 1.5rem; font-size: .95rem; }
`;

/** Where Swagger UI's own colours are too faint to read (WCAG 1.4.3), and the list of servers: there is one. */
const reference = `
.docs .banner div { max-width: 1420px; }
.docs #content { font: 1rem/1.4 system-ui, sans-serif; }
.docs .swagger-ui .info .title small { background: #3b4151; }
.docs .swagger-ui .info .title small pre { background: none; }
.docs .swagger-ui .info a, .docs .swagger-ui .info .url, .docs .swagger-ui .renderedMarkdown a { color: var(--mark); }
.docs .swagger-ui .btn.authorize, .docs .swagger-ui .btn.authorize span { color: #17653f; border-color: #17653f; }
.docs .swagger-ui .scheme-container .btn.authorize svg { fill: #17653f; }
.docs .swagger-ui .btn.cancel { color: #b3261e; border-color: #b3261e; }
.docs .swagger-ui .opblock-get .opblock-summary-method { background: #1a5fa8; }
.docs .swagger-ui .opblock-post .opblock-summary-method { background: #17653f; }
.docs .swagger-ui .opblock-patch .opblock-summary-method { background: #0f6171; }
.docs .swagger-ui .opblock-put .opblock-summary-method { background: #8a5000; }
.docs .swagger-ui .opblock-delete .opblock-summary-method { background: #b3261e; }
.docs .swagger-ui .json-schema-2020-12-expand-deep-button { color: #53575f; }
.docs .swagger-ui .servers, .docs .swagger-ui .servers-title { display: none; }
`;

/** The style of every page, light or dark as the reader's system says; the reference is always light. */
export const style = `${layout}${text}${reference}`;

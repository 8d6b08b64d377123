import { html } from 'hono/html';
import type { Locale } from '../../shared/worker/locale.ts';

const title = { es: 'Enlace: operaciones', en: 'Enlace: operations' };

/** The interactive reference. Its script and style are files of our own origin. */
export async function docsPage(locale: Locale): Promise<Response> {
  const document = await html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title[locale]}</title>
        <link rel="stylesheet" href="/docs/swagger-ui.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <div id="docs"></div>
        <script src="/docs/swagger-ui-bundle.js"></script>
        <script src="/docs/start.js"></script>
      </body>
    </html>`;
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Language': locale, Vary: 'Accept-Language' };
  return new Response(String(document), { headers: { ...headers, 'Cache-Control': 'public, max-age=60, stale-while-revalidate=600' } });
}

/** The script that starts the reference. */
export const docsScript = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null, tryItOutEnabled: true });`;

/** The files of the reference that may be served from its package. */
export const docsFiles: readonly string[] = ['swagger-ui.css', 'swagger-ui-bundle.js'];

import { html } from 'hono/html';
import type { Locale } from '../../shared/worker/locale.ts';
import { banner, head, htmlResponse } from './page.ts';

const title = { es: 'Operaciones · Enlace', en: 'Operations · Enlace' };

/** The interactive reference, which speaks English. Its script and style are files of our own origin. */
export function docsPage(locale: Locale): Promise<Response> {
  return htmlResponse(
    locale,
    html`<!doctype html>
      <html lang="${locale}">
        <head>
          <link rel="stylesheet" href="/docs/swagger-ui.css" />
          ${head('/docs', title[locale])}
        </head>
        <body class="docs">
          ${banner(locale, '/docs')}
          <div id="content" tabindex="-1" lang="en"></div>
          <script src="/docs/swagger-ui-bundle.js"></script>
          <script src="/docs/start.js"></script>
        </body>
      </html>`,
  );
}

/** The script that starts the reference. It opens with the names of its groups: more than a hundred operations at once take seconds to draw. */
export const docsScript = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#content', deepLinking: true, validatorUrl: null, tryItOutEnabled: true, docExpansion: 'none' });`;

/** The files of the reference that may be served from its package. */
export const docsFiles: readonly string[] = ['swagger-ui.css', 'swagger-ui-bundle.js'];

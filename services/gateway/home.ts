import { html } from 'hono/html';
import type { Locale } from '../../shared/worker/locale.ts';
import { page } from './page.ts';

const words = {
  es: {
    other: ['/?lang=en', 'English'],
    lead: 'La mesa compartida de las redes regionales que protegen a las personas migrantes y combaten la trata.',
    what: 'Aquí se guarda una sola vez lo que la red acuerda y hace: su plan de trabajo, quién responde por cada actividad y en qué mandato se apoya. Los portales de los países lo leen por esta API.',
    start: 'Para empezar',
    token: 'Pida un token con las credenciales de su organización y úselo en cada llamada:',
    where: 'A dónde ir',
    docs: 'cada operación, para leer y probar',
    openapi: 'el contrato completo, OpenAPI 3.1',
    problems: 'cada error y qué hacer',
    ready: 'si la plataforma está lista',
    security: 'a quién avisar de una falla de seguridad',
  },
  en: {
    other: ['/?lang=es', 'Español'],
    lead: 'The shared desk of regional networks that protect migrants and fight trafficking.',
    what: 'What a network agrees and does is kept here, once: its work plan, who answers for each activity, and the mandate it rests on. The portals of the countries read it through this API.',
    start: 'First steps',
    token: 'Ask for a token with your organisation’s credentials and send it with every call:',
    where: 'Where to go',
    docs: 'every operation, to read and to try',
    openapi: 'the whole contract, OpenAPI 3.1',
    problems: 'every error and what to do',
    ready: 'whether the platform is ready',
    security: 'whom to tell of a weakness',
  },
};

/** The first page: what this is and where to go. */
export function home(locale: Locale, origin: string): Promise<Response> {
  const say = words[locale];
  return page(
    locale,
    'Enlace',
    html`<nav><a href="${say.other[0]}" hreflang="${locale === 'es' ? 'en' : 'es'}">${say.other[1]}</a></nav>
      <h1>Enlace</h1>
      <p class="lead">${say.lead}</p>
      <p>${say.what}</p>
      <h2>${say.start}</h2>
      <p>${say.token}</p>
      <pre tabindex="0">
curl -u CLIENT_ID:CLIENT_SECRET -d grant_type=client_credentials ${origin}/oauth/token
curl -H "Authorization: Bearer TOKEN" ${origin}/v1/plans</pre>
      <h2>${say.where}</h2>
      <dl>
        <dt><a href="/docs">/docs</a></dt>
        <dd>${say.docs}</dd>
        <dt><a href="/openapi.json">/openapi.json</a></dt>
        <dd>${say.openapi}</dd>
        <dt><a href="/problems">/problems</a></dt>
        <dd>${say.problems}</dd>
        <dt><a href="/readyz">/readyz</a></dt>
        <dd>${say.ready}</dd>
        <dt><a href="/.well-known/security.txt">/.well-known/security.txt</a></dt>
        <dd>${say.security}</dd>
      </dl>`,
  );
}

/** The same for programs: links. */
export const links = (origin: string) => ({
  name: 'Enlace',
  links: {
    self: `${origin}/`,
    documentation: `${origin}/docs`,
    openapi: `${origin}/openapi.json`,
    catalog: `${origin}/.well-known/api-catalog`,
    token: `${origin}/oauth/token`,
    networks: `${origin}/v1/networks`,
    plans: `${origin}/v1/plans`,
    activities: `${origin}/v1/activities`,
    mandates: `${origin}/v1/mandates`,
  },
});

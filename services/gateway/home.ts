import { html } from 'hono/html';
import type { Locale } from '../../shared/worker/locale.ts';
import { inLanguage, page } from './page.ts';

const words = {
  es: {
    title: 'Enlace: la mesa compartida de las redes regionales',
    lead: 'La mesa compartida de las redes regionales que protegen a las personas migrantes y combaten la trata.',
    what: 'Aquí se guarda una sola vez lo que la red acuerda y hace: su plan de trabajo, quién responde por cada actividad y en qué mandato se apoya. Los portales de los países lo leen por esta API.',
    start: 'Para empezar',
    token: 'Pida un token con las credenciales de su organización. Dura diez minutos.',
    tokenCall: 'Llamada que pide un token',
    use: 'Envíelo en cada llamada.',
    useCall: 'Llamada que usa el token',
    where: 'A dónde ir',
    docs: ['Operaciones', 'Cada operación, para leer y probar.'],
    openapi: ['Contrato OpenAPI 3.1', 'Todo lo que la API recibe y responde, para programas.'],
    directory: ['Directorio público', 'Servicios para quien necesita ayuda, para leer y copiar (HSDS).'],
    trainings: ['Capacitaciones', 'Las capacitaciones públicas, mes a mes, y cómo suscribirse.'],
    verify: ['Verificar un certificado', 'Si un certificado de capacitación es auténtico.'],
    problems: ['Errores', 'Cada error y qué hacer.'],
    ready: ['Estado', 'Si la plataforma está lista ahora.'],
    security: ['Seguridad', 'A quién avisar de una falla.'],
  },
  en: {
    title: 'Enlace: the shared desk of regional networks',
    lead: 'The shared desk of regional networks that protect migrants and fight trafficking.',
    what: 'What a network agrees and does is kept here, once: its work plan, who answers for each activity, and the mandate it rests on. The portals of the countries read it through this API.',
    start: 'First steps',
    token: 'Ask for a token with your organisation’s credentials. It lives ten minutes.',
    tokenCall: 'Call that asks for a token',
    use: 'Send it with every call.',
    useCall: 'Call that uses the token',
    where: 'Where to go',
    docs: ['Operations', 'Every operation, to read and to try.'],
    openapi: ['OpenAPI 3.1 contract', 'All that the API takes and answers, for programs.'],
    directory: ['Public directory', 'Services for whoever needs help, to read and to copy (HSDS).'],
    trainings: ['Trainings', 'The public trainings, month by month, and how to subscribe.'],
    verify: ['Verify a certificate', 'Whether a training certificate is genuine.'],
    problems: ['Errors', 'Every error and what to do.'],
    ready: ['Status', 'Whether the platform is ready now.'],
    security: ['Security', 'Whom to tell of a weakness.'],
  },
};

/** The first page: what this is and where to go. */
export function home(locale: Locale, origin: string): Promise<Response> {
  const say = words[locale];
  const place = (href: string, [name, purpose]: string[]) =>
    html`<div>
      <dt><a href="${href}">${name}</a></dt>
      <dd>${purpose}</dd>
    </div>`;
  const content = html`<h1>Enlace</h1>
    <p class="lead">${say.lead}</p>
    <p>${say.what}</p>
    <h2>${say.start}</h2>
    ${firstSteps(say, origin)}
    <h2>${say.where}</h2>
    <dl>
      ${place(inLanguage('/docs', locale), say.docs)} ${place(inLanguage('/hsds/profile', locale), say.directory)}
      ${place(inLanguage('/trainings', locale), say.trainings)} ${place(inLanguage('/verify', locale), say.verify)}
      ${place(inLanguage('/problems', locale), say.problems)} ${place('/openapi.json', say.openapi)} ${place('/readyz', say.ready)}
      ${place('/.well-known/security.txt', say.security)}
    </dl>`;
  return page({ locale, path: '/', title: say.title, content });
}

function firstSteps(say: (typeof words)[Locale], origin: string) {
  const token = `curl -u CLIENT_ID:CLIENT_SECRET \\\n  -d grant_type=client_credentials \\\n  ${origin}/oauth/token`;
  const use = `curl -H "Authorization: Bearer TOKEN" \\\n  ${origin}/v1/plans`;
  return html`<ol>
    <li>
      ${say.token}
      <pre tabindex="0" role="region" aria-label="${say.tokenCall}">${token}</pre>
    </li>
    <li>
      ${say.use}
      <pre tabindex="0" role="region" aria-label="${say.useCall}">${use}</pre>
    </li>
  </ol>`;
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
    directory: `${origin}/hsds/`,
    networks: `${origin}/v1/networks`,
    plans: `${origin}/v1/plans`,
    activities: `${origin}/v1/activities`,
    mandates: `${origin}/v1/mandates`,
  },
});

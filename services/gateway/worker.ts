import { type Context, Hono } from 'hono';
import { v7 as uuid } from 'uuid';
import { Problem } from '../../shared/contract/problem.ts';
import { documentAlertSchemaPath } from '../../shared/contract/specimens/stix/extension.ts';
import { type Locale, localeOf } from '../../shared/worker/locale.ts';
import { log, storyOf } from '../../shared/worker/log.ts';
import { problemResponse } from '../../shared/worker/problems.ts';
import { directoryProfile } from './directory-profile.ts';
import { docsFiles, docsPage, docsScript } from './docs.ts';
import { documentAlertSchema } from './document-alerts.ts';
import { type GatewayEnv, admitted, checkRate, checkSize, policyOf } from './guard.ts';
import { preflight, withHeaders } from './headers.ts';
import { home, links } from './home.ts';
import { remember, remembered } from './memo.ts';
import { openApiDocument } from './openapi.ts';
import { style } from './page.ts';
import { problemIndex, problemPage } from './problem-pages.ts';
import { bindingFor, isPublic } from './routing.ts';
import { trainingsPage } from './trainings-page.ts';
import { verificationForm, verificationPage } from './verification-page.ts';
import { apiCatalog, authorizationServer, catalogLink, catalogType, securityText } from './well-known.ts';

type Ask = Context<{ Bindings: GatewayEnv }>;

const fresh = { 'Cache-Control': 'public, max-age=60, stale-while-revalidate=600' };
const shown = (type: string) => ({ ...fresh, 'Content-Type': type });
const readerOf = (c: Ask): Locale => {
  const asked = c.req.query('lang');
  return asked === 'es' || asked === 'en' ? asked : localeOf(c.req.raw.headers);
};
const wantsPage = (c: Ask) => (c.req.header('accept') ?? '').includes('text/html');

let description: string | undefined;
const describe = (origin: string) => (description ??= JSON.stringify(openApiDocument(origin)));

const app = new Hono<{ Bindings: GatewayEnv }>();

app.get('/', async (c) =>
  wantsPage(c) ? home(readerOf(c), c.env.ORIGIN) : c.json(links(c.env.ORIGIN), 200, { ...fresh, Vary: 'Accept' }),
);
app.get('/style.css', (c) => c.body(style, 200, shown('text/css; charset=utf-8')));
app.get('/healthz', (c) => c.json({ alive: true }, 200, { 'Cache-Control': 'no-store' }));
app.get('/openapi.json', (c) => c.body(describe(c.env.ORIGIN), 200, shown('application/json')));
app.get('/docs', (c) => docsPage(readerOf(c)));
app.get('/docs/start.js', (c) => c.body(docsScript, 200, shown('text/javascript; charset=utf-8')));
app.get('/docs/:file', async (c) => {
  const file = c.req.param('file');
  return docsFiles.includes(file) ? c.env.FILES.fetch(new URL(`/${file}`, c.req.url)) : missing(c);
});
app.get('/problems', (c) => problemIndex(readerOf(c)));
app.get('/problems/:code', (c) => problemPage(c.req.param('code'), readerOf(c)) ?? missing(c));
app.get('/hsds/profile', (c) => directoryProfile(readerOf(c)));
app.get('/trainings', (c) => trainingsPage({ locale: readerOf(c), request: c.req.raw, training: c.env.TRAINING, origin: c.env.ORIGIN }));
app.get('/verify', (c) => verificationForm(readerOf(c), new URL(c.req.url)));
app.get('/verify/:code', (c) =>
  verificationPage({ typed: c.req.param('code'), locale: readerOf(c), request: c.req.raw, training: c.env.TRAINING }),
);
app.get(documentAlertSchemaPath, (c) => c.body(JSON.stringify(documentAlertSchema(c.env.ORIGIN)), 200, shown('application/schema+json')));
app.get('/.well-known/oauth-authorization-server', (c) => c.json(authorizationServer(c.env.ORIGIN), 200, fresh));
app.get('/.well-known/api-catalog', (c) =>
  c.body(JSON.stringify(apiCatalog(c.env.ORIGIN)), 200, { ...shown(catalogType), Link: catalogLink }),
);
app.get('/.well-known/security.txt', (c) =>
  c.body(securityText(c.env.ORIGIN, c.env.SECURITY_CONTACT, new Date()), 200, shown('text/plain; charset=utf-8')),
);
app.onError((error, c) => refusal(error, c.req.raw));
/** The specification asks at the end of its base address. */
app.get('/hsds/', (c) => app.fetch(new Request(new URL('/hsds', c.req.url), c.req.raw), c.env));
app.all('*', (c) => {
  const binding = bindingFor(c.req.path) as keyof GatewayEnv | undefined;
  if (!binding) return missing(c);
  if (c.req.method === 'OPTIONS' && isPublic(c.req.path)) return preflight(c.req.path);
  return (c.env[binding] as Fetcher).fetch(c.req.raw);
});

/** A person gets a page, a program a problem. */
async function missing(c: Ask): Promise<Response> {
  const shownPage = wantsPage(c) && (await problemPage('not-found', readerOf(c)));
  if (shownPage) return new Response(shownPage.body, { status: 404, headers: shownPage.headers });
  return refusal(new Problem('not-found'), c.req.raw);
}

/** What no worker behind answers is logged here, as they log theirs. */
function refusal(error: unknown, request: Request): Response {
  const requestId = request.headers.get('x-request-id') ?? '';
  const response = problemResponse(error, request, requestId);
  const { status } = response;
  const story = status >= 500 ? { error: storyOf(error) } : {};
  log({ worker: 'gateway', requestId, operation: 'refused', status, milliseconds: 0, trips: 0, client: null, ...story });
  return response;
}

async function answer(request: Request, env: GatewayEnv): Promise<Response> {
  try {
    await checkRate(request, env);
    await checkSize(request);
    return await app.fetch(request, env);
  } catch (error) {
    return refusal(error, request);
  }
}

export default {
  async fetch(original: Request, env: GatewayEnv): Promise<Response> {
    const requestId = uuid();
    const kept = remembered(original, requestId);
    if (kept) return kept;
    const request = admitted(original, env, requestId);
    const response = await answer(request, env);
    return remember(original, withHeaders(response, new URL(request.url).pathname, requestId, policyOf(env)));
  },
};

const start = `import { type Activity, ApiProblem, WebhookError, createClient, verifyWebhook } from '@enlace/contract';
const enlace = createClient({ baseUrl: 'https://enlace.example', clientId: 'id', clientSecret: 'secret', language: 'en' });
const params = { id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11' };
`;

/** What a portal may write. */
export const portalCode = `${start}export async function read(signal: AbortSignal): Promise<Activity[]> {
  const found: Activity[] = [];
  for await (const activity of enlace.listActivities({ query: { network: 'crm', limit: 1 }, signal })) found.push(activity);
  return found;
}
export async function rename(): Promise<string | undefined> {
  const { body, etag } = await enlace.getNetwork({ params });
  if (!etag) return undefined;
  try {
    const { body: renamed } = await enlace.updateNetwork({ params, ifMatch: etag, body: { name: { ...body.name, en: 'Network' } } });
    return renamed.name.en;
  } catch (error) {
    if (error instanceof ApiProblem && error.code === 'stale') return error.details.title;
    throw error;
  }
}
export const me: Promise<string> = enlace.getMe().then(({ body }) => body.organisation);
export const perhaps: Promise<string | undefined> = enlace.getNetwork({ params, ifNoneMatch: '"1"' }).then(({ body }) => body?.code);
await enlace.createPlanImport({ query: { network: 'crm', language: 'es' }, body: new Uint8Array(), mediaType: 'text/csv' });
export async function receive(request: Request): Promise<string> {
  try {
    const event = await verifyWebhook(new Uint8Array(await request.arrayBuffer()), request.headers, { secrets: ['whsec_'] });
    return event.type;
  } catch (error) {
    if (error instanceof WebhookError && error.code === 'stale') return error.detail.es;
    throw error;
  }
}
export const received = enlace.getWebhookKeys().then(({ body: keys }) => verifyWebhook('', { 'webhook-id': undefined }, { keys, tolerance: 60 }));
`;

/** What it may not: each line after the start is a mistake of its own. */
export const mistakes = `${start}enlace.listEverything();
enlace.issueToken({ body: { grant_type: 'client_credentials' } });
enlace.listActivities({ query: { colour: 'red' } });
enlace.listActivities({ query: { cadence: 'daily' } });
enlace.listNetworks({ ifNoneMatch: '"1"' });
enlace.getNetwork({ params: { code: 'crm' } });
enlace.getNetwork();
enlace.updateNetwork({ params, body: {} });
enlace.createNetwork({ body: { code: 'crm', name: { de: 'Netz' } } });
enlace.createPlanImport({ query: { network: 'crm', language: 'es' }, body: '', mediaType: 'application/pdf' });
enlace.getMe().then(({ body }) => body.password);
new ApiProblem({ type: '', title: '', status: 1, requestId: '' }).code === 'unheard-of';
verifyWebhook({}, {}, { secrets: ['whsec_'] });
verifyWebhook('', {}, { secrets: 'whsec_' });
new WebhookError('unheard-of');
`;

/** The lines of `mistakes` at fault, counted from 1 as a compiler does. */
export const faultyLines = mistakes
  .trimEnd()
  .split('\n')
  .map((_, index) => index + 1)
  .slice(start.split('\n').length - 1);

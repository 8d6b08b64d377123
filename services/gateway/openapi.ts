import { OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { contracts } from '../../shared/contract/contracts.ts';
import { eventTypes } from '../../shared/contract/events.ts';
import { heedsKey } from '../../shared/contract/route-problems.ts';
import type { RequestBody, Route } from '../../shared/contract/route.ts';
import { tags } from '../../shared/contract/tags.ts';
import { exampleOf } from '../../shared/contract/example.ts';
import { answersOf } from './openapi-answers.ts';
import { responseHeaders } from './openapi-headers.ts';
import { shared } from './openapi-shared.ts';
import { tightened } from './openapi-tightened.ts';
import { messageAnswers, messageHeaders, webhookOf } from './openapi-webhooks.ts';

type Content = Record<string, { schema: z.ZodType | object; example?: unknown }>;

/** The OpenAPI 3.1 document of every contract, as one. Built once per isolate. */
export function openApiDocument(origin: string) {
  const app = new OpenAPIHono();
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'oauth2',
    description: 'Access tokens are JWTs (RFC 9068), EdDSA alone, made and checked as RFC8725 asks. They live ten minutes.',
    flows: { clientCredentials: { tokenUrl: `${origin}/oauth/token`, scopes: {} } },
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'client', {
    type: 'http',
    scheme: 'basic',
    description: 'Client id and secret, for the token endpoint alone (RFC 6749, 2.3.1).',
  });
  const components = Object.entries({ headers: responseHeaders, parameters: messageHeaders, responses: messageAnswers });
  for (const [kind, named] of components) {
    for (const [name, one] of Object.entries(named)) app.openAPIRegistry.registerComponent(kind as 'headers', name, one);
  }
  const routes = Object.values(contracts).flatMap((contract) => Object.entries(contract) as [string, Route][]);
  for (const [operationId, route] of routes) app.openAPIRegistry.registerPath(operation(operationId, route) as never);
  for (const type of eventTypes) app.openAPIRegistry.registerWebhook(webhookOf(type, origin) as never);
  const described = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Enlace',
      version: '1',
      description: 'The shared desk of regional networks that protect migrants and fight trafficking.',
      contact: { name: 'Enlace', url: `${origin}/` },
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: origin, description: 'This deployment: local, staging or production, as its name says', 'x-internal': false }],
    tags: Object.entries(tags).map(([name, text]) => ({ name, description: text })),
  });
  return shared(tightened(described));
}

function operation(operationId: string, route: Route) {
  const { method, path, tag, summary, description, params, query, body, access, oauth } = route;
  return {
    operationId,
    method,
    path,
    tags: [tag],
    summary,
    description: description ?? summary,
    security: oauth ? [{ client: [] }] : access === 'anyone' ? [] : [{ token: [] }],
    request: {
      ...(params ? { params } : {}),
      ...(query ? { query } : {}),
      headers: z.object(headersOf(route)),
      ...(body ? { body: { required: true, content: requestContent(body) } } : {}),
    },
    responses: answersOf(route),
  };
}

/** The request headers that an operation heeds. */
function headersOf(route: Route) {
  const etag = z
    .string()
    .max(17)
    .regex(/^"\d{1,15}"$/)
    .meta({ description: 'The ETag that was read', examples: ['"1"'] });
  const known = z
    .string()
    .max(8000)
    .meta({ description: 'ETags that the caller has', examples: ['"1"'] });
  const key = z
    .string()
    .max(255)
    .regex(/^[\x21-\x7e]{1,255}$/)
    .meta({ description: 'Repeats are answered alike for seven days', examples: ['4f1c2b'] });
  const last = z.uuidv7().meta({ description: 'As text/event-stream: the last item that the caller has; goes before `after`' });
  if (route.method === 'post') return heedsKey(route) ? { 'Idempotency-Key': key.optional() } : {};
  if (route.live) return { 'If-None-Match': known.optional(), 'Last-Event-ID': last.optional() };
  return route.method === 'get' ? { 'If-None-Match': known.optional() } : { 'If-Match': etag };
}

function requestContent(body: RequestBody): Content {
  if (body.kind === 'document') {
    return Object.fromEntries(
      body.mediaTypes.map((type) => [type, { schema: { type: 'string', format: 'binary', maxLength: body.maxBytes } }]),
    );
  }
  const type = body.kind === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
  return { [type]: { schema: body.schema, example: exampleOf(body.schema) } };
}

import { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { contracts } from '../../shared/contract/contracts.ts';
import { TokenError } from '../../shared/contract/identity/tokens.ts';
import { ProblemDetails, problems } from '../../shared/contract/problem.ts';
import { problemsOf } from '../../shared/contract/route-problems.ts';
import type { Answer, RequestBody, Route } from '../../shared/contract/route.ts';
import { exampleOf } from './example.ts';

type Content = Record<string, { schema: z.ZodType; example?: unknown }>;

/** The OpenAPI 3.1 document of every contract, as one. Built once per isolate. */
export function openApiDocument(origin: string) {
  const app = new OpenAPIHono();
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'oauth2',
    flows: { clientCredentials: { tokenUrl: `${origin}/oauth/token`, scopes: {} } },
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'client', { type: 'http', scheme: 'basic' });
  const routes = Object.values(contracts).flatMap((contract) => Object.entries(contract) as [string, Route][]);
  for (const [operationId, route] of routes) app.openAPIRegistry.registerPath(operation(operationId, route) as never);
  const tags = [...new Set(routes.map(([, { tag }]) => tag))].toSorted();
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Enlace',
      version: '1',
      description: 'The shared desk of regional networks that protect migrants and fight trafficking.',
      contact: { name: 'Enlace', url: `${origin}/` },
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: origin }],
    tags: tags.map((name) => ({ name, description: `${name} of the networks` })),
  });
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
    responses: { ...successes(route), ...failures(route) },
  };
}

function headersOf({ method }: Route) {
  const match = z.string().meta({ description: 'The ETag that was read', examples: ['"1"'] });
  const key = z.string().meta({ description: 'Repeats are answered alike for seven days', examples: ['4f1c2b'] });
  if (method === 'post') return { 'Idempotency-Key': key.optional() };
  return method === 'get' ? { 'If-None-Match': match.optional() } : { 'If-Match': match };
}

function requestContent(body: RequestBody): Content {
  if (body.kind === 'document') {
    return Object.fromEntries(body.mediaTypes.map((type) => [type, { schema: z.string().meta({ format: 'binary' }) }]));
  }
  const type = body.kind === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
  return { [type]: { schema: body.schema, example: exampleOf(body.schema) } };
}

function successes({ answers, method }: Route) {
  const entries = Object.entries(answers).map(([status, answer]) => [status, success(answer as Answer)]);
  const unchanged = method === 'get' ? [['304', { description: 'The caller has it already' }]] : [];
  return Object.fromEntries([...entries, ...unchanged]);
}

function success({ description, schema, list }: Answer) {
  if (!schema) return { description };
  const json = { 'application/json': { schema, example: exampleOf(schema) } };
  const bulk = { 'text/csv': { schema: z.string() }, 'application/x-ndjson': { schema: z.string() } };
  return { description, content: list ? { ...json, ...bulk } : json };
}

function failures(route: Route) {
  const codes = Map.groupBy(problemsOf(route), (code) => problems[code].status);
  const type = route.oauth ? 'application/json' : 'application/problem+json';
  const schema = route.oauth ? TokenError : ProblemDetails;
  return Object.fromEntries(
    [...codes].map(([status, [code = 'internal', ...others]]) => {
      const title = problems[code].title.en;
      const example = route.oauth
        ? exampleOf(TokenError)
        : { type: `/problems/${code}`, title, status, instance: route.path, requestId: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11' };
      const description = [code, ...others].map((one) => problems[one].title.en).join('; ');
      return [status, { description, content: { [type]: { schema, example } } }];
    }),
  );
}

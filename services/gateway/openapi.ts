import { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { contracts } from '../../shared/contract/contracts.ts';
import { TokenError } from '../../shared/contract/identity/tokens.ts';
import { type ProblemCode, ProblemDetails, problems } from '../../shared/contract/problem.ts';
import { heedsKey, problemsOf } from '../../shared/contract/route-problems.ts';
import type { Answer, RequestBody, Route } from '../../shared/contract/route.ts';
import { tags } from '../../shared/contract/tags.ts';
import { exampleOf } from './example.ts';

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
  for (const [name, header] of Object.entries(responseHeaders)) app.openAPIRegistry.registerComponent('headers', name, header);
  const routes = Object.values(contracts).flatMap((contract) => Object.entries(contract) as [string, Route][]);
  for (const [operationId, route] of routes) app.openAPIRegistry.registerPath(operation(operationId, route) as never);
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
  return tightened(described);
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
  if (route.method === 'post') return heedsKey(route) ? { 'Idempotency-Key': key.optional() } : {};
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

function successes(route: Route) {
  const entries = Object.entries(route.answers).map(([status, answer]) => [status, success(route, Number(status), answer as Answer)]);
  const unchanged = { description: 'The caller has it already', headers: headersOfAnswer(route, 304) };
  return Object.fromEntries([...entries, ...(route.method === 'get' ? [['304', unchanged]] : [])]);
}

function success(route: Route, status: number, { description, schema, list }: Answer) {
  const headers = headersOfAnswer(route, status);
  if (!schema) return { description, headers };
  const json = { 'application/json': { schema, example: exampleOf(schema) } };
  const lines = (type: string) => ({ [type]: { schema: { description: 'The whole list from here to its end' } } });
  return { description, headers, content: list ? { ...json, ...lines('text/csv'), ...lines('application/x-ndjson') } : json };
}

function failures(route: Route) {
  const codes = Map.groupBy(problemsOf(route), (code) => problems[code].status);
  const type = route.oauth ? 'application/json' : 'application/problem+json';
  const schema = route.oauth ? TokenError : ProblemDetails;
  return Object.fromEntries(
    [...codes].map(([status, [code = 'internal', ...others]]) => {
      const description = [code, ...others].map((one) => problems[one].title.en).join('; ');
      const example = route.oauth ? exampleOf(TokenError) : exampleOfProblem(code, route);
      return [status, { description, headers: headersOfProblem(status), content: { [type]: { schema, example } } }];
    }),
  );
}

function exampleOfProblem(code: ProblemCode, { path }: Route): ProblemDetails {
  const { status, title } = problems[code];
  return { type: `/problems/${code}`, title: title.en, status, instance: path, requestId: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11' };
}

const text = (maxLength: number, example: string) => ({ type: 'string', maxLength, example }) as const;
const seconds = { type: 'integer', format: 'int32', minimum: 1, maximum: 3600, example: 60 } as const;

/** The headers of answers, described once. */
const responseHeaders = {
  ETag: { description: 'The version of what was answered', schema: text(100, '"1"') },
  Location: { description: 'Where what was made is', schema: text(200, '/v1/networks/0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11') },
  Link: {
    description: 'The next page (RFC 8288), where there is one',
    schema: text(8000, '</v1/networks?cursor=WyJjcm0iXQ.c2ln>; rel="next"'),
  },
  RequestId: { description: 'Names this answer in the log', schema: text(36, '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11') },
  RateLimitPolicy: {
    description: 'How often one client may ask: requests (q) in a window of seconds (w)',
    schema: text(100, '"client";q=60000;w=60'),
  },
  RateLimit: { description: 'What is left of it (r), and when it begins anew (t)', schema: text(100, '"client";r=0;t=60') },
  RetryAfter: { description: 'Seconds to wait before asking again', schema: seconds },
  AllowOrigin: { description: 'A page of any origin may read what anyone may read', schema: text(1, '*') },
  WWWAuthenticate: { description: 'How to sign in', schema: text(100, 'Bearer') },
};

type Name = keyof typeof responseHeaders;
const ref = (name: Name) => ({ $ref: `#/components/headers/${name}` });
const always = { 'X-Request-Id': ref('RequestId'), 'RateLimit-Policy': ref('RateLimitPolicy') };

/** The headers of a success: validators, the way to the next page or to what was made. */
function headersOfAnswer({ access, method, answers, oauth }: Route, status: number) {
  const list = method === 'get' && answers[200]?.list !== undefined;
  const versioned = method === 'get' || method === 'patch' || method === 'put' || status === 201;
  return {
    ...always,
    ...(versioned && !oauth ? { ETag: ref('ETag') } : {}),
    ...(list && status === 200 ? { Link: ref('Link') } : {}),
    ...(access === 'anyone' && method === 'get' ? { 'Access-Control-Allow-Origin': ref('AllowOrigin') } : {}),
    ...(status === 201 ? { Location: ref('Location') } : {}),
  };
}

/** The headers of a refusal: how to sign in, when to come back. */
function headersOfProblem(status: number) {
  return {
    ...always,
    ...(status === 401 ? { 'WWW-Authenticate': ref('WWWAuthenticate') } : {}),
    ...(status === 429 ? { RateLimit: ref('RateLimit') } : {}),
    ...(status === 429 || status === 503 ? { 'Retry-After': ref('RetryAfter') } : {}),
  };
}

type Schema = Record<string, unknown>;

/** How long a text of these formats is: the contract's own patterns admit no longer one. */
const lengths: Record<string, number> = { uuid: 36, date: 10 };

/** The same document with what its schemas say without words: the length of a format, the size of an integer, no other fields. */
function tightened<Part>(part: Part): Part {
  if (Array.isArray(part)) return part.map((one) => tightened(one) as unknown) as Part;
  if (part === null || typeof part !== 'object') return part;
  const entries = Object.entries(part).map(([key, value]) => [key, key.startsWith('example') ? value : (tightened(value) as unknown)]);
  return { ...Object.fromEntries(entries), ...impliedBy(part as Schema) } as Part;
}

function impliedBy({ type, format, maximum, properties, additionalProperties }: Schema): Schema {
  const types = [type].flat();
  if (types.includes('string') && typeof format === 'string' && lengths[format]) return { maxLength: lengths[format] };
  if (types.includes('integer') && !format) return { format: Number(maximum) < 2 ** 31 ? 'int32' : 'int64' };
  if (types.includes('object') && properties && additionalProperties === undefined) return { additionalProperties: false };
  return {};
}

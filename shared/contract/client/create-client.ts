import { contracts } from '../contracts.ts';
import type { Page } from '../page.ts';
import type { Route } from '../route.ts';
import { problemOf } from './api-problem.ts';
import { patiently } from './retry.ts';
import { type Credentials, tokenSource } from './tokens.ts';
import type { Method } from './types.ts';

type Routes = (typeof contracts)['identity'] & (typeof contracts)['plans'];

/** One method for each operation of the API. */
export type EnlaceClient = { [K in Exclude<keyof Routes, 'issueToken'>]: Method<Routes[K]> };

/** `language` is the language of titles and details of problems: `es` or `en`. */
export type ClientOptions = Omit<Credentials, 'fetch'> & { fetch?: typeof fetch; language?: 'es' | 'en' };

type AnyInput = {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  mediaType?: string;
  ifMatch?: string;
  ifNoneMatch?: string;
  idempotencyKey?: string;
  signal?: AbortSignal;
};

/**
 * A typed client of the platform. It fetches and renews its tokens, repeats what may be repeated (reads, and writes under an
 * idempotency key), walks the pages of a list, and throws `ApiProblem` for every error answer.
 */
export function createClient(options: ClientOptions): EnlaceClient {
  const send = options.fetch ?? fetch;
  const token = tokenSource({ ...options, fetch: send });
  const call = async (route: Route, input: AnyInput) => {
    const request = await requestOf(route, input, options);
    const response = await patiently(
      route,
      () => send(request.clone(), {}),
      async (renew) => {
        request.headers.set('Authorization', `Bearer ${await token(renew)}`);
      },
    );
    if (!response.ok && response.status !== 304) throw await problemOf(response);
    return response;
  };
  const routes = Object.entries({ ...contracts.identity, ...contracts.plans }) as [string, Route][];
  return Object.fromEntries(routes.map(([id, route]) => [id, methodOf(route, call)])) as unknown as EnlaceClient;
}

type CallRoute = (route: Route, input: AnyInput) => Promise<Response>;

function methodOf(route: Route, call: CallRoute) {
  const isList = route.answers[200]?.list !== undefined;
  return (input: AnyInput = {}) => (isList ? itemsOf(route, input, call) : resultOf(route, input, call));
}

async function resultOf(route: Route, input: AnyInput, call: CallRoute) {
  const response = await call(route, input);
  const empty = response.status === 204 || response.status === 304;
  const body: unknown = empty ? null : await response.json();
  return { status: response.status, body, etag: response.headers.get('etag'), requestId: response.headers.get('x-request-id') };
}

async function* itemsOf(route: Route, input: AnyInput, call: CallRoute): AsyncGenerator<unknown> {
  let cursor: string | null = null;
  do {
    const query: Record<string, unknown> = cursor ? { ...input.query, cursor } : (input.query ?? {});
    const page = (await (await call(route, { ...input, query })).json()) as Page<unknown>;
    yield* page.items;
    cursor = page.next;
  } while (cursor);
}

async function requestOf(route: Route, input: AnyInput, { baseUrl, language = 'es' }: ClientOptions): Promise<Request> {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(input.params?.[name] ?? ''));
  const url = new URL(path, baseUrl);
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const headers = new Headers({ Accept: 'application/json', 'Accept-Language': language });
  if (input.ifMatch) headers.set('If-Match', input.ifMatch);
  if (input.ifNoneMatch) headers.set('If-None-Match', input.ifNoneMatch);
  if (route.method === 'post') headers.set('Idempotency-Key', input.idempotencyKey ?? crypto.randomUUID());
  if (route.body) headers.set('Content-Type', route.body.kind === 'document' ? (input.mediaType ?? '') : 'application/json');
  const body = route.body?.kind === 'document' ? (input.body as BodyInit) : JSON.stringify(input.body);
  return new Request(url, {
    method: route.method.toUpperCase(),
    headers,
    ...(route.body ? { body } : {}),
    ...(input.signal ? { signal: input.signal } : {}),
  });
}

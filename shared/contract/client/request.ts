import type { Route } from '../route.ts';

/** What a call may carry, whatever its operation. */
export type AnyInput = {
  params?: Record<string, string> | undefined;
  query?: Record<string, unknown> | undefined;
  body?: unknown;
  mediaType?: string;
  ifMatch?: string;
  ifNoneMatch?: string;
  idempotencyKey?: string;
  signal?: AbortSignal | undefined;
};

/** Where a call goes. */
export function urlOf(route: Route, { params, query }: AnyInput, baseUrl: string): URL {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => segment(name, params?.[name]));
  const url = new URL(path, baseUrl);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

/** What a call sends. It can be sent again: the body is text or bytes, and a POST has its idempotency key. */
export function initOf(route: Route, input: AnyInput, language: string) {
  const headers = new Headers({ Accept: 'application/json', 'Accept-Language': language });
  if (input.ifMatch) headers.set('If-Match', input.ifMatch);
  if (input.ifNoneMatch) headers.set('If-None-Match', input.ifNoneMatch);
  if (route.method === 'post') headers.set('Idempotency-Key', input.idempotencyKey ?? crypto.randomUUID());
  const isDocument = route.body?.kind === 'document';
  if (route.body) headers.set('Content-Type', isDocument ? (input.mediaType ?? '') : 'application/json');
  const body = isDocument ? (input.body as BodyInit) : JSON.stringify(input.body);
  return {
    method: route.method.toUpperCase(),
    headers,
    redirect: 'manual' as const,
    ...(route.body ? { body } : {}),
    ...(input.signal ? { signal: input.signal } : {}),
  };
}

/** A dot or two would be taken for a step in the path, and nothing for the list above. */
function segment(name: string, value = ''): string {
  if (/^\.{0,2}$/.test(value)) throw new TypeError(`"${value}" cannot be the ${name} of anything`);
  return encodeURIComponent(value);
}

import { Problem, type ProblemDetails, problems } from '../contract/problem.ts';
import type { TokenError } from '../contract/identity/tokens.ts';
import { localeOf } from './locale.ts';

/** A body of a megabyte may be wrong in a hundred thousand places: the first hundred are told. */
const mostErrors = 100;

/** Any error as an RFC 9457 answer in the caller's language. What is not a `Problem` is a 500 that says nothing but the request id. */
export function problemResponse(error: unknown, request: Request, requestId: string): Response {
  const problem = error instanceof Problem ? error : new Problem('internal');
  const locale = localeOf(request.headers);
  const details: ProblemDetails = {
    type: `/problems/${problem.code}`,
    title: problems[problem.code].title[locale],
    status: problem.status,
    ...(problem.detail ? { detail: problem.detail[locale] } : {}),
    instance: new URL(request.url).pathname,
    requestId,
    ...(problem.errors.length > 0
      ? {
          errors: problem.errors
            .slice(0, mostErrors)
            .map(({ pointer, detail }) => ({ pointer: pointer.slice(0, 1000), detail: detail[locale].slice(0, 2000) })),
        }
      : {}),
  };
  return new Response(JSON.stringify(details), {
    status: problem.status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Content-Language': locale,
      'Cache-Control': 'no-store',
      Vary: 'Accept-Language',
      ...problem.headers,
    },
  });
}

const oauthErrors: Record<number, string> = {
  400: 'invalid_request',
  401: 'invalid_client',
  429: 'temporarily_unavailable',
  503: 'temporarily_unavailable',
};

/** The same error as OAuth clients expect it (RFC 6749, 5.2). */
export function oauthResponse(error: unknown, request: Request): Response {
  const problem = error instanceof Problem ? error : new Problem('internal');
  const wrongGrant = problem.errors.some(({ pointer }) => pointer === '/body/grant_type');
  const title = problems[problem.code].title;
  const body: TokenError = {
    error: wrongGrant ? 'unsupported_grant_type' : (oauthErrors[problem.status] ?? 'invalid_request'),
    error_description: (problem.detail ?? problem.errors[0]?.detail ?? title)[localeOf(request.headers)],
  };
  const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...problem.headers };
  return new Response(JSON.stringify(body), { status: problem.status, headers });
}

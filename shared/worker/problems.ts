import { Problem, type ProblemDetails, problems } from '../contract/problem.ts';
import { localeOf } from './locale.ts';

/** Any error as an RFC 9457 answer in the caller's language. What is not a `Problem` is a 500 that says nothing but the request id. */
export function problemResponse(error: unknown, request: Request, requestId: string): Response {
  const problem = error instanceof Problem ? error : new Problem('internal');
  const locale = localeOf(request);
  const details: ProblemDetails = {
    type: `/problems/${problem.code}`,
    title: problems[problem.code].title[locale],
    status: problem.status,
    ...(problem.detail ? { detail: problem.detail[locale] } : {}),
    instance: new URL(request.url).pathname,
    requestId,
    ...(problem.errors.length > 0
      ? { errors: problem.errors.map((field) => ({ pointer: field.pointer, detail: field.detail[locale] })) }
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

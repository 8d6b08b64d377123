import type { ProblemCode } from './problem.ts';
import type { Route } from './route.ts';

/** Every problem that an operation can answer: those its shape implies and those it names. */
export function problemsOf(route: Route): ProblemCode[] {
  const { access, method, params, query, body, problems = [] } = route;
  const guarded = access !== 'anyone';
  const asks = params || query || body || method === 'get';
  const changes = method === 'put' || method === 'patch' || method === 'delete';
  const found: (ProblemCode | false | undefined)[] = [
    asks && 'invalid-request',
    query && 'cursor' in query.shape && 'invalid-cursor',
    guarded && 'unauthenticated',
    guarded && access !== 'principal' && method !== 'get' && 'forbidden',
    guarded && (params || method === 'post') && 'not-found',
    changes && 'stale',
    changes && 'precondition-required',
    body && 'too-large',
    body && 'unsupported-media-type',
    guarded && method === 'post' && 'key-reused',
    'too-many-requests',
    'internal',
    'unavailable',
    ...problems,
  ];
  return [...new Set(found.filter((code) => typeof code === 'string'))];
}

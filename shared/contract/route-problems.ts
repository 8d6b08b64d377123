import type { ProblemCode } from './problem.ts';
import type { Route } from './route.ts';

/** Whether an operation answers a repeated call by its Idempotency-Key: one that makes something does, a mere question does not. */
export const heedsKey = ({ access, method, answers }: Route) => method === 'post' && access !== 'anyone' && answers[201] !== undefined;

/** Every problem that an operation can answer: those its shape implies and those it names. */
export function problemsOf(route: Route): ProblemCode[] {
  const { access, method, params, query, body, problems = [] } = route;
  const guarded = access !== 'anyone';
  const changes = method === 'put' || method === 'patch' || method === 'delete';
  const found: (ProblemCode | false | undefined)[] = [
    'invalid-request',
    query && 'cursor' in query.shape && 'invalid-cursor',
    guarded && 'unauthenticated',
    guarded && access !== 'principal' && method !== 'get' && 'forbidden',
    guarded && (params || method === 'post') && 'not-found',
    changes && 'stale',
    changes && 'precondition-required',
    body && 'too-large',
    body && 'unsupported-media-type',
    heedsKey(route) && 'key-reused',
    'too-many-requests',
    'internal',
    'unavailable',
    ...problems,
  ];
  return [...new Set(found.filter((code) => typeof code === 'string'))];
}

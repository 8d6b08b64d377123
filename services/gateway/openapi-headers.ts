import type { Route } from '../../shared/contract/route.ts';

const text = (maxLength: number, example: string) => ({ type: 'string', maxLength, example }) as const;
const seconds = { type: 'integer', format: 'int32', minimum: 1, maximum: 3600, example: 60 } as const;

/** The headers of answers, described once. */
export const responseHeaders = {
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
export function headersOfAnswer({ access, method, answers, oauth, once }: Route, status: number) {
  const list = method === 'get' && answers[200]?.list !== undefined;
  const versioned = (method === 'get' && !once) || method === 'patch' || method === 'put' || status === 201;
  return {
    ...always,
    ...(versioned && !oauth ? { ETag: ref('ETag') } : {}),
    ...(list && status === 200 ? { Link: ref('Link') } : {}),
    ...(access === 'anyone' && method === 'get' ? { 'Access-Control-Allow-Origin': ref('AllowOrigin') } : {}),
    ...(status === 201 ? { Location: ref('Location') } : {}),
  };
}

/** The headers of a refusal: how to sign in, when to come back. */
export function headersOfProblem(status: number) {
  return {
    ...always,
    ...(status === 401 ? { 'WWW-Authenticate': ref('WWWAuthenticate') } : {}),
    ...(status === 429 ? { RateLimit: ref('RateLimit') } : {}),
    ...(status === 429 || status === 503 ? { 'Retry-After': ref('RetryAfter') } : {}),
  };
}

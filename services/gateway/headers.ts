import { isAskedByPost, isPublic } from './routing.ts';

const security: Record<string, string> = {
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
};

/** No script but our own files, nothing inline, nobody frames us. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** An answer with the headers that every answer carries; what anyone may read, a page of any origin may read. */
export function withHeaders(response: Response, path: string, requestId: string, ratePolicy: string): Response {
  const answer = new Response(response.body, response);
  for (const [name, value] of Object.entries(security)) answer.headers.set(name, value);
  if (!answer.headers.has('Content-Security-Policy')) answer.headers.set('Content-Security-Policy', policy);
  answer.headers.set('X-Request-Id', requestId);
  answer.headers.set('RateLimit-Policy', ratePolicy);
  if (answer.headers.get('Cache-Control')?.startsWith('public') || isPublic(path)) answer.headers.set('Access-Control-Allow-Origin', '*');
  return answer;
}

/** The answer to a preflight of a public path (Fetch, CORS): reading is all that is allowed, by POST too where that is a way to ask. */
export const preflight = (path: string) =>
  new Response(null, {
    status: 204,
    headers: {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': isAskedByPost(path) ? 'GET, HEAD, POST' : 'GET, HEAD',
      'Access-Control-Allow-Headers': 'Accept, Accept-Language, If-None-Match, Content-Type',
      'Access-Control-Max-Age': '86400',
    },
  });

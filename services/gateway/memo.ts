import { LRUCache } from 'lru-cache';
import { isUnchanged } from '../../shared/worker/etag.ts';

/** An answer that anyone may read, as it was given. */
type Kept = { body: ArrayBuffer; etag: string | null; modifiedAt: string | undefined; headers: Headers; unchanged: Headers };

const largest = 262_144;

/**
 * What anyone asked in the last five seconds, 1,000 answers and 16 MB at most: under the worker behind it there is a database, and the same
 * few pages are asked again and again (architecture, rule 9). Nothing that needs a token is ever here.
 */
const memo = new LRUCache<string, Kept>({
  max: 1_000,
  maxSize: 16_777_216,
  sizeCalculation: ({ body }) => body.byteLength + 2_048,
  ttl: 5_000,
});

/**
 * The answer to a public question out of the memo, under the id of this request; a 304 for whoever has it already. Undefined when it is not
 * there. It costs nobody anything, so it counts against no limit.
 */
export function remembered(request: Request, requestId: string): Response | undefined {
  const kept = isAskable(request) ? memo.get(keyOf(request)) : undefined;
  if (!kept) return undefined;
  const { body, etag, modifiedAt, headers, unchanged } = kept;
  const isKnown = etag !== null && isUnchanged(request, etag, modifiedAt);
  const response = isKnown ? new Response(null, { status: 304, headers: unchanged }) : new Response(body, { headers });
  response.headers.set('X-Request-Id', requestId);
  return response;
}

/** The same answer, kept for whoever asks the same in the next seconds, when anyone may have it. */
export async function remember(request: Request, response: Response): Promise<Response> {
  if (!isAskable(request) || !isKeepable(response)) return response;
  const body = await response.arrayBuffer();
  const headers = new Headers(response.headers);
  const unchanged = new Headers(headers);
  unchanged.delete('Content-Type');
  const changed = headers.get('Last-Modified');
  const modifiedAt = changed === null ? undefined : new Date(changed).toISOString();
  if (body.byteLength <= largest) memo.set(keyOf(request), { body, etag: headers.get('ETag'), modifiedAt, headers, unchanged });
  return new Response(body, { headers });
}

const isAskable = ({ method, headers }: Request) => method === 'GET' && !headers.has('authorization') && !headers.has('range');

/** A stream may be of any length: only what was answered whole is kept, and only what says that anyone may. */
const isKeepable = ({ status, headers }: Response) =>
  status === 200 &&
  Boolean(headers.get('cache-control')?.startsWith('public')) &&
  headers.get('content-type') === 'application/json' &&
  !headers.has('content-disposition');

/** What an answer depends on: the address and what is asked of its form and language. */
const keyOf = ({ url, headers }: Request): string => `${url} ${headers.get('accept')} ${headers.get('accept-language')}`;

import type { FileBody, Keyset, Route } from '../contract/route.ts';
import type { StoredAnswer } from '../database/journal.ts';
import { signCursor } from './cursor.ts';
import { etagOf, etagOfBody, isUnchanged } from './etag.ts';

type ListBody = { items: unknown[]; next: Keyset | null };

/** What the answer depends on besides the route: the request, the list's scope and the key that signs its cursors. */
export type Asked = { request: Request; scope: string; cursorKey: string };

/** The JSON answer of a route: status, body, ETag, Location, Link and caching as the API conventions say. */
export async function respond(route: Route, answer: StoredAnswer, asked: Asked): Promise<Response> {
  const headers = new Headers({ 'Cache-Control': cacheControl(route), Vary: 'Accept, Accept-Language' });
  if (answer.location) headers.set('Location', answer.location);
  if (answer.language) headers.set('Content-Language', answer.language);
  if (answer.modifiedAt) headers.set('Last-Modified', new Date(answer.modifiedAt).toUTCString());
  if (answer.status === 204) return new Response(null, { status: 204, headers });
  if (route.answers[answer.status as 200]?.files && isFile(answer.body)) return fileResponse(answer.body, answer, asked, headers);
  const isList = route.answers[answer.status as 200]?.list !== undefined;
  const body = JSON.stringify(isList ? await pageOf(answer.body as ListBody, asked, headers) : answer.body);
  headers.set('Content-Type', 'application/json');
  if (answer.version !== undefined) headers.set('ETag', etagOf(answer.version));
  else if (route.method === 'get') headers.set('ETag', await etagOfBody(body));
  const etag = headers.get('ETag');
  if (route.method === 'get' && etag && isUnchanged(asked.request, etag, answer.modifiedAt))
    return new Response(null, { status: 304, headers });
  return new Response(body, { status: answer.status, headers });
}

const isFile = (body: unknown): body is FileBody => typeof body === 'object' && body !== null && 'file' in body;

/** A file to be saved, never shown by the browser in our name: it may hold what others wrote. */
type Validators = Pick<StoredAnswer, 'version' | 'modifiedAt'>;

function fileResponse({ file, mediaType, name }: FileBody, { version, modifiedAt }: Validators, { request }: Asked, headers: Headers) {
  if (version !== undefined) {
    headers.set('ETag', etagOf(version));
    if (isUnchanged(request, etagOf(version), modifiedAt)) return new Response(null, { status: 304, headers });
  }
  headers.set('Content-Type', mediaType);
  headers.set('X-Content-Type-Options', 'nosniff');
  const plain = name.normalize('NFD').replaceAll(/[^\w. -]/g, '');
  headers.set('Content-Disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`);
  return new Response(file, { status: 200, headers });
}

async function pageOf({ items, next }: ListBody, { request, scope, cursorKey }: Asked, headers: Headers) {
  if (!next) return { items, next: null };
  const cursor = await signCursor(next, scope, cursorKey);
  const url = new URL(request.url);
  url.searchParams.set('cursor', cursor);
  headers.set('Link', `<${url.pathname}${url.search}>; rel="next"`);
  return { items, next: cursor };
}

function cacheControl({ access, method, fresh }: Route): string {
  return access === 'anyone' && method === 'get' && !fresh ? 'public, max-age=60, stale-while-revalidate=600' : 'no-store';
}

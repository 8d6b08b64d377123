import { heedsKey } from '../contract/route-problems.ts';
import type { Keyset, Route } from '../contract/route.ts';
import { type Context, type Principal, Replay } from '../database/context.ts';
import type { StoredAnswer } from '../database/journal.ts';
import type { Database } from '../database/open.ts';
import { slotsFor } from '../database/slots.ts';
import { authenticate, tokenNeeded } from './authenticate.ts';
import { readBytes } from './body.ts';
import { bulkResponse, bulkType } from './bulk.ts';
import { readCursor } from './cursor.ts';
import { expectedVersion, sha256 } from './etag.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { parseInput } from './input.ts';
import type { KeySource } from './keys.ts';
import { type LivePage, asksToFollow, liveResponse } from './live.ts';
import { oauthResponse, problemResponse } from './problems.ts';
import { respond } from './respond.ts';
import type { Settings } from './settings.ts';

type AnyInput = { params: unknown; query: unknown; body: unknown; after: Keyset | null; version: number | null; headers: Headers };

/** A handler once its types have done their work. */
export type Handler = (input: AnyInput, context: Context, env: object) => Promise<StoredAnswer>;

/** One call of one operation, and what it needs to be answered. */
export type Call = {
  operation: string;
  route: Route;
  handler: Handler;
  request: Request;
  params: Record<string, string>;
  requestId: string;
  db: Database;
  env: object;
  settings: Settings;
  keys: KeySource;
  /** Lets work come to its end although the caller has gone. */
  afterwards: (work: Promise<unknown>) => void;
};

/**
 * Documents are held whole, up to 20 MB each, by a worker that has 128 MB: one waits outside until there is room for it. To send one again
 * takes a slow line longer than to wait.
 */
const withDocument = slotsFor(
  { es: 'Hay demasiados archivos a la vez. Intente de nuevo.', en: 'Too many files at once. Try again.' },
  { most: 3, mostWaiting: 32, longestWait: 30_000 },
);

/** The answer to a call: authenticate, validate, handle, respond. Never throws; `error` is what the log should know. */
export async function answerRoute(call: Call): Promise<{ response: Response; error?: unknown; client: string | null }> {
  let principal: Principal | null = null;
  try {
    principal = await authenticateFor(call);
    const answered = () => answerFor(call, principal);
    const response = call.route.body?.kind === 'document' ? await withDocument(answered) : await answered();
    return { response, client: principal?.client ?? null };
  } catch (error) {
    const { route, request, requestId } = call;
    const response = route.oauth ? oauthResponse(error, request) : problemResponse(error, request, requestId);
    return { response, error, client: principal?.client ?? null };
  }
}

/** An operation for anyone does not look at the token: its own credentials may stand in the same header. */
async function authenticateFor({ route, request, settings, keys }: Call): Promise<Principal | null> {
  if (route.access === 'anyone') return null;
  const principal = await authenticate(request, settings.origin, keys);
  if (!principal) throw tokenNeeded();
  return principal;
}

async function answerFor(call: Call, principal: Principal | null): Promise<Response> {
  const { operation, route, request, settings, env } = call;
  const handler = (asked: AnyInput, context: Context) => call.handler(asked, context, env);
  const content = await readBytes(request, route.body?.kind === 'document' ? route.body.maxBytes : undefined);
  const parsed = parseInput(route, request, call.params, content);
  const scope = scopeOf(operation, parsed.query);
  const input = {
    ...parsed,
    after: await afterOf(parsed.query, scope, settings),
    version: versionOf(route, request),
    headers: request.headers,
  };
  const context = await contextOf(call, principal, content);
  if (asksToFollow(route, request)) return followed(handler, input, context, call.afterwards);
  const bulk = bulkType(request);
  const item = route.answers[200]?.list;
  if (bulk && item) return bulkResponse(bulk, item, await pagesOf(handler, input, context));
  return respond(route, await handled(handler, input, context), { request, scope, cursorKey: settings.cursorKey });
}

type Bound = (input: AnyInput, context: Context) => Promise<StoredAnswer>;

async function handled(handler: Bound, input: AnyInput, context: Context): Promise<StoredAnswer> {
  try {
    return await handler(input, context);
  } catch (error) {
    if (error instanceof Replay) return error.answer;
    throw error;
  }
}

async function contextOf(
  { operation, route, request, requestId, db }: Call,
  principal: Principal | null,
  content: Uint8Array,
): Promise<Context> {
  const writes = request.method !== 'GET' && request.method !== 'HEAD';
  const { pathname, search } = new URL(request.url);
  return {
    db,
    principal,
    requestId,
    now: new Date(),
    contentHash: writes ? await sha256(`${request.method} ${pathname}${search} ${await sha256(content)}`) : '',
    idempotencyKey: heedsKey(route) ? idempotencyKey(request, operation, principal) : null,
  };
}

const versionOf = ({ method }: Route, request: Request) => (['put', 'patch', 'delete'].includes(method) ? expectedVersion(request) : null);

/** What a cursor is good for: one list, with the filters it was made with. */
function scopeOf(operation: string, query: unknown): string {
  const { cursor: _cursor, limit: _limit, ...filters } = (query ?? {}) as Record<string, unknown>;
  return `${operation} ${JSON.stringify(Object.entries(filters).toSorted())}`;
}

async function afterOf(query: unknown, scope: string, { cursorKey }: Settings): Promise<Keyset | null> {
  const { cursor } = (query ?? {}) as { cursor?: string };
  return cursor === undefined ? null : readCursor(cursor, scope, cursorKey);
}

/** Every page from here to the end. The first is read at once, so that a refusal is still a problem and not a broken stream. */
async function pagesOf(handler: Bound, input: AnyInput, context: Context): Promise<AsyncIterable<unknown[]>> {
  type List = { items: unknown[]; next: Keyset | null };
  const pageAfter = async (after: Keyset | null) =>
    (await handler({ ...input, query: { ...(input.query as object), limit: 200 }, after }, context)).body as List;
  const first = await pageAfter(input.after);
  return (async function* pages() {
    for (let page = first; ; page = await pageAfter(page.next)) {
      yield page.items;
      if (!page.next) return;
    }
  })();
}

/** The list as it goes on, after Last-Event-ID or `after`. The first page is read at once, so that a refusal is still a problem. */
async function followed(handler: Bound, input: AnyInput, context: Context, afterwards: Call['afterwards']): Promise<Response> {
  const { after: begun, ...filters } = input.query as { after?: string };
  const query = { ...filters, after: input.headers.get('last-event-id') || begun };
  const pageAfter = async (after: Keyset | null) =>
    (await handler({ ...input, query, after }, { ...context, now: new Date() })).body as LivePage;
  const look = (after: Keyset) => {
    const page = pageAfter(after);
    afterwards(page.catch(() => undefined));
    return page;
  };
  return liveResponse(await pageAfter(input.after), look, context.principal?.client ?? '');
}

import { LibsqlError } from '@libsql/client';

/** What a stream of the server is asked, and what it answers (Hrana over HTTP, version 2: the pipeline). */
export type StreamRequest = { type: 'batch'; batch: object } | { type: 'execute'; stmt: { sql: string } } | { type: 'close' };
export type StreamResult =
  | { type: 'ok'; response: { result: unknown } }
  | { type: 'error'; error: { message: string; code?: string | null } };
type Answer = { baton: string | null; results: StreamResult[] };

/** Sends a text to the pipeline of a server; it must end by itself, whatever the server does. */
export type Post = (body: string) => Promise<Response>;

/** A stream that an earlier call has opened, known by its baton. */
type Kept = { baton: string; idleSince: number };
type Streams = { idle: Kept[]; busy: Map<symbol, number> };

/** Every worker's own; the server has places for those of all of them and some more. */
const mostKept = 8;
/** The server ends a stream that was idle for ten seconds. */
const longestIdle = 5_000;
/** Who holds a stream longer than any call may take has died with it. */
const longestBusy = 30_000;

const servers = new Map<string, Streams>();

/**
 * The server's answer to one request. For every stream the server opens a connection and reads the whole schema into it, which takes four
 * times as long as a small read; so a stream outlives its call and serves the next one, of whichever caller. What the server refuses to
 * look at because the stream has ended is sent once more, on a new one: it is done once at most.
 */
export async function askOnStream(server: string, request: StreamRequest, post: Post): Promise<StreamResult> {
  const streams = cleared(servers.get(server) ?? { idle: [], busy: new Map<symbol, number>() });
  servers.set(server, streams);
  const alone = async () => first(await answerOf(await post(JSON.stringify({ baton: null, requests: [request, { type: 'close' }] }))));
  if (streams.idle.length === 0 && streams.busy.size >= mostKept) return alone();
  const lease = Symbol('stream');
  streams.busy.set(lease, Date.now() + longestBusy);
  try {
    return (await onStream(streams, request, post)) ?? (await alone());
  } finally {
    streams.busy.delete(lease);
  }
}

function cleared(streams: Streams): Streams {
  const now = Date.now();
  streams.idle = streams.idle.filter(({ idleSince }) => now - idleSince < longestIdle);
  for (const [lease, until] of streams.busy) if (until < now) streams.busy.delete(lease);
  return streams;
}

/** Undefined when the server has certainly not looked at it. */
async function onStream(streams: Streams, request: StreamRequest, post: Post): Promise<StreamResult | undefined> {
  const baton = streams.idle.pop()?.baton ?? (await opened(post));
  if (!baton) return undefined;
  const response = await post(JSON.stringify({ baton, requests: [request] }));
  if (response.status === 400) {
    await response.body?.cancel();
    streams.idle = [];
    return undefined;
  }
  const answer = await answerOf(response);
  const result = first(answer);
  if (answer.baton && result.type === 'ok') streams.idle.push({ baton: answer.baton, idleSince: Date.now() });
  return result;
}

/** A new stream, if its connection forces what it commits to disk: right after its start the server has yet to be told to. */
async function opened(post: Post): Promise<string | undefined> {
  const asked: StreamRequest = { type: 'execute', stmt: { sql: 'pragma synchronous' } };
  const response = await post(JSON.stringify({ baton: null, requests: [asked] }));
  const text = await response.text();
  if (!response.ok || !text.includes('"rows":[[{"type":"integer","value":"2"}]]')) return undefined;
  return parsed(text).baton ?? undefined;
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  if (!response.ok) throw new LibsqlError(`The database server answered ${response.status}: ${text.slice(0, 200)}`, 'SERVER_ERROR');
  return parsed(text);
}

/** What a server that is killed has begun to say is no answer. */
function parsed(text: string): Answer {
  try {
    return JSON.parse(text) as Answer;
  } catch (error) {
    throw new LibsqlError('The database server answered in part', 'HRANA_PROTO_ERROR', undefined, undefined, error as Error);
  }
}

function first({ results: [result] }: Answer): StreamResult {
  if (!result) throw new LibsqlError('The database server answered nothing', 'HRANA_PROTO_ERROR');
  return result;
}

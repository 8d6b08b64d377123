import { Problem } from '../contract/problem.ts';
import type { Keyset, Route } from '../contract/route.ts';
import { streamOf } from './bulk.ts';
import { openStream } from './open-streams.ts';

/** An item of a list that may be followed: the id and the name of its message. */
export type LiveItem = { id: string; type: string };

/** A page of the list, the earliest first: where it goes on at once, and else how far it was read. */
export type LivePage = { items: LiveItem[]; next: Keyset | null; end: Keyset };

/** The page after that place. */
export type Look = (after: Keyset) => Promise<LivePage>;

/** How a stream tells the time, in milliseconds, and waits. `over` ends it. */
export type Beat = { now: () => number; pause: (milliseconds: number) => Promise<void>; over: AbortSignal };

const liveType = 'text/event-stream';

const retry = 3_000;
const betweenLooks = 1_000;
const silence = 15_000;
const longest = 300_000;

/** Whether a request asks to follow the list of its route. */
export const asksToFollow = ({ live }: Route, request: Request): boolean =>
  live === true && (request.headers.get('accept') ?? '').split(/[,;]/)[0]?.trim().toLowerCase() === liveType;

/**
 * A list that goes on as its items come, as server-sent events (HTML, 9.2): for five minutes, with a look each second and a comment each
 * quarter of a minute in which there is nothing to say. `first` is what the first look found. It ends when the caller is refused.
 * Throws too-many-requests where the client follows too many already.
 */
export function liveResponse(first: LivePage, look: Look, client: string): Response {
  const leave = openStream(client, Date.now() + longest);
  const caller = new AbortController();
  const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
  const messages = leaving(follow(first, look, { now: () => Date.now(), pause, over: caller.signal }), leave);
  return new Response(
    streamOf(messages, () => caller.abort()),
    { headers: { 'Content-Type': liveType, 'Cache-Control': 'no-store', Vary: 'Accept' } },
  );
}

async function* leaving(messages: AsyncGenerator<string>, leave: () => void): AsyncGenerator<string> {
  try {
    yield* messages;
  } finally {
    leave();
  }
}

/** The messages of such a stream. */
export async function* follow(first: LivePage, look: Look, { now, pause, over }: Beat): AsyncGenerator<string> {
  const end = now() + longest;
  yield `retry: ${retry}\n\n`;
  let spoke = now();
  for (let page: LivePage | null = first; page; page = await unlessRefused(look(page.next ?? page.end))) {
    if (page.items.length > 0 || now() - spoke >= silence) {
      yield page.items.map(toMessage).join('') || ':\n\n';
      spoke = now();
    }
    if (!page.next) await pause(betweenLooks);
    if (over.aborted || now() >= end) return;
  }
}

const toMessage = (item: LiveItem) => `id: ${item.id}\nevent: ${item.type}\ndata: ${JSON.stringify(item)}\n\n`;

async function unlessRefused(page: Promise<LivePage>): Promise<LivePage | null> {
  try {
    return await page;
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}

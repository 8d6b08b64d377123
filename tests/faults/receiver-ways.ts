import type { IncomingMessage, ServerResponse } from 'node:http';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** One request to be answered badly: which one of its path and query it is, and when the first of them came. */
export type Exchange = {
  request: IncomingMessage;
  response: ServerResponse;
  query: URLSearchParams;
  number: number;
  firstAt: number;
  /** Aborted when the receivers end. */
  ending: AbortSignal;
};

type Way = (exchange: Exchange) => unknown;

const status =
  (code: number): Way =>
  ({ response }) =>
    response.writeHead(code).end(code === 204 ? undefined : 'text of the receiver');

const hugeBytes = 1_000_000_000;

/** Path → how it behaves. */
export const ways: Record<string, Way> = {
  '/ok': status(200),
  '/created': status(204),
  '/500': status(500),
  '/410': status(410),
  '/301': ({ request, response }) => response.writeHead(301, { Location: `http://${request.headers.host}/ok` }).end(),
  '/429': (exchange) => busy(exchange, 429, (until) => String(until.after)),
  '/503-date': (exchange) => busy(exchange, 503, (until) => new Date(until.at).toUTCString()),
  '/slow': async ({ response, query, ending }) => {
    await pause(Number(query.get('ms')), undefined, { signal: ending });
    response.end('late');
  },
  '/hang': () => undefined,
  '/reset': ({ request, response }) => {
    response.writeHead(200, { 'Content-Length': 100 });
    response.write('half', () => request.socket.resetAndDestroy());
  },
  '/reset-before': ({ request }) => request.socket.resetAndDestroy(),
  '/wrong-length': ({ request, response }) => {
    response.writeHead(200, { 'Content-Length': 100 }).end('short', () => request.socket.end());
  },
  '/huge': huge,
  '/flapping': (exchange) => status(exchange.number % Number(exchange.query.get('every') ?? 2) === 0 ? 200 : 500)(exchange),
};

/** Asks to be left alone for `after` seconds since the first request, the first one in any case; then all is well. */
function busy(exchange: Exchange, code: number, header: (until: { after: number; at: number }) => string): void {
  const after = Number(exchange.query.get('after') ?? 1);
  // An HTTP date has no fractions: up, so that whoever keeps to it is not early.
  const at = Math.ceil(exchange.firstAt / 1_000 + after) * 1_000;
  const open = exchange.number > 1 && Date.now() >= exchange.firstAt + after * 1_000;
  if (open) status(200)(exchange);
  else exchange.response.writeHead(code, { 'Retry-After': header({ after, at }) }).end();
}

/** A gigabyte for whoever takes it. */
async function huge({ response, ending }: Exchange): Promise<void> {
  response.writeHead(200, { 'Content-Length': hugeBytes });
  const chunk = Buffer.alloc(50_000, 'x');
  for (let sent = 0; sent < hugeBytes && !response.destroyed; sent += chunk.length) {
    if (response.write(chunk)) continue;
    await Promise.race([once(response, 'drain', { signal: ending }), once(response, 'close', { signal: ending })]);
  }
  response.end();
}

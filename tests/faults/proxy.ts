import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What becomes of one request to the database. */
export type Treatment =
  /** Reaches it, and its answer comes back. */
  | 'pass'
  /** Reaches it; the connection breaks before the answer. */
  | 'lose'
  /** Reaches it twice; the second answer comes back. */
  | 'double'
  /** Reaches it; the answer waits until the caller has given up. */
  | 'hold'
  /** Reaches it only after the caller has given up. */
  | 'late';

/** Says what becomes of a request with this text. */
export type Rule = (text: string) => Treatment;

/** What a test does around a request with this text: before the database has seen it, or before its answer goes back. */
export type Watch = (text: string, moment: 'before' | 'after') => Promise<void>;

/** Stands between the workers and the database and does what `rule` says; `treated` counts what did not simply pass. */
export type Proxy = { url: string; rule: Rule; watch?: Watch; treated: number; idle: () => boolean; stop: () => Promise<void> };

type Reply = { status: number; headers: Record<string, string>; body: Buffer };

/** Starts a proxy on the loopback in front of a libSQL server. Everything passes until another rule is set. */
export async function startProxy(target: string): Promise<Proxy> {
  let busy = 0;
  const server = createServer((request, response) => {
    busy += 1;
    void treat(proxy, target, request, response)
      .catch(() => response.destroy())
      .finally(() => (busy -= 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: Proxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    rule: () => 'pass',
    treated: 0,
    idle: () => busy === 0,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}

async function treat(proxy: Proxy, target: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new Promise<void>((resolve) => response.once('close', resolve));
  const body = await buffer(request);
  const text = body.toString('utf8');
  const treatment = proxy.rule(text);
  if (treatment !== 'pass') proxy.treated += 1;
  const ask = () => forward(target, request, body);
  await proxy.watch?.(text, 'before');
  if (treatment === 'late') await gone;
  let reply = await ask();
  if (treatment === 'double') reply = await ask();
  await proxy.watch?.(text, 'after');
  if (treatment === 'hold') await gone;
  if (treatment === 'lose') response.destroy();
  if (response.destroyed) return;
  response.writeHead(reply.status, reply.headers).end(reply.body);
}

async function forward(target: string, { method = 'GET', url = '/', headers }: IncomingMessage, body: Buffer): Promise<Reply> {
  const type = headers['content-type'];
  const response = await fetch(target + url, {
    method,
    headers: type ? { 'Content-Type': type } : {},
    ...(method === 'GET' ? {} : { body: new Uint8Array(body) }),
  });
  return {
    status: response.status,
    headers: { 'Content-Type': response.headers.get('content-type') ?? 'application/json' },
    body: Buffer.from(await response.arrayBuffer()),
  };
}

/** Treats the first `count` requests that name one of the markers, each marker for itself, and lets the rest pass. */
export function firstOf(markers: readonly string[], treatment: Treatment, count = 1): Rule {
  const seen = new Map<string, number>();
  return (text) => {
    const marker = markers.find((one) => text.includes(`"${one}`) || text.includes(`\\"${one}\\"`));
    if (!marker) return 'pass';
    const before = seen.get(marker) ?? 0;
    seen.set(marker, before + 1);
    return before < count ? treatment : 'pass';
  };
}

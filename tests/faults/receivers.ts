import { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { freePort } from '../../scripts/platform/ports.ts';
import { ways } from './receiver-ways.ts';
import { selfSigned } from './self-signed.ts';

/**
 * One request as it came: `path` with its query, `at` in milliseconds since 1970, and what Standard Webhooks puts
 * into its headers, each '' when it is not there.
 */
export type Receipt = {
  path: string;
  method: string;
  at: number;
  id: string;
  timestamp: string;
  signature: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** A request to prove itself, and no event. */
  proof: boolean;
  /** What `verify` said of it. */
  verified?: boolean;
  /** How many bytes of the answer went out; known when the answer has ended, or the connection has. */
  taken: Promise<number>;
};

type Hook = (at: 'before' | 'after', receipt: Receipt) => Promise<unknown>;

/**
 * Receivers of every kind on the loopback. `origin` behaves as its paths say (see `ways`), `tls` has a certificate of its own making, nobody
 * listens at `closed`, `nowhere` does not resolve. `allow` names them for ENLACE_WEBHOOK_ALLOW.
 */
export type Receivers = {
  origin: string;
  tls: string;
  closed: string;
  nowhere: string;
  allow: string;
  receipts: Receipt[];
  /** Called for every receipt, recorded already, before it is answered and after, and waited for. */
  hook: Hook;
  stop: () => Promise<void>;
};

/** Starts them. Each path proves itself when asked to, before it behaves as it does. */
export async function startReceivers(verify?: (receipt: Receipt) => boolean | Promise<boolean>): Promise<Receivers> {
  const ending = new AbortController();
  const receipts: Receipt[] = [];
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const receipt = await receiptOf(request, response);
    if (verify) receipt.verified = await verify(receipt);
    receipts.push(receipt);
    await receivers.hook('before', receipt);
    const same = receipts.filter(({ path, proof }) => path === receipt.path && !proof);
    await answer(receipt, { request, response, number: same.length, firstAt: same[0]?.at ?? receipt.at, ending: ending.signal });
    await receivers.hook('after', receipt);
  };
  // What fails here is the other side hanging up, or the end.
  const listener = (request: IncomingMessage, response: ServerResponse) => void receive(request, response).catch(() => response.destroy());
  const plain = createServer(listener);
  const secured = createTlsServer(selfSigned('receiver.example'), listener);
  const [port, tlsPort] = await Promise.all([listen(plain), listen(secured)]);
  const origin = `http://127.0.0.1:${port}`;
  const tls = `https://127.0.0.1:${tlsPort}`;
  const closed = `http://127.0.0.1:${await freePort()}`;
  const stop = async () => {
    ending.abort();
    await Promise.all([plain, secured].map(close));
  };
  const nowhere = 'https://nowhere.example';
  const receivers: Receivers = {
    origin,
    tls,
    closed,
    nowhere,
    allow: [origin, tls, closed].join(','),
    receipts,
    hook: async () => {},
    stop,
  };
  return receivers;
}

async function receiptOf(request: IncomingMessage, response: ServerResponse): Promise<Receipt> {
  const { url: path = '/', method = '', headers, socket } = request;
  const at = Date.now();
  const before = socket.bytesWritten;
  const taken = new Promise<number>((done) => response.once('close', () => done(socket.bytesWritten - before)));
  const body = await text(request);
  const header = (name: string) => String(headers[`webhook-${name}`] ?? '');
  const written = { id: header('id'), timestamp: header('timestamp'), signature: header('signature') };
  return { path, method, at, ...written, headers, body, proof: method === 'OPTIONS' || challengeIn(body) !== null, taken };
}

type Asked = Omit<Parameters<(typeof ways)[string]>[0], 'query'>;

async function answer({ path, method, body }: Receipt, asked: Asked): Promise<void> {
  const challenge = challengeIn(body);
  if (method === 'OPTIONS') asked.response.writeHead(200, { 'WebHook-Allowed-Origin': '*' }).end();
  else if (challenge !== null) asked.response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ challenge }));
  else {
    const { pathname, searchParams: query } = new URL(path, 'http://receiver');
    const way = ways[pathname] ?? (({ response }) => response.writeHead(404).end());
    await way({ ...asked, query });
  }
}

/** The challenge of a request to prove itself; null for everything else. */
function challengeIn(body: string): string | null {
  try {
    const event = JSON.parse(body) as { type?: string; data?: { challenge?: string } } | null;
    return event?.type === 'webhooks.endpoint.challenged' ? (event.data?.challenge ?? null) : null;
  } catch {
    return null;
  }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

const close = (server: ReturnType<typeof createServer>) =>
  new Promise<void>((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });

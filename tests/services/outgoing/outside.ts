import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** Somebody else's server, on every address of this machine, that counts who asks it. */
export type Outside = { port: number; hits: string[]; close: () => void };

const answers: Record<string, (response: ServerResponse, request: IncomingMessage) => unknown> = {
  '/echo': (response, { headers, method }) => {
    response.setHeader('Set-Cookie', 'a=b').setHeader('Retry-After', '9').setHeader('X-Inside', 'x');
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ method, headers }));
  },
  '/wrong': (response) => response.writeHead(500).end('wrong'),
  '/elsewhere': (response, { headers }) => response.writeHead(302, { Location: `http://${headers.host}/landed` }).end('gone'),
  '/unchanged': (response, { headers }) => {
    response.setHeader('ETag', 'W/"2"').setHeader('Last-Modified', 'Tue, 10 Mar 2026 12:00:00 GMT').setHeader('X-Inside', 'x');
    if (headers['if-none-match'] === 'W/"2"') response.writeHead(304, { Location: `http://${headers.host}/landed` }).end();
    else response.end('whole');
  },
  '/just': (response) => response.end('é'.repeat(8_192)),
  '/more': (response) => response.end(`x${'é'.repeat(8_192)}`),
  '/megabyte': (response) => response.end('x'.repeat(1_000_000)),
  '/packed': (response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('x'.repeat(20_000_000))),
  '/hang-up': (response) => response.destroy(),
  '/never': () => undefined,
  '/stalls': (response) => response.write('x'),
};

/** Starts one; any path that is not above answers "hit". */
export async function startOutside(): Promise<Outside> {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    hits.push(path);
    const answer = answers[path];
    if (answer) answer(response, request);
    else response.end('hit');
  });
  await listen(server);
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { port, hits, close };
}

/** On all addresses of both families; a machine without IPv6 has those of the other. */
async function listen(server: Server): Promise<void> {
  const on = (host: string) =>
    new Promise<void>((done, fail) => {
      server.once('error', fail);
      server.listen(0, host, done);
    });
  await on('::').catch(() => on('0.0.0.0'));
}

import { createServer, type Server as HttpServer } from 'node:http';
import { type AddressInfo, type Server, connect, createServer as createListener } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Somebody on every address of this machine whom nothing may reach: `reached` has one line for each connection. */
export type Canary = { port: number; ports: number[]; reached: string[]; stop: () => void };

/** The addresses of this machine, without those that need a zone. */
export const ownAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((addresses = []) => addresses.filter(({ scopeid }) => !scopeid).map(({ address }) => address));

/**
 * Listens with HTTP on a free port, with bare TCP on another, and on 443 and 80, where an address without a port leads, as far as this
 * process may and nobody else does.
 */
export async function startCanary(): Promise<Canary> {
  const reached: string[] = [];
  const http = createServer((_, response) => response.end('{"keys":[]}'));
  const bare = createListener((socket) => socket.end());
  const known = [createListener((socket) => socket.end()), createListener((socket) => socket.end())];
  const taken = await Promise.all([listen(http, 0), listen(bare, 0), ...known.map((server, at) => listen(server, at === 0 ? 443 : 80))]);
  const all: Server[] = [http, bare, ...known];
  for (const server of all) {
    server.on('connection', (socket) => reached.push(`${socket.remoteAddress} on ${socket.localAddress}:${socket.localPort}`));
  }
  const ports = taken.filter((port) => port !== undefined);
  const stop = () => {
    http.closeAllConnections();
    for (const server of all) if (server.listening) server.close();
  };
  return { port: ports[0] ?? 0, ports, reached, stop };
}

/** The port on which a server listens, on all addresses of both families; undefined where it may not or somebody else does. */
async function listen(server: Server | HttpServer, port: number): Promise<number | undefined> {
  const on = (host: string) =>
    new Promise<number>((done, fail) => {
      server.once('error', fail);
      server.listen(port, host, () => done((server.address() as AddressInfo).port));
    });
  return on('::')
    .catch(() => on('0.0.0.0'))
    .catch(() => undefined);
}

/** Connects to a port and hangs up; throws when nobody is there. */
export const knock = (host: string, port: number): Promise<void> =>
  new Promise((done, fail) => {
    const socket = connect({ host, port }, () => socket.end());
    socket.once('error', fail).once('close', () => done());
  });

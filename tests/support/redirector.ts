import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that answers with the status, header and text of its query, and counts who asked. */
export type Redirector = { origin: string; asked: string[]; stop: () => void };

/** Starts one on loopback. */
export async function startRedirector(): Promise<Redirector> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://redirector');
    asked.push(`${request.method} ${request.url}`);
    request.resume();
    response.setHeader(searchParams.get('header') ?? 'x-none', searchParams.get('value') ?? '');
    response.writeHead(Number(searchParams.get('status') ?? 200)).end(searchParams.get('body'));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, stop };
}

import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A worker in another process, as the platform reaches it, that answers like this until the test is over. */
export async function farWorker(answers: RequestListener): Promise<Fetcher> {
  const server = createServer(answers);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { fetch: (_: string, init: RequestInit) => fetch(`http://127.0.0.1:${port}/`, init) } as unknown as Fetcher;
}

/** The ways in which a process that is killed leaves who waits for it. */
export const killed: [how: string, answers: RequestListener][] = [
  ['ends the connection', ({ socket }) => socket.destroy()],
  [
    'ends it within its answer',
    (_, response) => void response.writeHead(200, { 'Content-Length': 99 }).write('{', () => response.destroy()),
  ],
];

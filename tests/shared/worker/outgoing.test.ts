import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { assertCallable, callOutside } from '../../../shared/worker/outgoing.ts';

/** An outgoing worker in another process, as the platform reaches it. */
async function outgoingThat(answers: RequestListener): Promise<Fetcher> {
  const server = createServer(answers);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { fetch: (_: string, init: RequestInit) => fetch(`http://127.0.0.1:${port}/`, init) } as unknown as Fetcher;
}

const url = 'https://portal.example/';

test.each<[how: string, answers: RequestListener]>([
  ['ends the connection', ({ socket }) => socket.destroy()],
  [
    'ends it within its answer',
    (_, response) => void response.writeHead(200, { 'Content-Length': 99 }).write('{', () => response.destroy()),
  ],
])('one that %s has reached nobody, and an address can be given again later', async (_how, answers) => {
  const outgoing = await outgoingThat(answers);
  expect(await callOutside(outgoing, { url })).toEqual({ kind: 'unreachable' });
  await expect(assertCallable(outgoing, url, '/body/url')).rejects.toMatchObject({ code: 'unavailable' });
});

test('one that gives no answer is waited for a second longer than the call may take', async () => {
  expect(await callOutside(await outgoingThat(() => undefined), { url, within: 1 })).toEqual({ kind: 'timeout' });
});

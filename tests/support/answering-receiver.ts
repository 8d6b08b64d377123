import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A receiver on the loopback that proves itself whenever it is asked to, and takes whatever it is sent. */
export type AnsweringReceiver = { origin: string; stop: () => void };

/** Starts one, outside of any test, for a whole platform. */
export async function startAnsweringReceiver(): Promise<AnsweringReceiver> {
  const server = createServer((request, response) => {
    void (async () => {
      const challenge = challengeIn(await text(request));
      if (request.method === 'OPTIONS') response.setHeader('WebHook-Allowed-Origin', '*');
      if (challenge === undefined) response.writeHead(204).end();
      else response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ challenge }));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

function challengeIn(body: string): string | undefined {
  if (body === '') return undefined;
  return (JSON.parse(body) as { data: { challenge?: string } }).data.challenge;
}

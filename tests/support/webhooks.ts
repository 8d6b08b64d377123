import { type IncomingHttpHeaders, createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { v7 as uuid } from 'uuid';
import { onTestFinished } from 'vitest';
import { refusalOf } from '../../services/outgoing/address.ts';
import { callOut } from '../../services/outgoing/call.ts';
import { newSecret, sealedSecret } from '../../services/webhooks/endpoints/secrets.ts';
import { makeKeyWhenDue } from '../../shared/keys/platform-keys.ts';
import type { Vault } from '../../services/webhooks/vault.ts';
import { type Event, commit } from '../../shared/database/commit.ts';
import type { Database } from '../../shared/database/open.ts';
import { webhookEndpoints, webhookSecrets } from '../../shared/database/webhooks.ts';
import { keyRingOf } from '../../shared/keys/key-ring.ts';
import { OutsideCall } from '../../shared/worker/outgoing.ts';
import { contextOn } from './database.ts';

/** What came to a receiver: the message as it was posted. */
export type Receipt = {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  id: string;
  timestamp: string;
  signature: string;
  body: string;
};

/** How a receiver answers: a status, and headers and a body where a test wants them. */
export type Reply = { status: number; headers?: Record<string, string>; body?: string };

/** A receiver of a test's own on the loopback, which answers as the test says and keeps what came. */
export async function receiver(answer: (receipt: Receipt, count: number) => Reply | Promise<Reply> = () => ({ status: 204 })) {
  const receipts: Receipt[] = [];
  const server: Server = createServer((request, response) => {
    void (async () => {
      const header = (name: string) => String(request.headers[name] ?? '');
      const receipt = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        id: header('webhook-id'),
        timestamp: header('webhook-timestamp'),
        signature: header('webhook-signature'),
        body: await text(request),
      };
      receipts.push(receipt);
      const { status, headers = {}, body = '' } = await answer(receipt, receipts.length);
      response.writeHead(status, headers).end(body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, receipts };
}

/** The vault of a test, whose way out is the outgoing worker's own code and leads to these origins of the loopback. */
export async function ownVault(...origins: string[]): Promise<Vault> {
  const loopback = { origins, fetcher: { fetch } as unknown as Fetcher };
  const outgoing = {
    fetch: async (url: string, init: { body: string }) => {
      const call = OutsideCall.parse(JSON.parse(init.body));
      return Response.json(url.endsWith('/check') ? refusalOf(call.url, origins) : await callOut(call, loopback));
    },
  } as unknown as Fetcher;
  return { origin: 'https://enlace.example.org', keys: await keyRingOf('webhook', 'A'.repeat(43)), outgoing };
}

type Wish = Partial<typeof webhookEndpoints.$inferInsert> & { organisation: string; url: string };

/** An active endpoint, with a secret, written straight into the database; gives its id and the secret. */
export async function seedEndpoint(db: Database, vault: Vault, wish: Wish): Promise<{ id: string; secret: string }> {
  const id = uuid();
  const createdAt = '2026-01-01T00:00:00.000Z';
  await db.orm.insert(webhookEndpoints).values({ id, types: ['*'], state: 'active', createdAt, provedAt: createdAt, ...wish });
  const secret = newSecret();
  await db.orm.insert(webhookSecrets).values(await sealedSecret({ id: uuid(), endpoint: id, secret, createdAt }, vault.keys));
  await makeKeyWhenDue(contextOn(db), vault.keys);
  return { id, secret };
}

/** Writes an event as a verb does; gives its subject. */
export async function tell(db: Database, event: Partial<Event> & { network: string }): Promise<string> {
  const subject = event.subject ?? uuid();
  const whole = { type: 'plans.plan.relabelled', subject, tlp: 'GREEN', audience: 'network', data: { plan: subject }, ...event } as Event;
  await commit(contextOn(db), {
    steps: [],
    audit: { action: 'plan:label', subject, network: event.network },
    events: [whole],
  });
  return subject;
}

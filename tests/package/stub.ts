import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type EnlaceClient, createClient } from '../../shared/contract/index.ts';

/** A request as the stub saw it, its body read to the end. */
export type Seen = { method: string; path: string; headers: IncomingMessage['headers']; body: string };
type Answer = (seen: Seen, response: ServerResponse) => void;

/** A platform that answers as told, one answer a call; tokens it gives by itself, `t1`, `t2` … */
export type Stub = { client: EnlaceClient; url: string; calls: Seen[]; tokenCalls: Seen[]; stop: () => Promise<void> };

/** An answer with a status, a JSON body and headers. */
export const say =
  (status: number, body: unknown = {}, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(status === 304 ? undefined : JSON.stringify(body));

/** The connection is lost after the request arrived. */
export const loseConnection: Answer = (_, response) => response.destroy();

/** Starts a stub on loopback. The last answer stays; so does the last answer about tokens. */
export async function startStub(answers: Answer[], tokenAnswers: Answer[] = []): Promise<Stub> {
  const calls: Seen[] = [];
  const tokenCalls: Seen[] = [];
  const server = createServer((request, response) => void reply(request, response));
  const reply = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '', headers } = request;
    const call = { method, path: url, headers, body: await readBody(request) };
    const [seen, known] = url === '/oauth/token' ? [tokenCalls, [...tokenAnswers, giveToken]] : [calls, answers];
    seen.push(call);
    known[Math.min(seen.length, known.length) - 1]?.(call, response);
  };
  const giveToken: Answer = (call, response) =>
    say(200, { access_token: `t${tokenCalls.indexOf(call) + 1}`, token_type: 'Bearer', expires_in: 600 })(call, response);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = () => new Promise<void>((done) => server.close(() => done()).closeAllConnections());
  return { client: createClient({ baseUrl: url, clientId: 'a b', clientSecret: 'c:d' }), url, calls, tokenCalls, stop };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

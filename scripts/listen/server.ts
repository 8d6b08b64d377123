import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PlainError, describeFailure } from '../platform/plain-error.ts';
import type { Answer, Arrived } from './answer.ts';

const mostBytes = 1_000_000;
const tooLarge: Answer = { status: 413, line: '✗ refused / rechazado  more than 1 MB / más de 1 MB' };

/** Listens on loopback, answers as told and says each line. Gives the address. Throws PlainError when the port is taken. */
export async function startServer(port: number, answer: (arrived: Arrived) => Promise<Answer>, say: (line: string) => void) {
  const server = createServer((request, response) => void serve(request, response, answer, say));
  await new Promise<void>((done, fail) => {
    server.once('error', () =>
      fail(new PlainError(`Port ${port} is taken: PORT=9001 npm run webhook:listen`, `El puerto ${port} está ocupado.`)),
    );
    server.listen(port, '127.0.0.1', done);
  });
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  ...[answer, say]: [(arrived: Arrived) => Promise<Answer>, (line: string) => void]
) {
  const { status, body, line } = await answered(request, answer);
  say(line);
  const json = body === undefined ? undefined : JSON.stringify(body);
  response.writeHead(status, json === undefined ? {} : { 'Content-Type': 'application/json' }).end(json);
}

async function answered(request: IncomingMessage, answer: (arrived: Arrived) => Promise<Answer>): Promise<Answer> {
  try {
    const { method = '', headers } = request;
    const body = await bytesOf(request);
    return body ? await answer({ method, headers, body }) : tooLarge;
  } catch (error) {
    return { status: 500, line: describeFailure(error) };
  }
}

/** The body of a request; null when it is too large, whose rest is not read. */
async function bytesOf(request: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

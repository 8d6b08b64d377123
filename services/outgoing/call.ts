import type { z } from 'zod';
import type { Outcome, OutsideCall } from '../../shared/worker/outgoing.ts';
import { refusalOf } from './address.ts';

/** The origins on this machine that may be called, and the way to them. A deployment has neither. */
export type Loopback = { origins: readonly string[]; fetcher: Fetcher } | null;

/** What only one connection is about, and what the runtime writes itself. */
const notSent = [
  'connection',
  'content-length',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** What a caller may need to read an answer, or to ask again only for what changed: neither cookies nor anything else of the other side. */
const told = ['content-type', 'cache-control', 'etag', 'last-modified', 'retry-after', 'webhook-allowed-origin'];

/** Makes a call, or tells why not. Never follows a redirect, and reads no more of the answer than the call says, unpacked. */
export async function callOut(call: z.output<typeof OutsideCall>, loopback: Loopback): Promise<Outcome> {
  const refusal = refusalOf(call.url, loopback?.origins ?? []);
  if (refusal) return { kind: 'refused', refusal };
  const signal = AbortSignal.timeout(call.within);
  const request = requestOf(call, signal);
  const named = loopback?.origins.includes(new URL(call.url).origin) ? loopback.fetcher : null;
  try {
    return await outcomeOf(await (named ? named.fetch(request) : fetch(request)), call.mostBytes);
  } catch {
    return { kind: signal.aborted ? 'timeout' : 'unreachable' };
  }
}

function requestOf({ url, method, headers, body }: z.output<typeof OutsideCall>, signal: AbortSignal): Request {
  const sent = new Headers(headers);
  if (!sent.has('user-agent')) sent.set('user-agent', 'Enlace');
  for (const name of notSent) sent.delete(name);
  return new Request(url, { method, headers: sent, body, signal, redirect: 'manual', cache: 'no-store' });
}

async function outcomeOf({ status, headers, body }: Response, mostBytes: number): Promise<Outcome> {
  if (status >= 300 && status < 400 && status !== 304) {
    await body?.cancel();
    return { kind: 'redirected', status };
  }
  const kept = [...headers].filter(([name]) => told.includes(name)).map(([name, value]) => [name, value.slice(0, 1_000)]);
  return { kind: 'answered', status, headers: Object.fromEntries(kept), ...(await startOf(body, mostBytes)) };
}

/** The first bytes as text. Leaving the loop early hangs up. */
async function startOf(stream: ReadableStream<Uint8Array> | null, mostBytes: number): Promise<{ body: string; truncated: boolean }> {
  const decoder = new TextDecoder();
  let body = '';
  let left = mostBytes;
  for await (const chunk of stream ?? []) {
    body += decoder.decode(chunk.subarray(0, left), { stream: true });
    if (chunk.length > left) return { body, truncated: true };
    left -= chunk.length;
  }
  return { body: body + decoder.decode(), truncated: false };
}

import { contracts } from '../../shared/contract/contracts.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Route } from '../../shared/contract/route.ts';
import { authenticate } from '../../shared/worker/authenticate.ts';
import { addressHeader, addressOf } from '../../shared/worker/address.ts';
import { keysOver } from '../../shared/worker/keys.ts';

/** What the gateway is told and bound to. */
export type GatewayEnv = {
  ORIGIN: string;
  REQUESTS_PER_MINUTE: string;
  SECURITY_CONTACT: string;
  /** The header in which a trusted proxy says who calls; empty where there is none. */
  ADDRESS_HEADER: string;
  CLIENT_LIMIT: RateLimit;
  FILES: Fetcher;
  IDENTITY: Fetcher;
  PLANS: Fetcher;
  DIRECTORY: Fetcher;
  SPECIMENS: Fetcher;
  TRAINING: Fetcher;
  WEBHOOKS: Fetcher;
};

/** The request as the workers get it: with an id of its own, and from the address that the trusted proxy says, whatever its sender claims. */
export function admitted(original: Request, { ADDRESS_HEADER }: GatewayEnv, requestId: string): Request {
  const request = new Request(original);
  request.headers.set('x-request-id', requestId);
  request.headers.set(addressHeader, (ADDRESS_HEADER && original.headers.get(ADDRESS_HEADER)) || 'local');
  return request;
}

/** The most bytes that any operation takes. */
const mostBytes = Math.max(
  ...Object.values(contracts)
    .flatMap((contract) => Object.values<Route>(contract))
    .map(({ body }) => (body?.kind === 'document' ? body.maxBytes : 0)),
);

/** Refuses with 413 what says itself to be larger than anything the platform takes. Workers measure the rest as it arrives. */
export async function checkSize(request: Request): Promise<void> {
  if (Number(request.headers.get('content-length') ?? 0) <= mostBytes) return;
  await swallow(request.body);
  throw new Problem('too-large', { es: `Como máximo ${mostBytes} bytes.`, en: `At most ${mostBytes} bytes.` });
}

/** Takes in a bounded part of a body: a client that is still sending would otherwise see a broken connection, not the answer. */
async function swallow(body: ReadableStream<Uint8Array> | null): Promise<void> {
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > 2 * mostBytes) return;
  }
}

/** Refuses with 429 a client that asks too often: a machine client by its verified token, anyone else by address. */
export async function checkRate(request: Request, env: GatewayEnv): Promise<void> {
  const { success } = await env.CLIENT_LIMIT.limit({ key: await limitKey(request, env) });
  if (success) return;
  throw new Problem(
    'too-many-requests',
    { es: 'Espere un minuto antes de seguir.', en: 'Wait a minute before going on.' },
    { headers: { 'Retry-After': '60', RateLimit: '"client";r=0;t=60', 'RateLimit-Policy': policyOf(env) } },
  );
}

/** The quota that every answer tells (RateLimit header fields). */
export const policyOf = ({ REQUESTS_PER_MINUTE }: GatewayEnv) => `"client";q=${REQUESTS_PER_MINUTE};w=60`;

async function limitKey(request: Request, env: GatewayEnv): Promise<string> {
  const address = `address ${addressOf(request)}`;
  const principal = await authenticate(request, env.ORIGIN, keysOver(env.IDENTITY, env.ORIGIN)).catch(() => null);
  return principal ? `client ${principal.client}` : address;
}

import type { JSONWebKeySet } from 'jose';
import { LRUCache } from 'lru-cache';
import * as z from 'zod';
import { ClientKey } from '../../shared/contract/identity/client-keys.ts';
import { Problem } from '../../shared/contract/problem.ts';
import { callOutside } from '../../shared/worker/outgoing.ts';
import type { RemoteKeys } from './client-assertions.ts';

const freshFor = 5 * 60_000;
const notBefore = 30_000;

/** What each address answered, per isolate, a failure too. A key that is taken off there signs for five minutes more at most. */
const kept = new LRUCache<string, { keys: JSONWebKeySet | null; at: number }>({ max: 500 });

/** It is not the client's credential that is wrong, so it is not counted as one. */
const silent = () =>
  new Problem(
    'unavailable',
    { es: 'La dirección de las claves del cliente no dio un JWKS.', en: 'The address of the client’s keys gave no JWKS.' },
    { headers: { 'Retry-After': String(notBefore / 1000) } },
  );

/** The way to addresses of others. */
export const outgoingOf = (env: object) => (env as { OUTGOING: Fetcher }).OUTGOING;

/**
 * Asks the address of a client's keys through the outgoing worker. An unknown key makes it ask again, every half minute at most.
 * Throws unavailable when the address gives no key set.
 */
export const remoteKeysOf =
  (env: object): RemoteKeys =>
  async (uri, fresh) => {
    const before = kept.get(uri);
    const waits = fresh || before?.keys === null ? notBefore : freshFor;
    const keys = before && Date.now() - before.at < waits ? before.keys : await askFor(uri, env);
    if (!keys) throw silent();
    return keys;
  };

async function askFor(uri: string, env: object): Promise<JSONWebKeySet | null> {
  const headers = { accept: 'application/jwk-set+json, application/json' };
  const outcome = await callOutside(outgoingOf(env), { url: uri, headers, within: 5_000 });
  const whole = outcome.kind === 'answered' && outcome.status === 200 && !outcome.truncated;
  const keys = whole ? keySetOf(outcome.body) : null;
  kept.set(uri, { keys, at: Date.now() });
  return keys;
}

const KeySet = z.object({ keys: z.array(z.record(z.string(), z.unknown())).max(100) });
const known = ['kty', 'crv', 'x', 'y', 'n', 'e', 'kid', 'alg', 'use'];

/** The keys of a set that are of a kind we take; what else stands there is somebody else's. Null for what is no set. */
function keySetOf(text: string): JSONWebKeySet | null {
  const { data } = KeySet.safeParse(parsed(text));
  if (!data) return null;
  const publicParts = data.keys.map((key) => Object.fromEntries(Object.entries(key).filter(([name]) => known.includes(name))));
  return { keys: publicParts.flatMap((key) => ClientKey.safeParse(key).data ?? []) as JSONWebKeySet['keys'] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

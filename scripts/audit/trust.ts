import { existsSync, readFileSync } from 'node:fs';
import type { Client } from '@libsql/client';
import { calculateJwkThumbprint } from 'jose';
import * as z from 'zod';
import { type CheckpointKey, claimsOf } from '../../shared/contract/audit-checkpoint.ts';
import { rootMessage } from '../platform/database.ts';
import { PlainError } from '../platform/plain-error.ts';
import { fromCaller } from './place.ts';

const Key = z.object({ kid: z.string(), kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() });
const Keys = z.object({ keys: z.array(Key) });

/** The keys that checkpoints are verified with: those of a file or URL somebody trusts, else those the database itself holds. */
export async function keysFrom(where: string | undefined, client: Client): Promise<CheckpointKey[]> {
  if (where === undefined) return keysIn(client);
  try {
    const text = /^https?:/.test(where) ? await fetched(where) : readFileSync(fromCaller(where), 'utf8');
    return Keys.parse(JSON.parse(text)).keys;
  } catch (error) {
    throw new PlainError(`${where} gives no set of Ed25519 keys (RFC 7517): ${rootMessage(error)}`);
  }
}

async function fetched(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`it answered ${response.status}`);
  return response.text();
}

async function keysIn(client: Client): Promise<CheckpointKey[]> {
  const { rows } = await client.execute(`select public_key from signing_keys where purpose = 'audit' order by created_at`);
  return rows.flatMap((row) => Key.safeParse(parsed(String(row['public_key']))).data ?? []);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** RFC 7638: the same for the same key wherever it is, so that two people can compare it. */
export const thumbprintOf = ({ kty, crv, x }: CheckpointKey) => calculateJwkThumbprint({ kty, crv, x });

/** The checkpoints that somebody kept: a text or file with signed ones in it, a page of the list as well. */
export function checkpointsFrom(given: readonly string[]): string[] {
  return given.flatMap((one) => {
    const file = fromCaller(one);
    const text = existsSync(file) ? readFileSync(file, 'utf8') : one;
    const found = [...text.matchAll(/eyJ[\w-]*\.[\w-]+\.[\w-]+/g)].map(([jws]) => jws).filter((jws) => claimsOf(jws) !== null);
    if (found.length === 0)
      throw new PlainError(`There is no signed checkpoint in ${one}.`, `No hay ningún punto de control firmado en ${one}.`);
    return found;
  });
}

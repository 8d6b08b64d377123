import * as z from 'zod';
import type { KeyRing } from '../../shared/keys/key-ring.ts';
import { keyRingOfWorker } from '../../shared/keys/key-ring-of-worker.ts';

const Environment = z.object({ ORIGIN: z.url() });

/** What this worker is told: the origin in whose name it speaks, the keys that seal secrets, and the ways out. */
export type Vault = { origin: string; keys: KeyRing; outgoing: Fetcher };

/** Reads it from the environment. Throws when something is missing or malformed. */
export async function vaultOf(env: object): Promise<Vault> {
  const { ORIGIN } = Environment.parse(env);
  return { origin: ORIGIN, keys: await keyRingOfWorker(env, 'webhook'), outgoing: (env as { OUTGOING: Fetcher }).OUTGOING };
}

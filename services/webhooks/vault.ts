import { z } from 'zod';
import { type KeyRing, keyRingOf } from '../../shared/keys/key-ring.ts';

const Vault = z.object({
  ORIGIN: z.url(),
  KEY_ENCRYPTION_KEY: z.string().length(43),
  KEY_ENCRYPTION_KEY_PREVIOUS: z.string().default(''),
});

/** What this worker is told: the origin in whose name it speaks, the keys that seal secrets, and the ways out. */
export type Vault = { origin: string; keys: KeyRing; outgoing: Fetcher };

const known = new WeakMap<object, Promise<KeyRing>>();

/** Reads it from the environment; the key ring is derived once per isolate. Throws when something is missing or malformed. */
export async function vaultOf(env: object): Promise<Vault> {
  const { ORIGIN, KEY_ENCRYPTION_KEY, KEY_ENCRYPTION_KEY_PREVIOUS } = Vault.parse(env);
  const keys = known.get(env) ?? keyRingOf('webhook', KEY_ENCRYPTION_KEY, KEY_ENCRYPTION_KEY_PREVIOUS);
  known.set(env, keys);
  return { origin: ORIGIN, keys: await keys, outgoing: (env as { OUTGOING: Fetcher }).OUTGOING };
}

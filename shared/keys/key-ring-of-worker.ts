import * as z from 'zod';
import { type KeyRing, type Purpose, keyRingOf } from './key-ring.ts';

const Environment = z.object({ KEY_ENCRYPTION_KEY: z.string().length(43), KEY_ENCRYPTION_KEY_PREVIOUS: z.string().default('') });
const known = new WeakMap<object, Map<Purpose, KeyRing>>();

/**
 * The key ring of a purpose that a worker's environment describes: KEY_ENCRYPTION_KEY and, while a rotation lasts, KEY_ENCRYPTION_KEY_PREVIOUS.
 * It is kept once it is derived, and not while it is: no request may wait for what another has begun. Throws when a key is missing or malformed.
 */
export async function keyRingOfWorker(env: object, purpose: Purpose): Promise<KeyRing> {
  const before = known.get(env)?.get(purpose);
  if (before) return before;
  const { KEY_ENCRYPTION_KEY, KEY_ENCRYPTION_KEY_PREVIOUS } = Environment.parse(env);
  const ring = await keyRingOf(purpose, KEY_ENCRYPTION_KEY, KEY_ENCRYPTION_KEY_PREVIOUS);
  known.set(env, (known.get(env) ?? new Map<Purpose, KeyRing>()).set(purpose, ring));
  return ring;
}

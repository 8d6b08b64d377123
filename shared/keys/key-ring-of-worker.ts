import * as z from 'zod';
import { type KeyRing, type Purpose, keyRingOf } from './key-ring.ts';

const Environment = z.object({ KEY_ENCRYPTION_KEY: z.string().length(43), KEY_ENCRYPTION_KEY_PREVIOUS: z.string().default('') });
const known = new WeakMap<object, Map<Purpose, Promise<KeyRing>>>();

/**
 * The key ring of a purpose that a worker's environment describes, derived once per isolate: KEY_ENCRYPTION_KEY and, while a rotation lasts,
 * KEY_ENCRYPTION_KEY_PREVIOUS. Throws when a key is missing or malformed.
 */
export function keyRingOfWorker(env: object, purpose: Purpose): Promise<KeyRing> {
  const { KEY_ENCRYPTION_KEY, KEY_ENCRYPTION_KEY_PREVIOUS } = Environment.parse(env);
  const rings = known.get(env) ?? new Map<Purpose, Promise<KeyRing>>();
  const ring = rings.get(purpose) ?? keyRingOf(purpose, KEY_ENCRYPTION_KEY, KEY_ENCRYPTION_KEY_PREVIOUS);
  known.set(env, rings.set(purpose, ring));
  return ring;
}

import { base64url } from 'jose';

type Kek = { id: string; key: CryptoKey };

/** What is wrapped. Each purpose has keys of its own, so that nothing wrapped for one is ever opened as the other. */
export type Purpose = 'file' | 'webhook' | 'badge';

/** The key-encryption keys of a deployment for one purpose: the one that wraps, and those that still open what was wrapped before. */
export type KeyRing = { purpose: Purpose; current: Kek; all: ReadonlyMap<string, CryptoKey> };

/** A key or secret as a row keeps it: wrapped, with the id of the key that wrapped it. */
export type WrappedKey = { kek: string; wrappedKey: string };

/**
 * The ring for the secrets of a deployment, 32 bytes base64url each, the current one first; an empty one is none. The wrapping keys are
 * derived from them for the purpose alone (HKDF-SHA-256, RFC 5869): whoever wraps other things under the same secret shares no key with it.
 */
export async function keyRingOf(purpose: Purpose, current: string, ...previous: string[]): Promise<KeyRing> {
  const [first, ...others] = await Promise.all([current, ...previous.filter(Boolean)].map((secret) => kekOf(purpose, secret)));
  if (!first) throw new Error('No key-encryption key');
  return { purpose, current: first, all: new Map([...others, first].map(({ id, key }) => [id, key])) };
}

/** Wraps the key of the thing with this id under the current key (AES-256-GCM; `nonce.ciphertext`, base64url). */
export async function wrap(ring: KeyRing, key: Uint8Array, id: string): Promise<WrappedKey> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const wrapped = new Uint8Array(await crypto.subtle.encrypt(aes(ring.purpose, iv, id), ring.current.key, key as BufferSource));
  return { kek: ring.current.id, wrappedKey: `${base64url.encode(iv)}.${base64url.encode(wrapped)}` };
}

/** The key of the thing with this id. Throws when it was wrapped under a key that is not in the ring, for another thing, or was altered. */
export async function unwrap(ring: KeyRing, { kek, wrappedKey }: WrappedKey, id: string): Promise<Uint8Array<ArrayBuffer>> {
  const key = ring.all.get(kek);
  if (!key) throw new Error(`No key-encryption key ${kek}`);
  const [iv = '', wrapped = ''] = wrappedKey.split('.');
  return new Uint8Array(
    await crypto.subtle.decrypt(aes(ring.purpose, base64url.decode(iv), id), key, base64url.decode(wrapped) as BufferSource),
  );
}

/** The same key under the current key-encryption key: what a rotation does to each row. What it opens stays as it is. */
export const rewrap = async (ring: KeyRing, wrapped: WrappedKey, id: string): Promise<WrappedKey> =>
  wrapped.kek === ring.current.id ? wrapped : wrap(ring, await unwrap(ring, wrapped, id), id);

async function kekOf(purpose: Purpose, secret: string): Promise<Kek> {
  const material = await crypto.subtle.importKey('raw', base64url.decode(secret) as BufferSource, 'HKDF', false, ['deriveBits']);
  const derived = (info: string) =>
    crypto.subtle.deriveBits(
      { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: new TextEncoder().encode(info) },
      material,
      256,
    );
  const [key, name] = await Promise.all([derived(`enlace ${purpose} keys v1`), derived(`enlace ${purpose} key id v1`)]);
  const imported = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']);
  return { id: base64url.encode(new Uint8Array(name, 0, 8)), key: imported };
}

const aes = (purpose: Purpose, iv: Uint8Array, id: string) => ({
  name: 'AES-GCM',
  iv: iv as BufferSource,
  additionalData: new TextEncoder().encode(`enlace ${purpose} key v1 ${id}`) as BufferSource,
});

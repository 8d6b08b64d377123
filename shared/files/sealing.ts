import { base64url } from 'jose';
import type { Tlp } from '../contract/access.ts';

/** What a sealed file is bound to: opened under another id, label or media type it stays closed. */
export type Binding = { id: string; tlp: Tlp; mediaType: string };

const version = 1;
const ivLength = 12;

/**
 * Seals bytes with AES-256-GCM under a new random key of their own: a byte with the version, 12 of nonce, the ciphertext with its tag.
 * The version, id, label and media type are authenticated with it (security, Files; NIST SP 800-38D).
 */
export async function seal(bytes: Uint8Array, binding: Binding): Promise<{ sealed: Uint8Array; key: Uint8Array }> {
  const key = crypto.getRandomValues(new Uint8Array(32));
  const iv = crypto.getRandomValues(new Uint8Array(ivLength));
  const ciphertext = await crypto.subtle.encrypt(aes(iv, binding), await imported(key), bytes as BufferSource);
  const sealed = new Uint8Array(1 + ivLength + ciphertext.byteLength);
  sealed[0] = version;
  sealed.set(iv, 1);
  sealed.set(new Uint8Array(ciphertext), 1 + ivLength);
  return { sealed, key };
}

/** The bytes that were sealed. Throws when the key, the id, the label, the media type or a single bit is another. */
export async function unseal(sealed: Uint8Array, binding: Binding, key: Uint8Array): Promise<Uint8Array> {
  if (sealed[0] !== version) throw new Error(`No sealed file of version ${version}`);
  const iv = sealed.subarray(1, 1 + ivLength);
  const ciphertext = sealed.subarray(1 + ivLength) as BufferSource;
  return new Uint8Array(await crypto.subtle.decrypt(aes(iv, binding), await imported(key), ciphertext));
}

/** SHA-256 of a file, base64url. */
export const digestOf = async (bytes: Uint8Array): Promise<string> =>
  base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource)));

const aes = (iv: Uint8Array, { id, tlp, mediaType }: Binding) => ({
  name: 'AES-GCM',
  iv: iv as BufferSource,
  additionalData: new TextEncoder().encode(JSON.stringify([version, id, tlp, mediaType])) as BufferSource,
});

const imported = (key: Uint8Array) => crypto.subtle.importKey('raw', key as BufferSource, 'AES-GCM', false, ['encrypt', 'decrypt']);

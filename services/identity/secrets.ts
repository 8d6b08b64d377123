import { base64url } from 'jose';

const bytes = (text: string) => new TextEncoder().encode(text);
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

/** A new client secret: `enl_` and 256 random bits. */
export const newSecret = () => `enl_${base64url.encode(random(32))}`;

/** What is stored of a secret: its HMAC-SHA-256 under the pepper, base64url. */
export async function hashSecret(secret: string, pepper: string): Promise<string> {
  const key = await crypto.subtle.importKey('raw', bytes(pepper), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return base64url.encode(new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(secret))));
}

/** A text sealed with AES-256-GCM under a 32-byte base64url key: `iv.ciphertext`. `label` must be the same to open it. */
export async function seal(text: string, label: string, key: string): Promise<string> {
  const iv = random(12);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytes(label) }, await aes(key), bytes(text));
  return `${base64url.encode(iv)}.${base64url.encode(new Uint8Array(sealed))}`;
}

/** The text that was sealed. Throws when the key, the label or a bit differs. */
export async function open(sealed: string, label: string, key: string): Promise<string> {
  const [iv = '', ciphertext = ''] = sealed.split('.');
  const how = { name: 'AES-GCM', iv: base64url.decode(iv), additionalData: bytes(label) };
  return new TextDecoder().decode(await crypto.subtle.decrypt(how, await aes(key), base64url.decode(ciphertext)));
}

const aes = (key: string) => crypto.subtle.importKey('raw', base64url.decode(key), 'AES-GCM', false, ['encrypt', 'decrypt']);

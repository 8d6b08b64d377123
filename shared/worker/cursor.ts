import { base64url } from 'jose';
import { Problem } from '../contract/problem.ts';
import type { Keyset } from '../contract/route.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
let kept: { secret: string; key: CryptoKey } | undefined;

/** The key of a secret, imported once an isolate. */
async function keyOf(secret: string): Promise<CryptoKey> {
  if (kept?.secret === secret) return kept.key;
  const key = await crypto.subtle.importKey('raw', bytes(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
  kept = { secret, key };
  return key;
}

const invalid = () =>
  new Problem('invalid-cursor', {
    es: 'Use el `next` de la página anterior, con los mismos filtros.',
    en: 'Use the `next` of the page before, with the same filters.',
  });

/** A keyset as an opaque cursor, signed for one list with one set of filters (`scope`). */
export async function signCursor(keyset: Keyset, scope: string, secret: string): Promise<string> {
  const payload = base64url.encode(JSON.stringify(keyset));
  const mac = await crypto.subtle.sign('HMAC', await keyOf(secret), bytes(`${scope}\n${payload}`));
  return `${payload}.${base64url.encode(new Uint8Array(mac))}`;
}

/** The keyset of a cursor of this very list. Throws `invalid-cursor` for any other text. */
export async function readCursor(cursor: string, scope: string, secret: string): Promise<Keyset> {
  const [payload = '', mac = ''] = cursor.split('.');
  try {
    const good = await crypto.subtle.verify('HMAC', await keyOf(secret), base64url.decode(mac), bytes(`${scope}\n${payload}`));
    if (good) return JSON.parse(new TextDecoder().decode(base64url.decode(payload))) as Keyset;
  } catch {
    throw invalid();
  }
  throw invalid();
}

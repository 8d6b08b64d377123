/** A checkpoint as it is stored: the signed text, and what its columns say about it. */
export type StoredCheckpoint = { position: number; at?: string; jws: string };

/** What a checkpoint says: at `at`, the chain of the platform at `iss` ended at `position` with the link `hash`. */
export type CheckpointClaims = { position: number; hash: string; at: string; iss: string };

/** The part of a public Ed25519 key (RFC 8037) that a checkpoint is verified with. */
export type CheckpointKey = { kid: string; kty: string; crv: string; x: string };

/** Why a checkpoint vouches for nothing. */
export type CheckpointFault = 'checkpoint-altered' | 'unknown-key' | 'bad-signature';

/** `typ` of a checkpoint: a token signed for another purpose is none. */
export const checkpointType = 'audit-checkpoint+jwt';

/** Three parts, and a signature of 64 bytes in its only spelling: base64url decoders overlook spaces and the last four bits. */
const compact = /^[\w-]+\.[\w-]+\.[\w-]{85}[AQgw]$/;

const bytes = (text: string) => new TextEncoder().encode(text);
/** What a checkpoint (a compact JWS, RFC 7515) claims, if its signature by one of the keys holds; otherwise why it does not. */
export async function openCheckpoint(jws: string, keys: readonly CheckpointKey[]): Promise<CheckpointClaims | CheckpointFault> {
  const [head = '', body = '', signature = ''] = jws.split('.');
  const [header, claims] = [objectOf(head), claimsOf(jws)];
  if (!compact.test(jws) || !claims || header?.['typ'] !== checkpointType || header['alg'] !== 'EdDSA') return 'checkpoint-altered';
  const key = keys.find(({ kid }) => kid === header['kid']);
  if (!key) return 'unknown-key';
  return (await isSigned(key, `${head}.${body}`, signature)) ? claims : 'bad-signature';
}

/** What a checkpoint claims, before anybody has looked at its signature; null when it is none. */
export function claimsOf(jws: string): CheckpointClaims | null {
  const { position, hash, at, iss } = objectOf(jws.split('.')[1] ?? '') ?? {};
  const texts = typeof hash === 'string' && typeof at === 'string' && typeof iss === 'string';
  return texts && typeof position === 'number' ? { position, hash, at, iss } : null;
}

async function isSigned({ kty, crv, x }: CheckpointKey, text: string, signature: string): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('jwk', { kty, crv, x }, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, bytesOf(signature), bytes(text));
  } catch {
    return false;
  }
}

function objectOf(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytesOf(part)));
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}

const bytesOf = (base64url: string) =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));

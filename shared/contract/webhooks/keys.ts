import { bytesOf } from './base64.ts';
import { WebhookError } from './webhook-error.ts';

/** The kinds of signatures (Standard Webhooks): by a secret that both sides know, and by a key whose public half is published. */
export const signatureKinds = ['v1', 'v1a'] as const;
export type SignatureKind = (typeof signatureKinds)[number];

/** What Web Crypto calls them. */
export const algorithms: Record<SignatureKind, string> = { v1: 'HMAC', v1a: 'Ed25519' };

/** The part of a published key (RFC 7517) that is looked at; those of Ed25519 (RFC 8037) alone are used. */
export type WebhookJwk = { kty: string; crv?: string | undefined; x?: string | undefined };

/**
 * Whom to trust, at least one: the secrets of the endpoint (two while one supersedes the other), and the public keys of the platform, as
 * `/.well-known/webhook-jwks.json` gives them or as `whpk_` texts.
 */
export type WebhookTrust = {
  secrets?: readonly string[] | undefined;
  keys?: { keys: readonly WebhookJwk[] } | readonly string[] | undefined;
};

/** The keys that verify each kind of signature. Throws malformed-secret, also when there is nothing to trust, and malformed-key. */
export async function importTrust({ secrets = [], keys = [] }: WebhookTrust): Promise<Record<SignatureKind, CryptoKey[]>> {
  const v1 = await Promise.all(secrets.map(importSecret));
  const v1a = await Promise.all(pointsOf(keys).map(importPoint));
  if (v1.length + v1a.length === 0) throw new WebhookError('malformed-secret');
  return { v1, v1a };
}

/** The key of a secret: `whsec_` and 24 to 64 bytes in base64. Throws malformed-secret. */
export async function importSecret(secret: string): Promise<CryptoKey> {
  const bytes = after('whsec_', secret);
  if (!bytes || bytes.byteLength < 24 || bytes.byteLength > 64) throw new WebhookError('malformed-secret');
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

/** Keys of kinds that are not used here may stand in a key set, but not alone. */
function pointsOf(keys: NonNullable<WebhookTrust['keys']>): (ArrayBuffer | null)[] {
  if (!isKeySet(keys)) return keys.map((key) => after('whpk_', key));
  const usable = keys.keys.filter(({ kty, crv }) => kty === 'OKP' && crv === 'Ed25519');
  if (usable.length === 0 && keys.keys.length > 0) throw new WebhookError('malformed-key');
  return usable.map(({ x }) => ofBase64url(x));
}

const isKeySet = (keys: NonNullable<WebhookTrust['keys']>): keys is { keys: readonly WebhookJwk[] } => !Array.isArray(keys);

async function importPoint(point: ArrayBuffer | null): Promise<CryptoKey> {
  if (point?.byteLength !== 32) throw new WebhookError('malformed-key');
  return crypto.subtle.importKey('raw', point, 'Ed25519', false, ['verify']);
}

const after = (prefix: string, text: string) => (text.startsWith(prefix) ? bytesOf(text.slice(prefix.length)) : null);

/** 32 bytes in base64url lack one sign of padding (RFC 8037, 2). */
const ofBase64url = (x = '') => bytesOf(`${x.replaceAll('-', '+').replaceAll('_', '/')}=`);

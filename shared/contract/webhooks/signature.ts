import type { z } from 'zod';
import { base64Of } from './base64.ts';
import { CloudEvent } from './cloud-event.ts';
import { type Signature, type WebhookHeaders, checkId, checkTimestamp, readId, readSignatures, readTimestamp } from './headers.ts';
import { type SignatureKind, type WebhookTrust, algorithms, importSecret, importTrust } from './keys.ts';
import { WebhookError } from './webhook-error.ts';

/** What is signed, and with what: secrets of the endpoint (`whsec_…`), private Ed25519 keys of the platform. `timestamp` in seconds since 1970. */
export type WebhookToSign = {
  id: string;
  timestamp: number;
  body: string | Uint8Array;
  secrets?: readonly string[];
  keys?: readonly CryptoKey[];
};

/**
 * The value of `webhook-signature` (Standard Webhooks): `v1,` and an HMAC-SHA-256 for each secret, `v1a,` and an Ed25519 signature for each
 * private key, with spaces between. Throws WebhookError for an id or a time that cannot be sent, a malformed secret, and when nothing is to sign.
 */
export async function signWebhook({ id, timestamp, body, secrets = [], keys = [] }: WebhookToSign): Promise<string> {
  if (secrets.length + keys.length === 0) throw new WebhookError('malformed-secret');
  const content = signedContent(checkId(id), checkTimestamp(String(timestamp)), body);
  const shared = await Promise.all(secrets.map(importSecret));
  const sign = async (kind: SignatureKind, key: CryptoKey) =>
    `${kind},${base64Of(await crypto.subtle.sign(algorithms[kind], key, content))}`;
  return (await Promise.all([...shared.map((key) => sign('v1', key)), ...keys.map((key) => sign('v1a', key))])).join(' ');
}

/** The bytes that are signed: `id.timestamp.body`, the time in seconds since 1970, the body as it is (Standard Webhooks 1.0). */
export function signedContent(id: string, timestamp: number, body: string | Uint8Array): ArrayBuffer {
  const head = new TextEncoder().encode(`${id}.${timestamp}.`);
  const tail = bytesOf(body);
  const content = new Uint8Array(head.length + tail.length);
  content.set(head);
  content.set(tail, head.length);
  return content.buffer;
}

/** What is trusted, the time of the receiver (the clock's, unless told), and how many seconds it may be away from the message's: 300. */
export type WebhookOptions = WebhookTrust & { now?: Date | undefined; tolerance?: number | undefined };

const ReceivedEvent = CloudEvent.loose();

/** An event as it came: a later version of the platform may tell more of it than this one knows. */
export type ReceivedEvent = z.output<typeof ReceivedEvent>;

/**
 * The event of a webhook, once one of its signatures is found good under something that you trust. Give the body as it came, before any
 * parsing. The same event may come again, under the same id. Throws WebhookError, which says by its code what is wrong.
 */
export async function verifyWebhook(body: string | Uint8Array, headers: WebhookHeaders, options: WebhookOptions): Promise<ReceivedEvent> {
  const bytes = bytesOf(body);
  await verifySignatures(bytes, headers, options);
  const { data: event } = ReceivedEvent.safeParse(parsed(bytes));
  if (event?.id !== readId(headers)) throw new WebhookError('not-an-event');
  return event;
}

/**
 * The same for a message of any content, as Standard Webhooks 1.0 has it: gives the kinds of the signatures that are good, one at least.
 * Throws WebhookError.
 */
export async function verifySignatures(
  body: string | Uint8Array,
  headers: WebhookHeaders,
  options: WebhookOptions,
): Promise<SignatureKind[]> {
  const trusted = await importTrust(options);
  const [id, timestamp, signatures] = [readId(headers), readTimestamp(headers), readSignatures(headers)];
  refuseOtherTimes(timestamp, options);
  const content = signedContent(id, timestamp, body);
  const good = new Set<SignatureKind>();
  for (const signature of signatures) {
    if (await isGood(signature, trusted[signature.kind], content)) good.add(signature.kind);
  }
  if (good.size === 0) throw new WebhookError('no-match');
  return [...good];
}

const bytesOf = (body: string | Uint8Array): Uint8Array => (typeof body === 'string' ? new TextEncoder().encode(body) : body);

/** What is no number is within no tolerance. */
function refuseOtherTimes(timestamp: number, { now = new Date(), tolerance = 300 }: WebhookOptions): void {
  const age = Math.floor(now.getTime() / 1000) - timestamp;
  if (-age > tolerance) throw new WebhookError('future');
  if (!(age <= tolerance)) throw new WebhookError('stale');
}

/** `verify` compares in constant time (Web Cryptography, HMAC). */
async function isGood({ kind, bytes }: Signature, keys: CryptoKey[], content: ArrayBuffer): Promise<boolean> {
  const verdicts = await Promise.all(keys.map((key) => crypto.subtle.verify(algorithms[kind], key, bytes, content)));
  return verdicts.includes(true);
}

/** The value of a JSON text in UTF-8, without a byte order mark (RFC 8259, 8.1); undefined when it is none. */
function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)) as unknown;
  } catch {
    return undefined;
  }
}

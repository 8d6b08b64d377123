import { type SignatureKind, signatureKinds } from './keys.ts';
import { bytesOf } from './base64.ts';
import { WebhookError } from './webhook-error.ts';

type Headers = { get: (name: string) => string | null };

/** Headers as `fetch` or as Node tells them; the case of their names does not matter. */
export type WebhookHeaders = Headers | Record<string, string | string[] | undefined>;

/** A signature of a message, decoded. */
export type Signature = { kind: SignatureKind; bytes: ArrayBuffer };

const mostSignatures = 32;
const sizes: Record<SignatureKind, number> = { v1: 32, v1a: 64 };

/** The id of a message. What is signed joins its parts with stops, so that an id may hold none. Throws missing-header, malformed-header. */
export const readId = (headers: WebhookHeaders): string => checkId(valueOf(headers, 'webhook-id'));

/** When a message was sent, in seconds since 1970. Throws missing-header, malformed-header. */
export const readTimestamp = (headers: WebhookHeaders): number => checkTimestamp(valueOf(headers, 'webhook-timestamp'));

/** The signatures that can be looked at; those of unknown kinds and of other lengths are left out. Throws missing-header, malformed-header. */
export function readSignatures(headers: WebhookHeaders): Signature[] {
  const list = valueOf(headers, 'webhook-signature').split(' ');
  if (list.length > mostSignatures) throw new WebhookError('malformed-header', 'webhook-signature');
  return list.flatMap((entry) => {
    const kind = signatureKinds.find((known) => entry.startsWith(`${known},`));
    const bytes = kind && bytesOf(entry.slice(kind.length + 1));
    return kind && bytes?.byteLength === sizes[kind] ? [{ kind, bytes }] : [];
  });
}

/** The same id, of visible ASCII without stops. Throws malformed-header. */
export function checkId(id: string): string {
  if (!/^[!-\-/-~]{1,256}$/.test(id)) throw new WebhookError('malformed-header', 'webhook-id');
  return id;
}

/** The number that decimal digits tell, without a sign or a leading zero. Throws malformed-header. */
export function checkTimestamp(text: string): number {
  if (!/^(0|[1-9]\d{0,11})$/.test(text)) throw new WebhookError('malformed-header', 'webhook-timestamp');
  return Number(text);
}

/** Those of another realm or library are no instance of ours. */
const isHeaders = (headers: WebhookHeaders): headers is Headers => typeof headers['get' as keyof typeof headers] === 'function';

function valueOf(headers: WebhookHeaders, name: string): string {
  const entries = isHeaders(headers) ? [[name, headers.get(name)] as const] : Object.entries(headers);
  const values = entries.flatMap(([key, value]) => (key.toLowerCase() === name ? (value ?? []) : []));
  if (values.length > 1) throw new WebhookError('malformed-header', name);
  if (!values[0]) throw new WebhookError('missing-header', name);
  return values[0];
}

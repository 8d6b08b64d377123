import type { SubscriptionRow } from './places.ts';

const week = 7 * 86_400_000;

/**
 * The headers by which a calendar is asked for only if it has changed (RFC 9110, 13.1). Once a week it is asked for whatever it is, since the
 * days in which its rules are worked out move on while it stays the same.
 */
export function conditionsOf({ etag, lastModified, readAt }: SubscriptionRow, now: Date): Record<string, string> {
  if (readAt === null || weekOf(Date.parse(readAt)) !== weekOf(now.getTime())) return {};
  return { ...(etag && { 'if-none-match': etag }), ...(lastModified && { 'if-modified-since': lastModified }) };
}

const weekOf = (at: number) => Math.floor(at / week);

/** The validators that an answer brings, as they may be sent back; null for those that are not as RFC 9110, 8.8 writes them. */
export function validatorsOf(headers: Record<string, string>): { etag: string | null; lastModified: string | null } {
  const { etag = '', 'last-modified': modified = '' } = headers;
  const at = new Date(modified);
  return {
    etag: /^(W\/)?"[\u0021\u0023-\u007E]{0,200}"$/.test(etag) ? etag : null,
    lastModified: Number.isNaN(at.getTime()) ? null : at.toUTCString(),
  };
}

import { base64url } from 'jose';
import { Problem } from '../contract/problem.ts';

/** The strong validator of a version (RFC 9110, 8.8.3). */
export const etagOf = (version: string | number) => `"${version}"`;

/** A strong validator for a body that has no version of its own: its SHA-256. */
export async function etagOfBody(body: string): Promise<string> {
  return `"${await sha256(body)}"`;
}

/** SHA-256, base64url. */
export async function sha256(content: string | Uint8Array): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** Whether If-None-Match already holds this validator; a weak one counts (RFC 9110, 13.1.2). */
export function alreadyHas(request: Request, etag: string): boolean {
  const header = request.headers.get('if-none-match');
  if (!header) return false;
  return header.trim() === '*' || header.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === etag);
}

/**
 * Whether the caller has this answer already: by its validator, and where the caller names none, by when it last changed (RFC 9110, 13.2.2).
 * Dates of HTTP count whole seconds.
 */
export function isUnchanged(request: Request, etag: string, modifiedAt?: string): boolean {
  if (request.headers.has('if-none-match') || modifiedAt === undefined) return alreadyHas(request, etag);
  const since = sinceOf(request.headers);
  return since !== null && secondOf(modifiedAt) <= since;
}

/** The instant after which a caller wants to know of changes, ISO to the second; null when it does not say, or not well. */
export function sinceOf(headers: Headers): string | null {
  const date = Date.parse(headers.get('if-modified-since') ?? '');
  return Number.isNaN(date) ? null : secondOf(new Date(date).toISOString());
}

const secondOf = (instant: string) => `${instant.slice(0, 19)}Z`;

/**
 * The version that a write expects, by If-Match; what `computed` put after it does not count. Throws 428 when it is not said; a text that
 * is no version matches none (412).
 */
export function expectedVersion(request: Request): number {
  const header = request.headers.get('if-match');
  if (header === null) {
    throw new Problem('precondition-required', {
      es: 'Envíe If-Match con el ETag que leyó.',
      en: 'Send If-Match with the ETag that you read.',
    });
  }
  const version = /^"(\d{1,15})(?:-[\w-]{16})?"$/.exec(header.trim())?.[1];
  if (version === undefined) throw new Problem('stale');
  return Number(version);
}

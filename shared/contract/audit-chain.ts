/** A row of the audit as the chain takes it: every column, null where there is nothing. */
export type AuditRow = {
  position: number;
  id: string;
  at: string;
  client: string | null;
  organisation: string | null;
  network: string | null;
  action: string;
  subject: string;
  source: string | null;
  request: string;
  hash: string;
};

/** The link of the row at a position, as it was stored. */
export type AuditSeal = { position: number; hash: string };

/** The link before the first row. */
export const genesis = '0'.repeat(64);

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The one text of a row: its columns in this order, as a JSON array without spaces, just as ECMAScript's JSON.stringify writes it. */
export function canonicalRow(row: AuditRow): string {
  const { position, id, at, client, organisation, network, action, subject, source, request, hash } = row;
  return JSON.stringify([position, id, at, client, organisation, network, action, subject, source, request, hash]);
}

/** The link of a row: SHA-256, in lower-case hex, over the UTF-8 of the link before, a line feed and the row's canonical form. */
export async function linkOf(previous: string, row: AuditRow): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${previous}\n${canonicalRow(row)}`));
  return Array.from(new Uint8Array(digest), (byte) => hex[byte]).join('');
}

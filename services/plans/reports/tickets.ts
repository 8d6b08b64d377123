import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { may } from '../../../shared/access/read.ts';
import { evidenceTypes } from '../../../shared/contract/plans/evidence.ts';
import type { Context } from '../../../shared/database/context.ts';
import { tickets } from '../../../shared/database/files.ts';
import { evidence, reports } from '../../../shared/database/work.ts';
import { type FileVault, openFile } from '../../../shared/files/store.ts';
import { issueTicket, useTicket } from '../../../shared/files/tickets.ts';
import { ofEvidence } from './place.ts';

/** A ticket to fetch the file of a piece of evidence once. Throws not-found for what the caller does not see, and for a link. */
export function issueEvidenceTicket(context: Context, id: string) {
  const of = (column: typeof evidence.file | typeof reports.network | typeof reports.organisation) =>
    sql`(select ${column} from ${evidence} join ${reports} on ${reports.id} = ${evidence.report} where ${evidence.id} = ${id})`;
  const isFile = sql`${and(eq(evidence.id, id), isNotNull(evidence.file))}`;
  return issueTicket(context, of(evidence.file), {
    guards: may(context, 'report:read', ofEvidence(context, isFile), 'report:read'),
    audit: { action: 'report:read', subject: id, network: of(reports.network), source: of(reports.organisation) },
  });
}

/**
 * The file of a ticket, which this uses up. Whoever has lost the report since, by leaving the network or a group, has lost the file too.
 * Throws not-found.
 */
export async function downloadFile(context: Context, vault: FileVault, ticket: string) {
  const joined = sql`join ${tickets} on ${tickets.file} = ${evidence.file}`;
  const { file: row } = await useTicket(context, ticket, {
    action: () => 'report:read',
    subject: (found) => sql`(select ${tickets.file} from ${tickets} where ${found})`,
    guardsFor: (found) => may(context, 'report:read', ofEvidence(context, found, joined), 'report:read'),
  });
  const mediaType = evidenceTypes.find((type) => type === row.mediaType);
  if (!mediaType) throw new Error(`File ${row.id} is ${row.mediaType}`);
  return openFile(vault, { ...row, mediaType });
}

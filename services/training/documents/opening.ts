import { eq, sql } from 'drizzle-orm';
import { may, read } from '../../../shared/access/read.ts';
import { evidenceTypes } from '../../../shared/contract/plans/evidence.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Context } from '../../../shared/database/context.ts';
import { files, tickets } from '../../../shared/database/files.ts';
import { trainings } from '../../../shared/database/training.ts';
import { trainingDocuments } from '../../../shared/database/training-documents.ts';
import { type FileVault, openFile } from '../../../shared/files/store.ts';
import { issueTicket, useTicket } from '../../../shared/files/tickets.ts';
import { auditOf, isForAnyone, ofDocument, ofOne, ofTicket } from './places.ts';

const path = '/v1/training-files';

/** A ticket to fetch the file of a document once. Throws not-found for what the caller does not see, and for a link. */
export const issueTrainingTicket = (context: Context, id: string) =>
  issueTicket(context, ofOne(id, 'file'), {
    path,
    guards: may(
      context,
      'training:read',
      ofDocument(context, sql`${trainingDocuments.id} = ${id} and ${trainingDocuments.file} is not null`),
      'training:read',
    ),
    audit: { action: 'training:read', ...auditOf(id) },
  });

/**
 * The file of a ticket, which this uses up. Whoever has lost sight of the training since has lost the file too. Throws not-found.
 */
export async function downloadTrainingFile(context: Context, vault: FileVault, ticket: string) {
  const { file } = await useTicket(context, ticket, {
    action: () => 'training:read',
    subject: (found) => sql`(select ${tickets.file} from ${tickets} where ${found})`,
    guardsFor: (found) => may(context, 'training:read', ofTicket(context, found), 'training:read'),
  });
  return opened(vault, file);
}

/** A public file of a public training, for anyone. Throws not-found. */
export async function readPublicDocument(context: Context, vault: FileVault, id: string) {
  const query = context.db.orm
    .select({ file: files })
    .from(trainingDocuments)
    .innerJoin(trainings, eq(trainings.id, trainingDocuments.training))
    .innerJoin(files, eq(files.id, trainingDocuments.file))
    .where(isForAnyone(id));
  const [[row]] = await read(context, [query]);
  if (!row) throw new Problem('not-found');
  return { body: await opened(vault, row.file), version: row.file.digest };
}

function opened(vault: FileVault, row: typeof files.$inferSelect) {
  const mediaType = evidenceTypes.find((type) => type === row.mediaType);
  if (!mediaType) throw new Error(`File ${row.id} is ${row.mediaType}`);
  return openFile(vault, { ...row, mediaType });
}

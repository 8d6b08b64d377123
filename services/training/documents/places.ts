import { type SQL, and, eq, sql } from 'drizzle-orm';
import { type Place, inNetwork, labelled, predicate } from '../../../shared/access/predicate.ts';
import type { Context } from '../../../shared/database/context.ts';
import { tickets } from '../../../shared/database/files.ts';
import { rowsOf } from '../../../shared/database/rows.ts';
import { trainings } from '../../../shared/database/training.ts';
import { trainingDocuments } from '../../../shared/database/training-documents.ts';

export const { ofOne } = rowsOf(trainingDocuments);

/** For whom a document is, once its training is seen: for all of them where it is public, else for the network of the training. */
const isOpen = (context: Context): SQL =>
  sql`(${trainingDocuments.public} or ${predicate(context, 'training:follow', inNetwork(trainings.network))})`;

/** The condition under which the caller sees a document, where its training is joined. */
export const visibleDocument = (context: Context) => and(predicate(context, 'training:read', labelled(trainings)), isOpen(context));

/** Where the rules find the training of the documents that a condition finds, as far as the caller sees these. */
export const ofDocument = (context: Context, isMeant: SQL, also: SQL = sql``): Place => ({
  ...labelled(trainings),
  exists: sql`1`,
  among: (
    asked,
  ) => sql`exists (select 1 from ${trainingDocuments} join ${trainings} on ${trainings.id} = ${trainingDocuments.training} ${also}
    where ${isMeant} and ${isOpen(context)} and ${asked})`,
});

/** The same for the file of a ticket. */
export const ofTicket = (context: Context, found: SQL): Place =>
  ofDocument(context, found, sql`join ${tickets} on ${tickets.file} = ${trainingDocuments.file}`);

/** A column of the training of one document. */
const ofIts = (id: string, column: 'network' | 'organisation') =>
  sql`(select ${trainings[column]} from ${trainings} where ${trainings.id} = ${ofOne(id, 'training')})`;

/** What the audit says of an act on a document. */
export const auditOf = (id: string) => ({ subject: id, network: ofIts(id, 'network'), source: ofIts(id, 'organisation') });

/** That a public file belongs to a public training. */
export const isForAnyone = (id: string) =>
  and(
    eq(trainingDocuments.id, id),
    eq(trainingDocuments.public, true),
    eq(trainings.audience, 'public'),
    sql`${trainingDocuments.file} is not null`,
  );

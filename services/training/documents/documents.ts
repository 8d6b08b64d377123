import { type SQL, and, asc, eq, getTableColumns, inArray } from 'drizzle-orm';
import { read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import type { EditionContent } from '../../../shared/contract/training/editions.ts';
import type { TrainingDocument } from '../../../shared/contract/training/documents.ts';
import type { Context } from '../../../shared/database/context.ts';
import { files } from '../../../shared/database/files.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { type TrainingContents, type TrainingKind, trainings } from '../../../shared/database/training.ts';
import { trainingDocuments } from '../../../shared/database/training-documents.ts';
import { has, opening } from '../trainings/trainings.ts';
import { visibleDocument } from './places.ts';

type Filter = {
  limit: number;
  network?: string | undefined;
  training?: string | undefined;
  kind?: TrainingDocument['kind'] | undefined;
  theme?: string | undefined;
};

/** Materials and what remains of trainings, the oldest training first: the archive, by theme where one is asked for (register TR-15). */
export async function listTrainingDocuments(context: Context, filter: Filter, after: Keyset | null) {
  const { limit, network, training, kind, theme } = filter;
  const wanted = and(
    networkIs(trainings.network, network),
    training === undefined ? undefined : eq(trainings.id, training),
    kind === undefined ? undefined : eq(trainingDocuments.kind, kind),
    has('themes', theme),
    afterKeyset([trainings.firstDay, trainings.id, trainingDocuments.id], after),
  );
  const [rows] = await read(context, [selectInOrder(context, wanted).limit(oneMore(limit))], openingOf(context, wanted, limit));
  return pageOf(rows, limit, toDocument, ({ document, training: { firstDay, id } }) => [firstDay, id, document.id]);
}

/** What a document is, with its version. Throws not-found. */
export async function getTrainingDocument(context: Context, id: string) {
  const wanted = eq(trainingDocuments.id, id);
  const its = eq(trainings.id, context.db.orm.select({ id: trainingDocuments.training }).from(trainingDocuments).where(wanted)); // prettier-ignore
  const query = context.db.orm
    .select(shown)
    .from(trainingDocuments)
    .innerJoin(trainings, ofTraining)
    .leftJoin(files, eq(files.id, trainingDocuments.file))
    .where(and(wanted, visibleDocument(context)));
  const [[row]] = await read(context, [query], opening(context, its, 1));
  if (!row) throw new Problem('not-found');
  return { body: toDocument(row), version: row.document.version };
}

const ofTraining = eq(trainings.id, trainingDocuments.training);

const inOrder = [asc(trainings.firstDay), asc(trainings.id), asc(trainingDocuments.id)];
const listed = (context: Context, where: SQL | undefined) =>
  and(ofTraining, inArray(trainings.kind, ['course', 'edition']), visibleDocument(context), where);

/** The query for documents that the caller sees, in the order of their trainings: a cross join has SQLite begin with these. */
const selectInOrder = (context: Context, where: SQL | undefined) =>
  context.db.orm
    .select(shown)
    .from(trainings)
    .crossJoin(trainingDocuments)
    .leftJoin(files, eq(files.id, trainingDocuments.file))
    .where(listed(context, where))
    .orderBy(...inOrder)
    .$dynamic();

/** Their trainings, for the audit of whoever opens one above GREEN. */
const openingOf = (context: Context, where: SQL | undefined, most: number) => {
  const found = context.db.orm.select(getTableColumns(trainings)).from(trainings).crossJoin(trainingDocuments).where(listed(context, where)); // prettier-ignore
  return { action: 'training:read', records: found.orderBy(...inOrder).limit(most), most } as const;
};

const shown = { document: trainingDocuments, file: files, training: trainings };

export type DocumentRow = {
  document: typeof trainingDocuments.$inferSelect;
  file: typeof files.$inferSelect | null;
  training: { id: string; kind: TrainingKind; content: TrainingContents[TrainingKind] };
};

/** The document that a row shows. */
export function toDocument({ document, file, training }: DocumentRow): TrainingDocument {
  const { id, kind, title, language, public: isPublic, url, createdAt } = document;
  const { title: of, themes = [], dates = null } = training.content as EditionContent;
  return {
    id,
    kind,
    title,
    language,
    public: isPublic,
    url,
    file: file && toFile(file),
    training: { id: training.id, kind: training.kind, title: of, dates, themes },
    createdAt,
  };
}

type File = NonNullable<TrainingDocument['file']>;

const toFile = ({ name, mediaType, bytes, digest }: typeof files.$inferSelect): File => ({
  name,
  mediaType: mediaType as File['mediaType'],
  bytes,
  digest,
});

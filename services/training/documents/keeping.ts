import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { labelled, predicate } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { NewTrainingLink, TrainingDocument } from '../../../shared/contract/training/documents.ts';
import type { Language } from '../../../shared/contract/text.ts';
import { type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { files } from '../../../shared/database/files.ts';
import { trainings } from '../../../shared/database/training.ts';
import { trainingDocuments } from '../../../shared/database/training-documents.ts';
import { type FileVault, keepFile } from '../../../shared/files/store.ts';
import { auditOf as auditOfTraining, ofTraining, visibleTraining } from '../trainings/places.ts';
import { type DocumentRow, toDocument } from './documents.ts';
import { auditOf, ofDocument, ofOne } from './places.ts';

type Training = Pick<typeof trainings.$inferSelect, 'id' | 'kind' | 'content' | 'network' | 'organisation' | 'tlp'>;
type NewFile = {
  training: string;
  kind: TrainingDocument['kind'];
  name: string;
  language: Language;
  title: string;
  public?: boolean | undefined;
  mediaType: string;
  bytes: Uint8Array;
};

const most = 200;
const full = new Problem('conflict', {
  es: `Una capacitación lleva hasta ${most} documentos.`,
  en: `A training has up to ${most} documents.`,
});

/**
 * Attaches a file to a course or an edition: checked, sealed and stored before its row is written. Throws not-found, forbidden, unsafe-file,
 * conflict when there are 200 (register TR-15, OA-25).
 */
export async function attachTrainingDocument(context: Context, vault: FileVault, input: NewFile) {
  const training = await own(context, input.training);
  const { kind, title, language, public: isPublic = false, name, mediaType, bytes } = input;
  const { network, organisation, tlp } = training;
  const kept = { id: uuid(), network, organisation, tlp, name, mediaType, bytes, now: context.now };
  return keepFile(vault, kept, (file) => {
    const document = {
      ...newRow(context, training),
      kind,
      title: { [language]: title },
      language,
      public: isPublic,
      url: null,
      file: file.id,
    };
    return add(context, { document, file, training }, [{ query: context.db.orm.insert(files).values(file) }]);
  });
}

/** Adds a link to a course or an edition. Throws not-found, forbidden, conflict when there are 200. */
export async function linkTrainingDocument(context: Context, { training: id, ...input }: NewTrainingLink) {
  const training = await own(context, id);
  return add(context, { document: { ...newRow(context, training), ...input, file: null }, file: null, training }, []);
}

/** Takes a document out of its training at the given version; its file can never be opened again. Throws not-found, forbidden, stale. */
export async function removeTrainingDocument(context: Context, id: string, version: number): Promise<void> {
  const { orm } = context.db;
  const target = and(eq(trainingDocuments.id, id), eq(trainingDocuments.version, version));
  const isMeant = sql`${trainingDocuments.id} = ${id}`;
  await commit(context, {
    guards: may(context, 'training:write', ofDocument(context, isMeant), 'training:read'),
    steps: [
      {
        query: orm
          .update(files)
          .set({ wrappedKey: null })
          .where(eq(files.id, ofOne(id, 'file'))),
      },
      { query: orm.delete(trainingDocuments).where(target), one: new Problem('stale') },
    ],
    audit: { action: 'training:write', ...auditOf(id) },
  });
}

const newRow = ({ now }: Context, { id }: Training) => ({ id: uuid(), training: id, createdAt: now.toISOString(), version: 1 });

async function add(context: Context, row: DocumentRow, before: Step[]) {
  const { id, training } = row.document;
  const made = { body: toDocument(row), version: 1, location: `/v1/training-documents/${id}` };
  const room = sql`(select count(*) from ${trainingDocuments} where ${trainingDocuments.training} = ${training}) < ${most}`;
  await commit(context, {
    guards: [...may(context, 'training:write', ofTraining(training), 'training:read'), { holds: room, problem: full }],
    steps: [...before, { query: context.db.orm.insert(trainingDocuments).values(row.document) }],
    audit: { action: 'training:write', ...auditOfTraining(training), subject: id },
    answer: { status: 201, ...made },
  });
  return made;
}

/** The training that is to have a document, if the caller may write it: nobody else gets to store anything. */
async function own(context: Context, id: string): Promise<Training> {
  const writes = sql<number>`${predicate(context, 'training:write', labelled(trainings))}`;
  const query = context.db.orm
    .select({ training: trainings, writes })
    .from(trainings)
    .where(and(eq(trainings.id, id), visibleTraining(context)));
  const [[row]] = await read(context, [query]);
  if (!row) throw new Problem('not-found');
  if (!row.writes) throw new Problem('forbidden');
  return row.training;
}

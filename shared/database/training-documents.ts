import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { TrainingDocument } from '../contract/training/documents.ts';
import type { Text } from '../contract/text.ts';
import { files } from './files.ts';
import { version } from './identity.ts';
import { trainings } from './training.ts';

/** Materials of courses and documents of what was held: a link, or a file kept sealed. */
export const trainingDocuments = sqliteTable(
  'training_documents',
  {
    id: text('id').primaryKey(),
    training: text('training_id')
      .notNull()
      .references(() => trainings.id),
    kind: text('kind').$type<TrainingDocument['kind']>().notNull(),
    title: text('title', { mode: 'json' }).$type<Text>().notNull(),
    language: text('language'),
    public: integer('public', { mode: 'boolean' }).notNull(),
    url: text('url'),
    file: text('file_id').references(() => files.id),
    createdAt: text('created_at').notNull(),
    version: version(),
  },
  (table) => [
    index('training_documents_training').on(table.training, table.id),
    index('training_documents_file').on(table.file),
    check('training_documents_one', sql`(${table.url} is null) <> (${table.file} is null)`),
  ],
);

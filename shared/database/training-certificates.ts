import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Certificate } from '../contract/training/certificates.ts';
import type { Text } from '../contract/text.ts';
import { version } from './identity.ts';
import { enrolments, trainings } from './training.ts';

/** What a certificate says of its training, as it stood on the day of issue. */
export type CertifiedTraining = Pick<
  Certificate,
  'title' | 'course' | 'country' | 'place' | 'from' | 'to' | 'hours' | 'organiser' | 'cosponsors' | 'carriesGuidelines'
>;

/** Certificates by the code under which anyone verifies them. An erased one has no holder. Of each kind a person has one that is valid. */
export const certificates = sqliteTable(
  'training_certificates',
  {
    id: text('id').primaryKey(),
    code: text('code').notNull(),
    enrolment: text('enrolment_id')
      .notNull()
      .references(() => enrolments.id),
    training: text('training_id')
      .notNull()
      .references(() => trainings.id),
    kind: text('kind').$type<Certificate['kind']>().notNull(),
    holder: text('holder'),
    nameShown: integer('name_shown', { mode: 'boolean' }).notNull(),
    content: text('content', { mode: 'json' }).$type<CertifiedTraining>().notNull(),
    issuedAt: text('issued_at').notNull(),
    revokedAt: text('revoked_at'),
    reason: text('reason', { mode: 'json' }).$type<Text>(),
    replacedBy: text('replaced_by'),
    version: version(),
  },
  (table) => [
    uniqueIndex('training_certificates_code').on(table.code),
    uniqueIndex('training_certificates_valid')
      .on(table.enrolment, table.kind)
      .where(sql`revoked_at is null`),
    index('training_certificates_training').on(table.training, table.id),
    index('training_certificates_enrolment').on(table.enrolment, table.id),
    check('training_certificates_reason', sql`${table.revokedAt} is null or ${table.reason} is not null`),
    check('training_certificates_shown', sql`not ${table.nameShown} or ${table.holder} is not null`),
  ],
);

import { type SQL, sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { CourseContent } from '../contract/training/courses.ts';
import type { Asked, EditionContent, EditionState } from '../contract/training/editions.ts';
import type { Attended, Enrolment, EnrolmentState, Evaluation } from '../contract/training/enrolments.ts';
import type { TermList } from '../contract/training/standard-terms.ts';
import type { TrainingTerm } from '../contract/training/terms.ts';
import type { Text } from '../contract/text.ts';
import { network, organisation, organisations, version } from './identity.ts';
import { labelColumns, labelsAgree } from './labels.ts';

/** What a training of each kind says: a course or series, or one holding of it. */
export type TrainingContents = { course: CourseContent; edition: EditionContent };
export type TrainingKind = keyof TrainingContents;

const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>();

/** A field of what is said, for filters and indexes. */
const said = (name: string, path: string) =>
  text(name).generatedAlwaysAs((): SQL => sql.raw(`content ->> '$.${path}'`), { mode: 'virtual' });

/** The day after all days, under which those stand whose date is to be defined. */
export const noDay = '9999-12-31';

/**
 * Courses and editions. `firstDay` and `lastDay` are the days that the dates of an edition may mean; `changes` counts what calendars must
 * notice (SEQUENCE, RFC 5545); `report` is the one in the plan's ledger that tells of it.
 */
export const trainings = sqliteTable(
  'trainings',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<TrainingKind>().notNull(),
    network: network(),
    ...labelColumns(),
    organisation: organisation(),
    content: json<CourseContent | EditionContent>('content').notNull(),
    state: text('state').$type<EditionState>().notNull(),
    reason: json<Text>('reason'),
    firstDay: text('first_day').notNull(),
    lastDay: text('last_day').notNull(),
    changes: integer('changes').notNull().default(0),
    report: text('report_id'),
    changedAt: text('changed_at').notNull(),
    createdAt: text('created_at').notNull(),
    version: version(),
    form: said('form', 'kind'),
    course: said('course_id', 'course'),
    country: said('country', 'country'),
    activity: said('activity_id', 'activity'),
    replicaOf: said('replica_of', 'replicaOf'),
  },
  (table) => [
    index('trainings_day').on(table.kind, table.network, table.firstDay, table.id),
    index('trainings_audience').on(table.kind, table.audience, table.firstDay, table.id),
    index('trainings_organisation').on(table.kind, table.organisation, table.firstDay, table.id),
    index('trainings_course').on(table.course, table.firstDay, table.id),
    index('trainings_replica').on(table.replicaOf, table.firstDay, table.id),
    labelsAgree('trainings'),
    check('trainings_never_personal', sql`${table.audience} <> 'persons'`),
    check('trainings_days', sql`${table.firstDay} <= ${table.lastDay}`),
    check('trainings_reason', sql`${table.state} not in ('postponed', 'cancelled') or ${table.reason} is not null`),
  ],
);

/** Who was asked to co-sponsor an edition, and what it said. */
export const trainingCosponsors = sqliteTable(
  'training_cosponsors',
  {
    training: text('training_id')
      .notNull()
      .references(() => trainings.id),
    organisation: text('organisation_id')
      .notNull()
      .references(() => organisations.id),
    state: text('state').$type<Asked['state']>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.training, table.organisation] }),
    index('training_cosponsors_organisation').on(table.organisation),
  ],
);

/** Which organisations were invited to an edition, and what they said. */
export const trainingGuests = sqliteTable(
  'training_guests',
  {
    training: text('training_id')
      .notNull()
      .references(() => trainings.id),
    organisation: text('organisation_id')
      .notNull()
      .references(() => organisations.id),
    state: text('state').$type<Asked['state']>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.training, table.organisation] }), index('training_guests_organisation').on(table.organisation)],
);

/** Themes, audiences and modules that a network has added to the standard lists. */
export const trainingTerms = sqliteTable(
  'training_terms',
  {
    id: text('id').primaryKey(),
    network: network(),
    list: text('list').$type<TermList>().notNull(),
    code: text('code').notNull(),
    name: json<Text>('name').notNull(),
    definition: json<Text>('definition'),
    national: json<TrainingTerm['national']>('national').notNull().default([]),
    createdAt: text('created_at').notNull(),
    version: version(),
  },
  (table) => [uniqueIndex('training_terms_code').on(table.network, table.list, table.code)],
);

/**
 * Persons whom organisations nominate for editions. `country` is that of the organisation, whose seats they take. An erased one has no name.
 */
export const enrolments = sqliteTable(
  'training_enrolments',
  {
    id: text('id').primaryKey(),
    training: text('training_id')
      .notNull()
      .references(() => trainings.id),
    organisation: organisation(),
    country: text('country'),
    name: text('name'),
    post: text('post'),
    sex: text('sex').$type<Enrolment['sex']>(),
    state: text('state').$type<EnrolmentState>().notNull(),
    attended: json<Attended[]>('attended').notNull(),
    evaluation: json<Evaluation>('evaluation'),
    erasedAt: text('erased_at'),
    createdAt: text('created_at').notNull(),
    version: version(),
  },
  (table) => [
    index('training_enrolments_training').on(table.training, table.state, table.id),
    index('training_enrolments_organisation').on(table.organisation, table.id),
    check('training_enrolments_erased', sql`(${table.erasedAt} is null) = (${table.name} is not null)`),
    check('training_enrolments_attended', sql`${table.state} = 'accepted' or ${table.attended} = '[]'`),
  ],
);

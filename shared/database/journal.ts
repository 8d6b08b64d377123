import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Audience, Tlp } from '../contract/access.ts';

/** One row at most. Writing anything but 1 into it fails and takes the whole batch with it. */
export const guard = sqliteTable('guard', { passed: integer('passed').primaryKey() }, (table) => [
  check('guard_passed', sql`${table.passed} = 1`),
]);

/** What a repeated call is answered with. */
export type StoredAnswer = { status: number; body: unknown; version?: string | number; location?: string };

/** The answer of a write by its key, so that a repeated call answers the same and acts once. */
export const idempotency = sqliteTable(
  'idempotency',
  {
    key: text('key').primaryKey(),
    hash: text('hash').notNull(),
    commit: text('commit_id').notNull(),
    answer: text('answer', { mode: 'json' }).$type<StoredAnswer>(),
    createdAt: text('created_at').notNull(),
  },
  (table) => [index('idempotency_created').on(table.createdAt)],
);

/** Who did what to which thing, when, in which request. Triggers refuse any change of a row. */
export const audit = sqliteTable(
  'audit',
  {
    id: text('id').primaryKey(),
    at: text('at').notNull(),
    client: text('client_id'),
    organisation: text('organisation_id'),
    network: text('network_id'),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    request: text('request_id').notNull(),
    hash: text('change_hash').notNull(),
  },
  (table) => [index('audit_subject').on(table.subject, table.id)],
);

/** Events of the same commit as the change they tell of, waiting to be relayed. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: text('id').primaryKey(),
    type: text('type').notNull(),
    network: text('network_id'),
    tlp: text('tlp').$type<Tlp>().notNull(),
    audience: text('audience').$type<Audience>().notNull(),
    subject: text('subject').notNull(),
    sequence: integer('sequence').notNull(),
    at: text('at').notNull(),
    data: text('data', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  },
  (table) => [uniqueIndex('outbox_subject').on(table.subject, table.sequence)],
);

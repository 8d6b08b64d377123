import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Audience, Tlp } from '../contract/access.ts';

/** One row at most. Writing anything but 1 into it fails and takes the whole batch with it. */
export const guard = sqliteTable('guard', { passed: integer('passed').primaryKey() }, (table) => [
  check('guard_passed', sql`${table.passed} = 1`),
]);

/** What a repeated call is answered with. */
export type StoredAnswer = {
  status: number;
  body: unknown;
  version?: string | number;
  /** When what is shown last changed, ISO. */
  modifiedAt?: string;
  location?: string;
  language?: string;
};

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

/**
 * Who did what to which thing of which source organisation, when, in which request. Triggers refuse any change of a row.
 * Positions have no gaps: a row that is rolled back takes none.
 */
export const audit = sqliteTable(
  'audit',
  {
    position: integer('position').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    at: text('at').notNull(),
    client: text('client_id'),
    organisation: text('organisation_id'),
    network: text('network_id'),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    source: text('source_id'),
    request: text('request_id').notNull(),
    hash: text('change_hash').notNull(),
  },
  (table) => [
    index('audit_subject').on(table.subject, table.position),
    index('audit_organisation').on(table.organisation, table.position),
    index('audit_source').on(table.source, table.position),
    index('audit_network').on(table.network, table.position),
  ],
);

/** The hash chain over the audit, one link a row. Append-only like it. */
export const auditSeals = sqliteTable('audit_seals', { position: integer('position').primaryKey(), hash: text('hash').notNull() });

/** What the chain's last hash was at a moment, signed. Append-only like it. */
export const auditCheckpoints = sqliteTable('audit_checkpoints', {
  position: integer('position').primaryKey(),
  at: text('at').notNull(),
  jws: text('jws').notNull(),
});

/**
 * Events of the same commit as the change they tell of, in the order of the commits. The relay makes its deliveries once (`relayedAt`).
 * An event's label follows its subject's.
 */
export const outbox = sqliteTable(
  'outbox',
  {
    position: integer('position').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    type: text('type').notNull(),
    network: text('network_id'),
    tlp: text('tlp').$type<Tlp>().notNull(),
    audience: text('audience').$type<Audience>().notNull(),
    organisation: text('organisation_id'),
    group: text('group_id'),
    subject: text('subject').notNull(),
    sequence: integer('sequence').notNull(),
    at: text('at').notNull(),
    data: text('data', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    relayedAt: text('relayed_at'),
  },
  (table) => [
    uniqueIndex('outbox_subject').on(table.subject, table.sequence),
    index('outbox_network').on(table.network, table.position),
    index('outbox_at').on(table.at),
    index('outbox_waiting')
      .on(table.position)
      .where(sql`relayed_at is null`),
  ],
);

import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Tlp } from '../contract/access.ts';
import { clients, network, organisation } from './identity.ts';

/**
 * A file kept sealed in the object store: AES-256-GCM under a key of its own, wrapped by the key-encryption key named here. Without the
 * wrapped key nobody can open it again: taking it away shreds the file (design/security.md, Files).
 */
export const files = sqliteTable(
  'files',
  {
    id: text('id').primaryKey(),
    network: network(),
    organisation: organisation(),
    tlp: text('tlp').$type<Tlp>().notNull(),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    bytes: integer('bytes').notNull(),
    digest: text('digest').notNull(),
    kek: text('kek_id').notNull(),
    wrappedKey: text('wrapped_key'),
    createdAt: text('created_at').notNull(),
  },
  (table) => [index('files_organisation').on(table.organisation, table.id)],
);

/** The right to fetch one file once, for one client, within a minute. Only the hash of the ticket is kept. */
export const tickets = sqliteTable(
  'tickets',
  {
    hash: text('hash').primaryKey(),
    file: text('file_id')
      .notNull()
      .references(() => files.id),
    client: text('client_id')
      .notNull()
      .references(() => clients.id),
    expiresAt: text('expires_at').notNull(),
    usedAt: text('used_at'),
  },
  (table) => [index('tickets_expiry').on(table.expiresAt)],
);

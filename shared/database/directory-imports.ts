import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { DirectoryDocument, DirectoryImportCounts, DirectoryImportState } from '../contract/directory/directory-imports.ts';
import type { ImportFinding } from '../contract/directory/import-findings.ts';
import { network, organisation, version } from './identity.ts';
import type { ListingContent, ListingKind } from './listings.ts';

/**
 * Packages that were read into the directory: what they would change, and how far that is. `sentBy` and `acceptedBy` are clients, `accepting`
 * the organisation of the latter.
 */
export const directoryImports = sqliteTable(
  'directory_imports',
  {
    id: text('id').primaryKey(),
    network: network(),
    organisation: organisation(),
    country: text('country').notNull(),
    mediaType: text('media_type').$type<DirectoryDocument>().notNull(),
    state: text('state').$type<DirectoryImportState>().notNull(),
    aim: text('aim').$type<'proposals' | 'publication'>(),
    counts: text('counts', { mode: 'json' }).$type<DirectoryImportCounts>().notNull(),
    errors: integer('errors').notNull(),
    warnings: integer('warnings').notNull(),
    total: integer('total').notNull(),
    done: integer('done').notNull().default(0),
    skipped: integer('skipped').notNull().default(0),
    sentBy: text('sent_by').notNull(),
    acceptedBy: text('accepted_by'),
    accepting: text('accepting_id'),
    createdAt: text('created_at').notNull(),
    acceptedAt: text('accepted_at'),
    finishedAt: text('finished_at'),
    version: version(),
  },
  (table) => [
    index('directory_imports_network').on(table.network, table.id),
    index('directory_imports_organisation').on(table.organisation, table.id),
    index('directory_imports_waiting')
      .on(table.acceptedAt, table.id)
      .where(sql`state = 'accepted'`),
    check('directory_imports_accepted', sql`(${table.state} = 'checked') = (${table.acceptedAt} is null)`),
    check('directory_imports_aim', sql`(${table.acceptedAt} is null) = (${table.aim} is null)`),
  ],
);

/**
 * The listings that an import makes or changes, in the order in which that must happen. `base` is the version of the listing when the
 * package was read, null for a new one. What is dealt with keeps no content.
 */
export const directoryImportRows = sqliteTable(
  'directory_import_rows',
  {
    import: text('import_id')
      .notNull()
      .references(() => directoryImports.id),
    number: integer('number').notNull(),
    kind: text('kind').$type<ListingKind>().notNull(),
    listing: text('listing_id').notNull(),
    base: integer('base'),
    state: text('state').$type<'waiting' | 'done' | 'skipped'>().notNull().default('waiting'),
    content: text('content', { mode: 'json' }).$type<ListingContent>(),
  },
  (table) => [
    primaryKey({ columns: [table.import, table.number] }),
    index('directory_import_rows_waiting')
      .on(table.import, table.number)
      .where(sql`state = 'waiting'`),
    check('directory_import_rows_content', sql`(${table.state} = 'waiting') = (${table.content} is not null)`),
  ],
);

/** What is to be said of a package. */
export const directoryImportFindings = sqliteTable(
  'directory_import_findings',
  {
    import: text('import_id')
      .notNull()
      .references(() => directoryImports.id),
    number: integer('number').notNull(),
    code: text('code').notNull(),
    severity: text('severity').$type<ImportFinding['severity']>().notNull(),
    file: text('file'),
    row: integer('row'),
    pointer: text('pointer').notNull(),
    listing: text('listing_id'),
    detail: text('detail', { mode: 'json' }).$type<ImportFinding['detail']>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.import, table.number] }),
    index('directory_import_findings_severity').on(table.import, table.severity, table.number),
  ],
);

import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { CalendarLinkFilter } from '../contract/training/calendar-links.ts';
import type { ForeignEvent, ForeignFault } from '../contract/training/subscriptions.ts';
import type { Text } from '../contract/text.ts';
import { clients, network, organisation, version } from './identity.ts';

const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>();

/**
 * Calendars that somebody reads by an address of its own: what its organisation sees, up to GREEN. Only the hash of the token is kept. One with
 * a client is personal and ends with it.
 */
export const calendarLinks = sqliteTable(
  'training_calendar_links',
  {
    id: text('id').primaryKey(),
    organisation: organisation(),
    client: text('client_id').references(() => clients.id),
    name: text('name').notNull(),
    hash: text('hash').notNull(),
    filter: json<CalendarLinkFilter>('filter').notNull(),
    createdAt: text('created_at').notNull(),
    revokedAt: text('revoked_at'),
    version: version(),
  },
  (table) => [
    uniqueIndex('training_calendar_links_hash').on(table.hash),
    index('training_calendar_links_organisation').on(table.organisation, table.id),
  ],
);

/**
 * Calendars of others that a network follows, so that collisions show. `events` is what the last reading gave, within its window; `dueAt` says
 * when it is read again. `readAt` is when that last went well, `fault` why it does not now.
 */
export const subscriptions = sqliteTable(
  'training_subscriptions',
  {
    id: text('id').primaryKey(),
    network: network(),
    organisation: organisation(),
    name: json<Text>('name').notNull(),
    url: text('url').notNull(),
    countries: json<string[]>('countries').notNull(),
    audiences: json<string[]>('audiences').notNull(),
    events: json<ForeignEvent[]>('events').notNull(),
    leftOut: integer('left_out').notNull().default(0),
    etag: text('etag'),
    lastModified: text('last_modified'),
    readAt: text('read_at'),
    fault: text('fault').$type<ForeignFault>(),
    faults: integer('faults').notNull().default(0),
    dueAt: text('due_at').notNull(),
    createdAt: text('created_at').notNull(),
    version: version(),
  },
  (table) => [uniqueIndex('training_subscriptions_url').on(table.network, table.url), index('training_subscriptions_due').on(table.dueAt)],
);

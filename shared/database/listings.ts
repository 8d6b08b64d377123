import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ListingState } from '../contract/directory/listing.ts';
import type { LocationContent } from '../contract/directory/service-locations.ts';
import type { OrganisationContent } from '../contract/directory/service-organisations.ts';
import type { ServiceContent } from '../contract/directory/services.ts';
import type { Text } from '../contract/text.ts';
import { network, organisation, organisations, version } from './identity.ts';

/** What a listing of each kind says. */
export type ListingContents = { organisation: OrganisationContent; location: LocationContent; service: ServiceContent };
export type ListingKind = keyof ListingContents;
export type ListingContent = ListingContents[ListingKind];

/**
 * The listings of the directory: organisations, places and services of reference. What is published of one and what is proposed stand side
 * by side; what the public reads of it is in tables of its own. `provider` is the organisation of reference that it names.
 */
export const listings = sqliteTable(
  'listings',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<ListingKind>().notNull(),
    network: network(),
    organisation: organisation(),
    country: text('country').notNull(),
    provider: text('provider_id'),
    state: text('state').$type<ListingState>().notNull(),
    published: text('published', { mode: 'json' }).$type<ListingContent>(),
    proposed: text('proposed', { mode: 'json' }).$type<ListingContent>(),
    proposedBy: text('proposed_by'),
    proposedAt: text('proposed_at'),
    returned: text('returned', { mode: 'json' }).$type<{ reason: Text; at: string }>(),
    withdrawn: text('withdrawn', { mode: 'json' }).$type<{ reason: Text; at: string }>(),
    /** Whether it is a hidden place, or is to be one. */
    hidden: integer('hidden', { mode: 'boolean' }).notNull().default(false),
    verifiedOn: text('verified_on'),
    verifiedBy: text('verified_by').references(() => organisations.id),
    /** How many of the reminders since it was verified have been given. */
    reminded: integer('reminded').notNull().default(0),
    createdAt: text('created_at').notNull(),
    changedAt: text('changed_at').notNull(),
    version: version(),
  },
  (table) => [
    index('listings_network').on(table.kind, table.network, table.id),
    index('listings_organisation').on(table.organisation, table.kind, table.id),
    index('listings_country').on(table.network, table.country, table.kind, table.id),
    index('listings_provider').on(table.provider, table.kind, table.id),
    index('listings_verified')
      .on(table.verifiedOn, table.id)
      .where(sql`kind = 'service' and state = 'published'`),
    check('listings_proposal', sql`(${table.proposed} is null) = (${table.proposedAt} is null)`),
    check('listings_published', sql`(${table.state} = 'published') <= (${table.published} is not null)`),
  ],
);

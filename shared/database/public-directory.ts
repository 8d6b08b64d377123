import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Text } from '../contract/text.ts';

/**
 * The public view of the directory and nothing else: what anyone may read, as HSDS names it, in every language that it was written in.
 * Each row is written in the commit that makes it public. `card` holds what a list shows, `rest` what only the whole shows.
 */
export type PublicPart = { [name: string]: PublicValue };
export type PublicValue = string | number | boolean | Text | PublicPart | PublicValue[];

const position = () => integer('position').primaryKey({ autoIncrement: true });
const id = () => text('id').notNull().unique();
const part = (name: 'card' | 'rest') => text(name, { mode: 'json' }).$type<PublicPart>().notNull();
const modifiedAt = () => text('modified_at').notNull();

/** Whether it stands in the lists. What was withdrawn stays at its id, and where copies look for what has changed. */
const listed = () => integer('listed', { mode: 'boolean' }).notNull().default(true);

/** Organisations of reference. A withdrawn one is not listed. */
export const publicOrganisations = sqliteTable(
  'public_organisations',
  { position: position(), id: id(), listed: listed(), card: part('card'), rest: part('rest'), modifiedAt: modifiedAt() },
  (table) => [index('public_organisations_listed').on(table.listed, table.position)],
);

/** Places. Of a hidden one there is its gate alone: no coordinates, no postal code. */
export const publicLocations = sqliteTable(
  'public_locations',
  {
    id: text('id').primaryKey(),
    organisation: text('organisation_id'),
    hidden: integer('hidden', { mode: 'boolean' }).notNull(),
    latitude: real('latitude'),
    longitude: real('longitude'),
    postalCode: text('postal_code'),
    card: part('card'),
    rest: part('rest'),
    modifiedAt: modifiedAt(),
  },
  (table) => [
    index('public_locations_organisation').on(table.organisation, table.id),
    index('public_locations_point')
      .on(table.latitude, table.longitude)
      .where(sql`latitude is not null`),
    index('public_locations_postal')
      .on(table.postalCode)
      .where(sql`postal_code is not null`),
  ],
);

/** How long ago a service was last made sure of: up to 12 months, up to 18, or longer. */
export const freshnesses = ['fresh', 'stale', 'expired'] as const;
export type Freshness = (typeof freshnesses)[number];

/** Services. `status` is what its keeper says; one that is not listed has left the lists by age or by withdrawal. */
export const publicServices = sqliteTable(
  'public_services',
  {
    position: position(),
    id: id(),
    organisation: text('organisation_id').notNull(),
    status: text('status').$type<'active' | 'inactive' | 'temporarily closed' | 'defunct'>().notNull(),
    freshness: text('freshness').$type<Freshness>().notNull().default('fresh'),
    listed: listed(),
    assuredOn: text('assured_on'),
    card: part('card'),
    rest: part('rest'),
    modifiedAt: modifiedAt(),
  },
  (table) => [
    index('public_services_listed').on(table.listed, table.position),
    index('public_services_organisation').on(table.organisation, table.listed, table.position),
    index('public_services_modified').on(table.modifiedAt, table.position),
  ],
);

/** Services at places: what is particular there. */
export const publicServicePlaces = sqliteTable(
  'public_service_places',
  {
    position: position(),
    id: id(),
    service: text('service_id').notNull(),
    location: text('location_id').notNull(),
    listed: listed(),
    card: part('card'),
    rest: part('rest'),
    modifiedAt: modifiedAt(),
  },
  (table) => [
    index('public_service_places_listed').on(table.listed, table.position),
    index('public_service_places_service').on(table.service, table.position),
    index('public_service_places_location').on(table.location, table.position),
    index('public_service_places_modified').on(table.modifiedAt, table.position),
  ],
);

/** The terms of a listed service, by their ids. */
export const publicTerms = sqliteTable(
  'public_terms',
  { term: text('term_id').notNull(), taxonomy: text('taxonomy_id').notNull(), service: integer('service_position').notNull() },
  (table) => [
    primaryKey({ columns: [table.term, table.service] }),
    index('public_terms_taxonomy').on(table.taxonomy, table.service),
    index('public_terms_service').on(table.service),
  ],
);

/**
 * How many rows of each of these tables are listed among each thousand positions, kept by triggers: how many there are and where a page
 * begins is known without walking there. `of` is the table.
 */
export const publicBlocks = sqliteTable(
  'public_blocks',
  {
    of: text('of').$type<'organisations' | 'services' | 'places'>().notNull(),
    block: integer('block').notNull(),
    count: integer('count').notNull(),
  },
  (table) => [primaryKey({ columns: [table.of, table.block] })],
);

/** Counts up with every change of what is public, by triggers: what the ETag of a list says. One row. */
export const publicEdition = sqliteTable('public_edition', { id: integer('id').primaryKey(), edition: integer('edition').notNull() });

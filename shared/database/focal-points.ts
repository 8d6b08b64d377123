import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { FocalPoint } from '../contract/directory/focal-point.ts';
import type { PurposeAudience } from '../contract/directory/standard-purposes.ts';
import type { Text } from '../contract/text.ts';
import { network, organisation, version } from './identity.ts';
import { labelColumns, labelsAgree } from './labels.ts';

const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>();

/**
 * Persons in posts of organisations, and what for. Triggers refuse a second main one on any day for the purposes of which a country has
 * one. An erased one has no name. `reminded` counts the reminders given since it was last confirmed.
 */
export const focalPoints = sqliteTable(
  'focal_points',
  {
    id: text('id').primaryKey(),
    network: network(),
    ...labelColumns(),
    organisation: organisation(),
    country: text('country').notNull(),
    purposes: json<string[]>('purposes').notNull(),
    main: integer('main', { mode: 'boolean' }).notNull(),
    name: text('name'),
    post: json<Text>('post').notNull(),
    phones: json<FocalPoint['phones']>('phones').notNull(),
    emails: json<FocalPoint['emails']>('emails').notNull(),
    languages: json<string[]>('languages').notNull(),
    hours: json<Text>('hours'),
    allHours: json<NonNullable<FocalPoint['allHours']>>('all_hours'),
    note: json<Text>('note'),
    from: text('starts_on').notNull(),
    to: text('ends_on'),
    lastConfirmedOn: text('last_confirmed_on').notNull(),
    reminded: integer('reminded').notNull().default(0),
    erasedAt: text('erased_at'),
    createdAt: text('created_at').notNull(),
    version: version(),
  },
  (table) => [
    index('focal_points_audience').on(table.audience, table.network),
    index('focal_points_organisation').on(table.organisation, table.id),
    index('focal_points_country').on(table.network, table.country, table.id),
    index('focal_points_confirmed').on(table.lastConfirmedOn, table.id),
    labelsAgree('focal_points'),
    check('focal_points_never_public', sql`${table.audience} in ('governments', 'network')`),
    check('focal_points_days', sql`${table.from} is date(${table.from}) and ${table.to} is date(${table.to})`),
    check('focal_points_period', sql`${table.to} is null or ${table.from} <= ${table.to}`),
    check('focal_points_erased', sql`(${table.erasedAt} is null) = (${table.name} is not null)`),
  ],
);

/** What a network's focal points may be for besides the standard list. */
export const focalPurposes = sqliteTable(
  'focal_purposes',
  {
    id: text('id').primaryKey(),
    network: network(),
    code: text('code').notNull(),
    name: json<Text>('name').notNull(),
    audience: text('audience').$type<PurposeAudience>().notNull(),
    createdAt: text('created_at').notNull(),
    version: version(),
  },
  (table) => [uniqueIndex('focal_purposes_code').on(table.network, table.code)],
);

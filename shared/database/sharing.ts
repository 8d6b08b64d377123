import { sql } from 'drizzle-orm';
import { check, index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Audience, Tlp } from '../contract/access.ts';
import type { Group } from '../contract/identity/groups.ts';
import type { Text } from '../contract/text.ts';
import { clients, network, organisation, version } from './identity.ts';

/** A named set of organisations of a network with which its members share. Who is in it today is in `group_members`. */
export const groups = sqliteTable(
  'groups',
  {
    id: text('id').primaryKey(),
    network: network(),
    organisation: organisation(),
    name: text('name', { mode: 'json' }).$type<Text>().notNull(),
    purpose: text('purpose', { mode: 'json' }).$type<Text>().notNull(),
    tlp: text('tlp').$type<Group['tlp']>().notNull(),
    createdAt: text('created_at').notNull(),
    version: version(),
  },
  (table) => [
    index('groups_organisation').on(table.organisation, table.id),
    check('groups_label', sql`${table.tlp} in ('GREEN', 'AMBER')`),
  ],
);

/** Which organisation is in a group from when to when; a period of no days was a mistake taken back. */
export const groupMembers = sqliteTable(
  'group_members',
  {
    id: text('id').primaryKey(),
    group: text('group_id')
      .notNull()
      .references(() => groups.id),
    organisation: organisation(),
    from: text('starts_on').notNull(),
    to: text('ends_on'),
  },
  (table) => [
    index('group_members_group').on(table.group, table.id),
    index('group_members_organisation').on(table.organisation, table.group),
    check('group_members_period', sql`${table.to} is null or ${table.from} <= ${table.to}`),
  ],
);

/** Who is named on a record for `persons`. A record that names nobody is for nobody. */
export const namedPersons = sqliteTable(
  'named_persons',
  {
    subject: text('subject').notNull(),
    client: text('client_id')
      .notNull()
      .references(() => clients.id),
  },
  (table) => [primaryKey({ columns: [table.client, table.subject] }), index('named_persons_subject').on(table.subject)],
);

/** A source organisation's word that others may show a record of its own as widely as this. */
export const consents = sqliteTable(
  'consents',
  {
    id: text('id').primaryKey(),
    network: network(),
    organisation: organisation(),
    subject: text('subject').notNull(),
    tlp: text('tlp').$type<Tlp>().notNull(),
    audience: text('audience').$type<Audience>().notNull(),
    group: text('group_id').references(() => groups.id),
    note: text('note', { mode: 'json' }).$type<Text>(),
    givenAt: text('given_at').notNull(),
    withdrawnAt: text('withdrawn_at'),
    version: version(),
  },
  (table) => [
    index('consents_subject').on(table.subject, table.organisation),
    index('consents_organisation').on(table.organisation, table.id),
    index('consents_network').on(table.network, table.id),
  ],
);

import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Kind, Role } from '../contract/access.ts';
import type { ClientJwks } from '../contract/identity/client-keys.ts';
import type { Body } from '../contract/identity/networks.ts';
import type { Text } from '../contract/text.ts';

/** The version that a change counts up: what ETag and If-Match speak of. */
export const version = () => integer('version').notNull().default(1);

/** The column of the network that a row is in. */
export const network = () =>
  text('network_id')
    .notNull()
    .references(() => networks.id);

/** The column of the organisation that a row belongs to. */
export const organisation = () =>
  text('organisation_id')
    .notNull()
    .references(() => organisations.id);

export const networks = sqliteTable('networks', {
  id: text('id').primaryKey(),
  code: text('code').notNull().unique(),
  name: text('name', { mode: 'json' }).$type<Text>().notNull(),
  bodies: text('bodies', { mode: 'json' }).$type<Body[]>().notNull(),
  createdAt: text('created_at').notNull(),
  version: version(),
});

export const organisations = sqliteTable('organisations', {
  id: text('id').primaryKey(),
  kind: text('kind').$type<Kind>().notNull(),
  name: text('name', { mode: 'json' }).$type<Text>().notNull(),
  country: text('country'),
  suspended: integer('suspended', { mode: 'boolean' }).notNull().default(false),
  createdAt: text('created_at').notNull(),
  version: version(),
});

export const memberships = sqliteTable(
  'memberships',
  {
    id: text('id').primaryKey(),
    network: network(),
    organisation: organisation(),
    role: text('role').$type<Kind>().notNull(),
    code: text('code').notNull(),
    aliases: text('aliases', { mode: 'json' }).$type<string[]>().notNull(),
    from: text('starts_on').notNull(),
    to: text('ends_on'),
    version: version(),
  },
  (table) => [
    uniqueIndex('memberships_code')
      .on(table.network, table.code)
      .where(sql`ends_on is null`),
    uniqueIndex('memberships_open')
      .on(table.network, table.organisation)
      .where(sql`ends_on is null`),
    index('memberships_organisation').on(table.organisation, table.network),
    index('memberships_network').on(table.network, table.organisation),
    check('memberships_period', sql`${table.to} is null or ${table.from} < ${table.to}`),
  ],
);

export const presidencies = sqliteTable(
  'presidencies',
  {
    id: text('id').primaryKey(),
    network: network(),
    organisation: organisation(),
    from: text('starts_on').notNull(),
    to: text('ends_on'),
    version: version(),
  },
  (table) => [
    index('presidencies_network').on(table.network, table.from),
    check('presidencies_period', sql`${table.to} is null or ${table.from} < ${table.to}`),
  ],
);

export const clients = sqliteTable(
  'clients',
  {
    id: text('id').primaryKey(),
    organisation: organisation(),
    name: text('name').notNull(),
    role: text('role').$type<Role>().notNull(),
    revoked: integer('revoked', { mode: 'boolean' }).notNull().default(false),
    suspended: integer('suspended', { mode: 'boolean' }).notNull().default(false),
    createdAt: text('created_at').notNull(),
    version: version(),
  },
  (table) => [index('clients_organisation').on(table.organisation, table.id)],
);

export const clientSecrets = sqliteTable(
  'client_secrets',
  {
    id: text('id').primaryKey(),
    client: text('client_id')
      .notNull()
      .references(() => clients.id),
    hash: text('hash').notNull(),
    createdAt: text('created_at').notNull(),
    expiresAt: text('expires_at').notNull(),
    lastUsedAt: text('last_used_at'),
  },
  (table) => [index('client_secrets_client').on(table.client)],
);

/** The public keys of a client that signs its own assertions: inline, or an https address where they are (RFC 7523). One set a client. */
export const clientKeys = sqliteTable(
  'client_keys',
  {
    id: text('id').primaryKey(),
    client: text('client_id')
      .notNull()
      .references(() => clients.id),
    jwks: text('jwks', { mode: 'json' }).$type<ClientJwks>(),
    jwksUri: text('jwks_uri'),
    createdAt: text('created_at').notNull(),
    lastUsedAt: text('last_used_at'),
  },
  (table) => [
    uniqueIndex('client_keys_client').on(table.client),
    check('client_keys_one', sql`(${table.jwks} is null) <> (${table.jwksUri} is null)`),
  ],
);

/** The assertions that were taken once, by the hash of client and `jti`, until they would expire. */
export const usedAssertions = sqliteTable(
  'used_assertions',
  { hash: text('hash').primaryKey(), expiresAt: text('expires_at').notNull() },
  (table) => [index('used_assertions_expiry').on(table.expiresAt)],
);

/** Wrong credentials in a row for one client from one address, both hashed. */
export const refusals = sqliteTable(
  'refusals',
  { hash: text('hash').primaryKey(), count: integer('count').notNull(), lastAt: text('last_at').notNull() },
  (table) => [index('refusals_last').on(table.lastAt)],
);

/** Ed25519 keys, private halves wrapped: those of `token` sign access tokens, those of `audit` sign checkpoints and stay published. */
export const signingKeys = sqliteTable('signing_keys', {
  kid: text('kid').primaryKey(),
  purpose: text('purpose').$type<'token' | 'audit'>().notNull().default('token'),
  publicKey: text('public_key').notNull(),
  wrappedKey: text('wrapped_key').notNull(),
  createdAt: text('created_at').notNull(),
});

import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Text } from '../contract/text.ts';
import type { attemptOutcomes, deliveryStates } from '../contract/webhooks/deliveries.ts';
import type { disablements, endpointStates } from '../contract/webhooks/endpoints.ts';
import type { acknowledgements } from '../contract/webhooks/feed.ts';
import { networks, organisation, version } from './identity.ts';
import { outbox } from './journal.ts';

const endpoint = () =>
  text('endpoint_id')
    .notNull()
    .references(() => webhookEndpoints.id, { onDelete: 'cascade' });

/** An address of an organisation to which events are sent, and how that fares. */
export const webhookEndpoints = sqliteTable(
  'webhook_endpoints',
  {
    id: text('id').primaryKey(),
    organisation: organisation(),
    network: text('network_id').references(() => networks.id),
    url: text('url').notNull(),
    types: text('types', { mode: 'json' }).$type<string[]>().notNull(),
    description: text('description', { mode: 'json' }).$type<Text>(),
    inOrder: integer('in_order', { mode: 'boolean' }).notNull().default(false),
    state: text('state').$type<(typeof endpointStates)[number]>().notNull().default('unproved'),
    reason: text('reason').$type<(typeof disablements)[number]>(),
    createdAt: text('created_at').notNull(),
    provedAt: text('proved_at'),
    deliveredAt: text('delivered_at'),
    greetedAt: text('greeted_at'),
    failingSince: text('failing_since'),
    /** How many hours of failing its organisation was last warned of. */
    warned: integer('warned').notNull().default(0),
    heldUntil: text('held_until'),
    gapSince: text('gap_since'),
    gapUntil: text('gap_until'),
    version: version(),
  },
  (table) => [
    index('webhook_endpoints_organisation').on(table.organisation, table.id),
    check('webhook_endpoints_reason', sql`(${table.state} = 'disabled') = (${table.reason} is not null)`),
  ],
);

/** What signs an endpoint's messages, sealed. The newest secret has no end. */
export const webhookSecrets = sqliteTable(
  'webhook_secrets',
  {
    id: text('id').primaryKey(),
    endpoint: endpoint(),
    kek: text('kek').notNull(),
    wrappedKey: text('wrapped_key').notNull(),
    createdAt: text('created_at').notNull(),
    expiresAt: text('expires_at'),
  },
  (table) => [index('webhook_secrets_endpoint').on(table.endpoint, table.id)],
);

/** The platform's own Ed25519 keys, for webhooks (`v1a`) and for badges, the private halves sealed. */
export const platformKeys = sqliteTable('platform_keys', {
  kid: text('kid').primaryKey(),
  purpose: text('purpose').$type<'webhook' | 'badge'>().notNull().default('webhook'),
  publicKey: text('public_key').notNull(),
  kek: text('kek').notNull(),
  wrappedKey: text('wrapped_key').notNull(),
  createdAt: text('created_at').notNull(),
});

/**
 * An event on its way to an endpoint. All times but the event's own are the database's. `attempts` counts up with each claim, so that it
 * also says whose claim holds: what an earlier claim finds out is not written. While `run` is set a call is under way, until `dueAt` at
 * most. `tries` counts the steps of the schedule since `openedAt`, which a resend begins anew.
 */
export const webhookDeliveries = sqliteTable(
  'webhook_deliveries',
  {
    endpoint: endpoint(),
    position: integer('position')
      .notNull()
      .references(() => outbox.position),
    subject: text('subject').notNull(),
    state: text('state').$type<(typeof deliveryStates)[number]>().notNull().default('pending'),
    attempts: integer('attempts').notNull().default(0),
    tries: integer('tries').notNull().default(0),
    openedAt: text('opened_at').notNull(),
    /** '' is at once. */
    dueAt: text('due_at').notNull().default(''),
    /** '' is never. */
    claimedAt: text('claimed_at').notNull().default(''),
    run: text('run_id'),
    settledAt: text('settled_at'),
  },
  (table) => [
    primaryKey({ columns: [table.endpoint, table.position] }),
    index('webhook_deliveries_event').on(table.position),
    index('webhook_deliveries_state').on(table.endpoint, table.state, table.position),
    index('webhook_deliveries_due')
      .on(table.dueAt)
      .where(sql`state = 'pending'`),
    index('webhook_deliveries_order')
      .on(table.endpoint, table.subject, table.position)
      .where(sql`state = 'pending'`),
    index('webhook_deliveries_run')
      .on(table.run)
      .where(sql`run_id is not null`),
    index('webhook_deliveries_under_way')
      .on(table.endpoint)
      .where(sql`run_id is not null`),
  ],
);

/** One call of an endpoint: written before it is made, completed after. */
export const webhookAttempts = sqliteTable(
  'webhook_attempts',
  {
    endpoint: endpoint(),
    position: integer('position').notNull(),
    number: integer('number').notNull(),
    startedAt: text('started_at').notNull(),
    outcome: text('outcome').$type<(typeof attemptOutcomes)[number]>().notNull().default('running'),
    status: integer('status'),
    milliseconds: integer('milliseconds'),
    answer: text('answer'),
  },
  (table) => [primaryKey({ columns: [table.endpoint, table.position, table.number] })],
);

/** How far an organisation says that it is with an event. */
export const eventAcknowledgements = sqliteTable(
  'event_acknowledgements',
  {
    position: integer('position')
      .notNull()
      .references(() => outbox.position),
    organisation: organisation(),
    state: text('state').$type<(typeof acknowledgements)[number]>().notNull(),
    at: text('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.position, table.organisation] })],
);

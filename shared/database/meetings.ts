import { sql } from 'drizzle-orm';
import { type AnySQLiteColumn, check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Meeting, MeetingDocument, Participant } from '../contract/plans/meetings.ts';
import type { Agreement } from '../contract/plans/agreements.ts';
import type { Point } from '../contract/plans/points.ts';
import type { Decision, Proposal } from '../contract/plans/proposals.ts';
import type { Text } from '../contract/text.ts';
import { network, organisations, version } from './identity.ts';
import { labelColumns, labelsAgree } from './labels.ts';

const meeting = () =>
  text('meeting_id')
    .notNull()
    .references(() => meetings.id);

/**
 * A meeting of a body. `date` is what is known of it (EDTF), `startsOn` and `endsOn` the first and last day that it may mean. `before` is
 * the meeting on whose eve it is held: moving that one moves this one.
 */
export const meetings = sqliteTable(
  'meetings',
  {
    id: text('id').primaryKey(),
    network: network(),
    ...labelColumns(),
    body: text('body').notNull(),
    session: text('session'),
    title: text('title', { mode: 'json' }).$type<Text>(),
    place: text('place', { mode: 'json' }).$type<Text>(),
    date: text('date'),
    startsOn: text('starts_on'),
    endsOn: text('ends_on'),
    before: text('before_id').references((): AnySQLiteColumn => meetings.id),
    host: text('host_id').references(() => organisations.id),
    presidency: text('presidency_id').references(() => organisations.id),
    state: text('state').$type<Meeting['state']>().notNull(),
    participants: text('participants', { mode: 'json' }).$type<Participant[]>().notNull(),
    documents: text('documents', { mode: 'json' }).$type<MeetingDocument[]>().notNull(),
    createdAt: text('created_at').notNull(),
    version: version(),
  },
  (table) => [
    index('meetings_audience').on(table.audience, table.network),
    index('meetings_group').on(table.group),
    index('meetings_organisation').on(table.organisation),
    index('meetings_body').on(table.network, table.body, table.startsOn),
    uniqueIndex('meetings_before')
      .on(table.before)
      .where(sql`state <> 'cancelled'`),
    labelsAgree('meetings'),
    check('meetings_days', sql`(${table.startsOn} is null) = (${table.date} is null) and ${table.startsOn} <= ${table.endsOn}`),
  ],
);

/** A point of the report of a meeting, by the letter or number that is printed: mandates cite it. Case counts: `e.B` is not `e.b`. */
export const points = sqliteTable(
  'meeting_points',
  {
    id: text('id').primaryKey(),
    meeting: meeting(),
    ordinal: integer('ordinal').notNull(),
    label: text('label').notNull(),
    kind: text('kind').$type<Point['kind']>().notNull(),
    text: text('text', { mode: 'json' }).$type<Text>().notNull(),
    createdAt: text('created_at').notNull(),
    version: version(),
  },
  (table) => [
    uniqueIndex('meeting_points_label').on(table.meeting, table.label),
    uniqueIndex('meeting_points_order').on(table.meeting, table.ordinal),
  ],
);

/** What one body lays before the next. `body` is where it stands now, `meeting` where it was made. */
export const proposals = sqliteTable(
  'proposals',
  {
    id: text('id').primaryKey(),
    network: network(),
    meeting: meeting(),
    point: text('point_id').references(() => points.id),
    body: text('body').notNull(),
    state: text('state').$type<Proposal['state']>().notNull(),
    text: text('text', { mode: 'json' }).$type<Text>().notNull(),
    proposers: text('proposers', { mode: 'json' }).$type<string[]>().notNull(),
    parent: text('parent_id').references((): AnySQLiteColumn => proposals.id),
    decisions: text('decisions', { mode: 'json' }).$type<Decision[]>().notNull(),
    activity: text('activity_id'),
    createdAt: text('created_at').notNull(),
    version: version(),
  },
  (table) => [
    index('proposals_network').on(table.network, table.id),
    index('proposals_meeting').on(table.meeting, table.id),
    index('proposals_parent').on(table.parent),
  ],
);

/** What a meeting agreed: who does it, for whom, by when (register RR-02). */
export const agreements = sqliteTable(
  'agreements',
  {
    id: text('id').primaryKey(),
    network: network(),
    meeting: meeting(),
    point: text('point_id').references(() => points.id),
    theme: text('theme', { mode: 'json' }).$type<Text>(),
    text: text('text', { mode: 'json' }).$type<Text>().notNull(),
    owners: text('owners', { mode: 'json' }).$type<string[]>().notNull(),
    recipients: text('recipients', { mode: 'json' }).$type<string[]>().notNull(),
    deadline: text('deadline', { mode: 'json' }).$type<Agreement['deadline']>().notNull(),
    state: text('state').$type<Agreement['state']>().notNull(),
    closedOn: text('closed_on'),
    note: text('note', { mode: 'json' }).$type<Text>(),
    createdAt: text('created_at').notNull(),
    version: version(),
  },
  (table) => [index('agreements_network').on(table.network, table.id), index('agreements_meeting').on(table.meeting, table.id)],
);

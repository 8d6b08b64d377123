import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Exemption } from '../contract/plans/exemptions.ts';
import type { Participation } from '../contract/plans/participations.ts';
import type { Report, ReportContent } from '../contract/plans/reports.ts';
import type { Text } from '../contract/text.ts';
import { network, organisation, version } from './identity.ts';
import { labelColumns, labelsAgree } from './labels.ts';
import { plans } from './plans.ts';

const plan = () =>
  text('plan_id')
    .notNull()
    .references(() => plans.id);

/** Who fills an open group of an activity (host country, participating or interested governments), for one event or for the whole activity. */
export const participations = sqliteTable(
  'participations',
  {
    id: text('id').primaryKey(),
    network: network(),
    plan: plan(),
    activity: text('activity_id').notNull(),
    organisation: organisation(),
    kind: text('kind').$type<Participation['kind']>().notNull(),
    event: text('event', { mode: 'json' }).$type<Text>(),
    date: text('date'),
    createdAt: text('created_at').notNull(),
    version: version(),
  },
  (table) => [
    index('participations_activity').on(table.activity, table.id),
    index('participations_plan').on(table.plan, table.id),
    index('participations_network').on(table.network, table.id),
  ],
);

/** A cell of the ledger for which no report is owed: the organisation declines, or it does not apply. One to a cell. */
export const exemptions = sqliteTable(
  'exemptions',
  {
    id: text('id').primaryKey(),
    network: network(),
    plan: plan(),
    activity: text('activity_id').notNull(),
    organisation: organisation(),
    period: text('period').notNull(),
    kind: text('kind').$type<Exemption['kind']>().notNull(),
    reason: text('reason', { mode: 'json' }).$type<Text>().notNull(),
    createdAt: text('created_at').notNull(),
    version: version(),
  },
  (table) => [
    uniqueIndex('exemptions_cell').on(table.activity, table.organisation, table.period),
    index('exemptions_plan').on(table.plan, table.id),
    index('exemptions_network').on(table.network, table.id),
  ],
);

/** Which reminder of which cell has been given for which due date: each once. `step` is days before; -1 is once after. */
export const reminders = sqliteTable(
  'reminders',
  {
    activity: text('activity_id').notNull(),
    organisation: organisation(),
    period: text('period').notNull(),
    due: text('due').notNull(),
    step: integer('step').notNull(),
    at: text('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.activity, table.organisation, table.period, table.due, table.step] }),
    index('reminders_due').on(table.due),
  ],
);

/** What an organisation reports on an activity for a period, one row to each revision. */
export const reports = sqliteTable(
  'reports',
  {
    id: text('id').primaryKey(),
    network: network(),
    ...labelColumns(),
    plan: plan(),
    activity: text('activity_id').notNull(),
    period: text('period').notNull(),
    state: text('state').$type<Report['state']>().notNull(),
    revision: integer('revision').notNull(),
    content: text('content', { mode: 'json' }).$type<ReportContent>().notNull(),
    author: text('author_id').notNull(),
    submittedBy: text('submitted_by'),
    submittedAt: text('submitted_at'),
    validatedBy: text('validated_by'),
    validatedAt: text('validated_at'),
    publishedAt: text('published_at'),
    returned: text('returned', { mode: 'json' }).$type<Report['returned']>(),
    createdAt: text('created_at').notNull(),
    version: version(),
  },
  (table) => [
    uniqueIndex('reports_cell').on(table.activity, table.organisation, table.period, table.revision),
    index('reports_audience').on(table.audience, table.network),
    index('reports_group').on(table.group),
    index('reports_organisation').on(table.organisation, table.id),
    index('reports_plan').on(table.plan, table.id),
    index('reports_period').on(table.plan, table.period),
    labelsAgree('reports'),
  ],
);

/** What a report shows for its word: a link, or a file kept sealed. */
export const evidence = sqliteTable(
  'evidence',
  {
    id: text('id').primaryKey(),
    report: text('report_id')
      .notNull()
      .references(() => reports.id),
    title: text('title', { mode: 'json' }).$type<Text>().notNull(),
    public: integer('public', { mode: 'boolean' }).notNull(),
    url: text('url'),
    file: text('file_id'),
    createdAt: text('created_at').notNull(),
  },
  (table) => [index('evidence_report').on(table.report, table.id), index('evidence_file').on(table.file)],
);

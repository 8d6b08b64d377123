import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Activity } from '../contract/plans/activities.ts';
import type { Finding, ImportCounts, ItemChange } from '../contract/plans/import-report.ts';
import type { PlanDocument } from '../contract/plans/imports.ts';
import type { MandateRef, Outline, OutlineObjective, Responsibility, Schedule } from '../contract/plans/outline.ts';
import type { Removal } from '../contract/plans/drafts.ts';
import type { Scheme } from '../contract/plans/schemes.ts';
import type { Language, Text } from '../contract/text.ts';
import { network, version } from './identity.ts';
import { labelColumns, labelsAgree } from './labels.ts';
import { meetings, points } from './meetings.ts';

const flag = (name: string) => integer(name, { mode: 'boolean' }).notNull();

/** A document read as a plan. In its outline the items that it found again carry their ids. */
export const planImports = sqliteTable(
  'plan_imports',
  {
    id: text('id').primaryKey(),
    network: network(),
    language: text('language').$type<Language>().notNull(),
    mediaType: text('media_type').$type<PlanDocument>().notNull(),
    state: text('state').$type<'draft' | 'accepted' | 'discarded'>().notNull(),
    plan: text('plan_id'),
    baseVersion: text('base_version_id'),
    outline: text('outline', { mode: 'json' }).$type<Outline>().notNull(),
    counts: text('counts', { mode: 'json' }).$type<ImportCounts>().notNull(),
    findings: text('findings', { mode: 'json' }).$type<Finding[]>().notNull(),
    changes: text('changes', { mode: 'json' }).$type<ItemChange[]>().notNull(),
    createdAt: text('created_at').notNull(),
    version: version(),
  },
  (table) => [index('plan_imports_network').on(table.network, table.id), index('plan_imports_plan').on(table.plan, table.id)],
);

export const plans = sqliteTable(
  'plans',
  {
    id: text('id').primaryKey(),
    network: network(),
    ...labelColumns(),
    currentVersion: text('current_version_id').notNull(),
    scheme: text('scheme', { mode: 'json' }).$type<Scheme>(),
    createdAt: text('created_at').notNull(),
    version: version(),
  },
  (table) => [
    index('plans_audience').on(table.audience, table.network),
    index('plans_group').on(table.group),
    index('plans_organisation').on(table.organisation),
    labelsAgree('plans'),
  ],
);

/** The next version of a plan while its secretariat works on it: the whole outline, in which items of the current version keep their ids. */
export const planDrafts = sqliteTable(
  'plan_drafts',
  {
    id: text('id').primaryKey(),
    network: network(),
    plan: text('plan_id')
      .notNull()
      .references(() => plans.id),
    baseVersion: text('base_version_id').notNull(),
    state: text('state').$type<'draft' | 'published' | 'discarded'>().notNull(),
    effectiveOn: text('effective_on'),
    outline: text('outline', { mode: 'json' }).$type<Outline>().notNull(),
    removals: text('removals', { mode: 'json' }).$type<Removal[]>().notNull(),
    createdAt: text('created_at').notNull(),
    version: version(),
  },
  (table) => [index('plan_drafts_plan').on(table.plan, table.id), index('plan_drafts_network').on(table.network, table.id)],
);

/** One version of a plan: its title and the skeleton of parts and axes. Its items are rows of their own. */
export const planVersions = sqliteTable(
  'plan_versions',
  {
    id: text('id').primaryKey(),
    plan: text('plan_id')
      .notNull()
      .references(() => plans.id),
    number: integer('number').notNull(),
    title: text('title', { mode: 'json' }).$type<Text>().notNull(),
    updatedOn: text('updated_on'),
    effectiveOn: text('effective_on').notNull(),
    parts: text('parts', { mode: 'json' }).$type<Skeleton>().notNull(),
    import: text('import_id').references(() => planImports.id),
    draft: text('draft_id').references(() => planDrafts.id),
  },
  (table) => [
    uniqueIndex('plan_versions_number').on(table.plan, table.number),
    check('plan_versions_source', sql`(${table.import} is null) <> (${table.draft} is null)`),
  ],
);

/** Parts and axes of a version, without their objectives. */
export type Skeleton = { kind: 'active' | 'historical'; axes: { code: string; title: Text }[] }[];

type ObjectiveContent = Omit<OutlineObjective, 'activities'>;

export const objectives = sqliteTable(
  'objectives',
  {
    version: text('version_id')
      .notNull()
      .references(() => planVersions.id),
    id: text('id').notNull(),
    ordinal: integer('ordinal').notNull(),
    part: text('part').$type<Activity['part']>().notNull(),
    axis: text('axis').notNull(),
    content: text('content', { mode: 'json' }).$type<ObjectiveContent>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.version, table.id] }), uniqueIndex('objectives_ordinal').on(table.version, table.ordinal)],
);

/** An activity in one version. `content` is what readers get; the other columns find it. */
export const activities = sqliteTable(
  'activities',
  {
    row: integer('row').primaryKey(),
    version: text('version_id')
      .notNull()
      .references(() => planVersions.id),
    id: text('id').notNull(),
    plan: text('plan_id')
      .notNull()
      .references(() => plans.id),
    network: network(),
    current: flag('current'),
    ordinal: integer('ordinal').notNull(),
    part: text('part').$type<Activity['part']>().notNull(),
    axis: text('axis').notNull(),
    objective: text('objective_id').notNull(),
    number: text('number'),
    scheduleStatus: text('schedule_status').$type<NonNullable<Schedule['status']>>(),
    cadence: text('cadence').$type<Activity['cadence']['kind']>().notNull(),
    fromPlanOfAction: flag('from_plan_of_action'),
    placeholder: flag('placeholder'),
    orphan: flag('orphan'),
    content: text('content', { mode: 'json' }).$type<Activity>().notNull(),
  },
  (table) => [
    uniqueIndex('activities_item').on(table.version, table.id),
    uniqueIndex('activities_current')
      .on(table.id)
      .where(sql`current = 1`),
    uniqueIndex('activities_order')
      .on(table.plan, table.ordinal)
      .where(sql`current = 1`),
    index('activities_version').on(table.version, table.ordinal),
  ],
);

/** Who takes part in an activity: finds activities by party and role. */
export const responsibilities = sqliteTable(
  'responsibilities',
  {
    version: text('version_id').notNull(),
    activity: text('activity_id').notNull(),
    ordinal: integer('ordinal').notNull(),
    party: text('party').notNull(),
    role: text('role').$type<Responsibility['role']>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.version, table.activity, table.ordinal] }),
    index('responsibilities_party').on(table.party, table.version, table.activity),
  ],
);

/** Each distinct citation of a network, once. `key` is what makes it distinct. */
export const mandates = sqliteTable(
  'mandates',
  {
    id: text('id').primaryKey(),
    network: network(),
    key: text('key').notNull(),
    raw: text('raw').notNull(),
    point: text('point'),
    instrument: text('instrument').$type<NonNullable<MandateRef['instrument']>>(),
    body: text('body'),
    session: text('session'),
    place: text('place'),
    date: text('date'),
    complete: flag('complete'),
    meeting: text('meeting_id').references(() => meetings.id),
    pointId: text('point_id').references(() => points.id),
    linkedByHand: integer('linked_by_hand', { mode: 'boolean' }).notNull().default(false),
    version: version(),
  },
  (table) => [
    uniqueIndex('mandates_key').on(table.network, table.key),
    index('mandates_meeting').on(table.meeting),
    index('mandates_point').on(table.pointId),
  ],
);

/** Which activity rests on which mandate, in one version. */
export const citations = sqliteTable(
  'citations',
  {
    version: text('version_id').notNull(),
    activity: text('activity_id').notNull(),
    mandate: text('mandate_id')
      .notNull()
      .references(() => mandates.id),
  },
  (table) => [
    primaryKey({ columns: [table.version, table.activity, table.mandate] }),
    index('citations_mandate').on(table.mandate, table.version),
  ],
);

import { type SQL, sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { AlertContent, AlertMessage } from '../contract/specimens/alerts.ts';
import type { Correction } from '../contract/specimens/corrections.ts';
import type { CriterionContent } from '../contract/specimens/criteria.ts';
import type { RequirementContent } from '../contract/specimens/entry-requirements.ts';
import type { EntryState } from '../contract/specimens/entry.ts';
import type { MethodContent } from '../contract/specimens/fraud-methods.ts';
import type { DocumentImage } from '../contract/specimens/images.ts';
import type { Sighting } from '../contract/specimens/sightings.ts';
import type { SpecimenContent } from '../contract/specimens/specimens.ts';
import type { AlertAcknowledgement } from '../contract/specimens/alert-standing.ts';
import type { Text } from '../contract/text.ts';
import { files } from './files.ts';
import { network, organisation, version } from './identity.ts';
import { labelColumns, labelsAgree } from './labels.ts';

/** What an entry of each kind says. */
export type EntryContents = {
  specimen: SpecimenContent;
  alert: AlertContent;
  method: MethodContent;
  requirement: RequirementContent;
  criterion: CriterionContent;
};
export type EntryKind = keyof EntryContents;
export type EntryContent = EntryContents[EntryKind];

const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>();

/** A field of what is published, or of the draft while nothing is: for filters and indexes. */
const said = (name: string, path: string) =>
  text(name).generatedAlwaysAs((): SQL => sql.raw(`coalesce(published, draft) ->> '$.${path}'`), { mode: 'virtual' });

/**
 * The entries of the document exchange: specimens, alerts, fraud methods, entry requirements, criteria. What is published of one and what
 * its source works on stand side by side. Until it is published its label is for its own organisation alone.
 */
export const entries = sqliteTable(
  'exchange_entries',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<EntryKind>().notNull(),
    network: network(),
    ...labelColumns(),
    organisation: organisation(),
    country: text('country').notNull(),
    /** Of a specimen: its code. */
    code: text('code'),
    state: text('state').$type<EntryState>().notNull(),
    published: json<EntryContent>('published'),
    draft: json<EntryContent>('draft'),
    author: text('author_id').notNull(),
    submittedBy: text('submitted_by'),
    checkedBy: text('checked_by'),
    returned: json<{ reason: Text; at: string }>('returned'),
    withdrawn: json<{ reason: Text; at: string }>('withdrawn'),
    /** Of an alert: its life. */
    messages: json<AlertMessage[]>('messages').notNull(),
    publishedAt: text('published_at'),
    changedAt: text('changed_at').notNull(),
    createdAt: text('created_at').notNull(),
    version: version(),
    category: said('category', 'category'),
    documentType: said('document_type', 'type'),
    typology: said('typology', 'typology'),
    documentCountry: said('document_country', 'documentCountry'),
    purpose: said('purpose', 'purpose'),
    specimen: said('specimen_id', 'specimen'),
    method: said('method_id', 'method'),
    supersedes: said('supersedes_id', 'supersedes'),
    nationality: said('nationality', 'nationality'),
    authorisation: said('authorisation', 'authorisation'),
    from: said('holds_from', 'from'),
    aspect: said('aspect', 'aspect'),
  },
  (table) => [
    uniqueIndex('exchange_entries_code').on(table.network, table.code),
    index('exchange_entries_kind').on(table.kind, table.network, table.id),
    index('exchange_entries_audience').on(table.kind, table.audience, table.network, table.id),
    index('exchange_entries_organisation').on(table.organisation, table.kind, table.id),
    index('exchange_entries_group').on(table.group),
    index('exchange_entries_specimen').on(table.specimen),
    index('exchange_entries_method').on(table.method),
    index('exchange_entries_supersedes').on(table.supersedes),
    index('exchange_entries_changed').on(table.kind, table.network, table.changedAt),
    labelsAgree('exchange_entries'),
    check('exchange_entries_code_of_specimen', sql`(${table.kind} = 'specimen') = (${table.code} is not null)`),
    check('exchange_entries_published', sql`(${table.state} in ('published', 'withdrawn')) <= (${table.published} is not null)`),
    check('exchange_entries_never_public', sql`${table.published} is not null or ${table.audience} = 'organisation'`),
  ],
);

const entry = () =>
  text('entry_id')
    .notNull()
    .references(() => entries.id);
const file = (name: string) =>
  text(name)
    .notNull()
    .references(() => files.id);

/** Pictures of specimens and alerts: the original and what was drawn anew of it, each a sealed file. */
export const images = sqliteTable(
  'document_images',
  {
    id: text('id').primaryKey(),
    entry: entry(),
    page: integer('page'),
    side: text('side').$type<DocumentImage['side']>().notNull(),
    light: text('light').$type<DocumentImage['light']>().notNull(),
    magnification: integer('magnification'),
    caption: json<Text>('caption'),
    shows: text('shows').$type<DocumentImage['shows']>().notNull(),
    uploadedBy: text('uploaded_by').notNull(),
    confirmedBy: text('confirmed_by'),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    /** 64 bits of what it looks like, in hex. */
    likeness: text('likeness').notNull(),
    original: file('original_id'),
    reading: file('reading_id'),
    thumbnail: file('thumbnail_id'),
    createdAt: text('created_at').notNull(),
  },
  (table) => [
    index('document_images_entry').on(table.entry, table.id),
    index('document_images_original').on(table.original),
    index('document_images_reading').on(table.reading),
    index('document_images_thumbnail').on(table.thumbnail),
    check('document_images_two_persons', sql`${table.confirmedBy} is null or ${table.confirmedBy} <> ${table.uploadedBy}`),
  ],
);

/** The eight bytes of a picture's likeness: two that differ by at most seven bits have one in common. */
export const likenessBytes = sqliteTable(
  'image_likeness_bytes',
  {
    image: text('image_id')
      .notNull()
      .references(() => images.id),
    position: integer('position').notNull(),
    value: text('value').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.image, table.position] }),
    index('image_likeness_bytes_value').on(table.position, table.value, table.image),
  ],
);

/** Who would have an original, why, and what its source said. What was released may be fetched once. */
export const originalRequests = sqliteTable(
  'original_requests',
  {
    id: text('id').primaryKey(),
    image: text('image_id')
      .notNull()
      .references(() => images.id),
    network: network(),
    organisation: organisation(),
    requestedBy: text('requested_by').notNull(),
    reason: json<Text>('reason').notNull(),
    released: integer('released', { mode: 'boolean' }),
    decidedBy: text('decided_by'),
    expiresAt: text('expires_at'),
    usedAt: text('used_at'),
    createdAt: text('created_at').notNull(),
    version: version(),
  },
  (table) => [
    index('original_requests_network').on(table.network, table.id),
    index('original_requests_image').on(table.image, table.id),
    index('original_requests_organisation').on(table.organisation, table.id),
    check('original_requests_two_persons', sql`${table.decidedBy} is null or ${table.decidedBy} <> ${table.requestedBy}`),
  ],
);

/** What other countries would correct in a specimen. */
export const corrections = sqliteTable(
  'specimen_corrections',
  {
    id: text('id').primaryKey(),
    entry: entry(),
    network: network(),
    organisation: organisation(),
    patch: json<Correction['patch']>('patch').notNull(),
    reason: json<Text>('reason').notNull(),
    state: text('state').$type<Correction['state']>().notNull(),
    decision: json<Text>('decision'),
    decidedAt: text('decided_at'),
    createdAt: text('created_at').notNull(),
    version: version(),
  },
  (table) => [
    index('specimen_corrections_network').on(table.network, table.id),
    index('specimen_corrections_entry').on(table.entry, table.id),
    index('specimen_corrections_organisation').on(table.organisation, table.id),
  ],
);

/** What other countries say of an alert. Whoever sees the alert sees them. */
export const sightings = sqliteTable(
  'alert_sightings',
  {
    id: text('id').primaryKey(),
    entry: entry(),
    organisation: organisation(),
    kind: text('kind').$type<Sighting['kind']>().notNull(),
    month: text('month').notNull(),
    place: json<Text>('place'),
    route: json<string[]>('route').notNull(),
    count: integer('count').notNull(),
    note: json<Text>('note'),
    createdAt: text('created_at').notNull(),
  },
  (table) => [
    index('alert_sightings_entry').on(table.entry, table.id),
    index('alert_sightings_organisation').on(table.organisation, table.month),
  ],
);

/** How far an organisation says that it is with an alert. */
export const alertAcknowledgements = sqliteTable(
  'alert_acknowledgements',
  {
    entry: entry(),
    organisation: organisation(),
    state: text('state').$type<NonNullable<AlertAcknowledgement['state']>>().notNull(),
    note: json<Text>('note'),
    at: text('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.entry, table.organisation] })],
);

import * as z from 'zod';
import { Instant } from '../../dates.ts';
import { Language } from '../../text.ts';
import { StixString, stixCommon, stixId } from './common.ts';
import { DocumentAlertExtension, documentAlertExtension } from './extension.ts';

/** An organisation, or the platform itself. */
export const StixIdentity = z.strictObject({
  ...stixCommon('identity'),
  name: StixString,
  identity_class: z.enum(['organization', 'system']),
  sectors: z.array(z.literal('government-national')).min(1).optional(),
});
export type StixIdentity = z.output<typeof StixIdentity>;

/** A country: ISO 3166-1 alpha-2, or the code of documents where it has none, such as that of Utopia (ICAO Doc 9303, part 3). */
export const StixLocation = z.strictObject({
  ...stixCommon('location'),
  name: z.string().length(3).meta({ description: 'ISO 3166-1 alpha-3' }),
  country: z.string().min(2).max(3),
});
export type StixLocation = z.output<typeof StixLocation>;

/** How a document is false or misused, or a fraud method. */
export const StixAttackPattern = z.strictObject({
  ...stixCommon('attack-pattern'),
  name: StixString,
  description: StixString.optional(),
});
export type StixAttackPattern = z.output<typeof StixAttackPattern>;

/** What an officer who meets such a document does. */
export const StixCourseOfAction = z.strictObject({
  ...stixCommon('course-of-action'),
  name: StixString,
  description: StixString,
});
export type StixCourseOfAction = z.output<typeof StixCourseOfAction>;

/** An alert on a document. What it refers to is in the same bundle; a cancelled one is revoked. */
export const StixReport = z.strictObject({
  ...stixCommon('report'),
  name: StixString,
  description: StixString.optional(),
  report_types: z.tuple([z.literal('attack-pattern')]),
  published: Instant,
  confidence: z.int().min(0).max(100).optional(),
  object_refs: z.array(z.union([stixId('identity'), stixId('location'), stixId('attack-pattern'), stixId('course-of-action')])).min(1),
  extensions: z.strictObject({ [documentAlertExtension]: DocumentAlertExtension }),
});
export type StixReport = z.output<typeof StixReport>;

/** That another country has seen what an alert tells of. */
export const StixSighting = z.strictObject({
  ...stixCommon('sighting'),
  description: StixString.optional(),
  first_seen: Instant,
  last_seen: Instant,
  count: z.int().min(0).max(999_999_999),
  sighting_of_ref: stixId('report'),
  where_sighted_refs: z.array(z.union([stixId('identity'), stixId('location')])).min(1),
});
export type StixSighting = z.output<typeof StixSighting>;

/** That what another country met was genuine, or is no longer met. */
export const StixNote = z.strictObject({ ...stixCommon('note'), content: StixString, object_refs: z.tuple([stixId('report')]) });
export type StixNote = z.output<typeof StixNote>;

/** The texts of an object in its other languages. */
export const StixLanguageContent = z.strictObject({
  ...stixCommon('language-content'),
  object_ref: z.union([
    stixId('identity'),
    stixId('attack-pattern'),
    stixId('course-of-action'),
    stixId('report'),
    stixId('sighting'),
    stixId('note'),
  ]),
  object_modified: Instant,
  contents: z.partialRecord(Language, z.strictObject({ name: StixString, description: StixString, content: StixString }).partial()),
});
export type StixLanguageContent = z.output<typeof StixLanguageContent>;

/** Where our extension is said. */
export const StixExtensionDefinition = z.strictObject({
  ...stixCommon('extension-definition'),
  id: z.literal(documentAlertExtension),
  name: StixString,
  description: StixString,
  schema: z.url(),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  extension_types: z.tuple([z.literal('property-extension')]),
});
export type StixExtensionDefinition = z.output<typeof StixExtensionDefinition>;

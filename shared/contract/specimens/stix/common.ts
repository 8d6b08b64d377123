import * as z from 'zod';
import type { Tlp } from '../../access.ts';
import { Instant } from '../../dates.ts';
import { Language } from '../../text.ts';

/** An id of STIX 2.1 of one type. Ours are UUIDv5 of our own ids, so that whoever takes a second export updates and doubles nothing. */
export const stixId = <const T extends string>(type: T) => z.templateLiteral([`${type}--`, z.uuid({ version: 'v5' })]);

/** A string of STIX 2.1 that is not empty. */
export const StixString = z.string().min(1);

/** The extension by which STIX 2.1 has the labels of TLP 2.0 (OASIS CTI TC, STIX common objects, `tlp-2.0`). */
export const tlpExtension = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d' as const;

/** The ids of the marking definitions of TLP 2.0, which are the same for everybody (OASIS CTI TC, STIX common objects, `tlp-2.0`). */
export const tlpMarkingIds = {
  CLEAR: 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
  GREEN: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  AMBER: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'AMBER+STRICT': 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
  RED: 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
} as const satisfies Record<Tlp, string>;

const MarkingId = z.enum(tlpMarkingIds);

/** A TLP 2.0 marking as STIX 2.1 carries it. */
export const StixMarking = z.strictObject({
  type: z.literal('marking-definition'),
  spec_version: z.literal('2.1'),
  id: MarkingId,
  created: Instant,
  name: z.enum(['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED']),
  extensions: z.strictObject({
    [tlpExtension]: z.strictObject({
      extension_type: z.literal('property-extension'),
      tlp_2_0: z.enum(['clear', 'green', 'amber', 'amber+strict', 'red']),
    }),
  }),
});
export type StixMarking = z.output<typeof StixMarking>;

/** What a label says of an object: that it is no real alert, or what a country says of one besides having seen it. */
export const StixLabel = z.enum(['exercise', 'test', 'false-positive', 'expired']);

/** A pointer to what an object is here. */
const StixReference = z.strictObject({ source_name: z.literal('enlace'), external_id: z.uuidv7(), url: z.url() });

/** The properties that all our objects of STIX 2.1 share; each has one TLP marking (OASIS STIX 2.1, 3.2). */
export const stixCommon = <const T extends string>(type: T) => ({
  type: z.literal(type),
  spec_version: z.literal('2.1'),
  id: stixId(type),
  created_by_ref: stixId('identity').optional(),
  created: Instant,
  modified: Instant,
  revoked: z.literal(true).optional(),
  labels: z.array(StixLabel).min(1).optional(),
  lang: Language.optional(),
  external_references: z.array(StixReference).min(1).optional(),
  object_marking_refs: z.array(MarkingId).length(1),
});

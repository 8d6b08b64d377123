import * as z from 'zod';
import { Audience } from '../../access.ts';
import { EdtfDate, Instant } from '../../dates.ts';
import { Country } from '../../directory/parts.ts';
import { Text } from '../../text.ts';
import { Confidence, Purpose, Typology, alertClasses, messageKinds } from '../alerts.ts';
import { FeatureCode } from '../security-features.ts';
import { DocumentCategory, DocumentType, Level, Month } from '../words.ts';

/** The id of our extension of STIX 2.1 for alerts on documents. */
export const documentAlertExtension = 'extension-definition--4a1c7e89-764d-4b65-a049-2ddd851e7fe4' as const;

/** Where a deployment serves the JSON Schema of that extension. */
export const documentAlertSchemaPath = '/stix/document-alert-extension.json';

const Point = z.strictObject({ feature: FeatureCode, level: Level, genuine: Text, false: Text });

const Message = z.strictObject({
  id: z.uuidv7(),
  kind: z.enum(messageKinds),
  at: Instant,
  references: z.array(z.uuidv7()).min(1).optional(),
});

/**
 * What STIX 2.1 has no word for in an alert on a document, on the report (OASIS STIX 2.1, 7.3; register SP-01, SP-02). Texts are by
 * language. Pictures are not in it: they go by ticket alone.
 */
export const DocumentAlertExtension = z
  .strictObject({
    extension_type: z.literal('property-extension'),
    alert_class: z.enum(alertClasses).meta({ description: 'A false document, or a genuine one obtained or used by fraud' }),
    typology: Typology,
    purpose: Purpose,
    audience: Audience,
    document_country: Country.meta({ description: 'The country whose document it is, or pretends to be' }),
    document_category: DocumentCategory,
    document_type: DocumentType.optional(),
    specimen_id: z.uuidv7().optional().meta({ description: 'The genuine document, as a specimen' }),
    specimen_code: z.string().min(1).optional().meta({ description: 'The code of that specimen' }),
    points: z.array(Point).min(1).optional().meta({ description: 'Features as they are in the genuine document and in the false one' }),
    route: z.array(Country).min(1).optional().meta({ description: 'Countries of the journey, in order' }),
    place: Text.optional().meta({ description: 'Where it was detected' }),
    month: Month.meta({ description: 'When it was detected' }),
    count: z.int().min(1).optional().meta({ description: 'Documents detected' }),
    first_seen: EdtfDate.optional(),
    last_seen: EdtfDate.optional(),
    admiralty: Confidence.optional(),
    expires_on: z.iso.date().optional().meta({ description: 'The first day on which it no longer holds' }),
    messages: z.array(Message).min(1).meta({ description: 'The life of the alert; each message refers to those before' }),
    cancelled: z.strictObject({ reason: Text, at: Instant }).optional(),
  })
  .meta({ id: 'DocumentAlertExtension' });
export type DocumentAlertExtension = z.output<typeof DocumentAlertExtension>;

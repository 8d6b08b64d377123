import * as z from 'zod';
import { Day, EdtfDate, Instant } from '../dates.ts';
import { patchOf } from '../directory/listing.ts';
import { Country, partId } from '../directory/parts.ts';
import { contract } from '../route.ts';
import { Text } from '../text.ts';
import { entry, entryRoutes, newPlace } from './entry.ts';
import { DocumentImage } from './images.ts';
import { FeatureCode } from './security-features.ts';
import { DocumentCategory, DocumentType, Level, Month } from './words.ts';

/** The two classes that are kept apart, and what each may be (register SP-01). */
export const typologies = {
  'false-document': ['counterfeit', 'forged', 'pseudo'],
  'misused-genuine': ['fraudulently-obtained', 'impostor', 'stolen-blank'],
} as const;
export const alertClasses = ['false-document', 'misused-genuine'] as const;
export type AlertClass = (typeof alertClasses)[number];
export type Typology = (typeof typologies)[AlertClass][number];

/** The class of a typology. */
export const alertClassOf = (typology: Typology): AlertClass =>
  (typologies['false-document'] as readonly Typology[]).includes(typology) ? 'false-document' : 'misused-genuine';

export const Typology = z
  .enum([...typologies['false-document'], ...typologies['misused-genuine']])
  .meta({ description: 'How it is false, or how a genuine one was obtained or used', examples: ['counterfeit'] });

/** A feature as it is in the genuine document and as it is in the false one, to be shown side by side. */
export const FraudPoint = z
  .strictObject({
    id: partId,
    feature: FeatureCode,
    level: Level,
    genuine: Text,
    false: Text,
    genuineImage: z.uuidv7().optional(),
    falseImage: z.uuidv7().optional(),
  })
  .meta({ id: 'FraudPoint' });
export type FraudPoint = z.output<typeof FraudPoint>;

/** Admiralty code: how reliable the source is (A to F) and how credible the information (1 to 6) (NATO AJP-2.1). */
export const Confidence = z
  .strictObject({ source: z.enum(['A', 'B', 'C', 'D', 'E', 'F']), information: z.int().min(1).max(6) })
  .meta({ id: 'AdmiraltyConfidence', examples: [{ source: 'B', information: 2 }] });

/** Whether it is meant: an exercise and a test look like alerts and count nowhere. */
export const Purpose = z.enum(['actual', 'exercise', 'test']).meta({ description: 'Whether it is meant', examples: ['actual'] });

const persons = z
  .int()
  .min(1)
  .max(1_000_000)
  .meta({ description: 'Documents detected', examples: [3] });

/** What is said of a false document, or of a genuine one obtained or used by fraud (register SP-01, SP-02). */
export const AlertContent = z
  .strictObject({
    typology: Typology,
    title: Text,
    summary: Text.optional(),
    documentCountry: Country.meta({ description: 'The country whose document it is, or pretends to be' }),
    category: DocumentCategory,
    type: DocumentType.optional(),
    specimen: z.uuidv7().optional().meta({ description: 'The genuine document, as a specimen' }),
    points: z.array(FraudPoint).max(50).optional(),
    method: z.uuidv7().optional().meta({ description: 'The fraud method' }),
    route: z.array(Country).max(20).optional().meta({ description: 'Countries of the journey, in order' }),
    place: Text.optional().meta({ description: 'Where it was detected' }),
    month: Month.meta({ description: 'When it was detected' }),
    count: persons.optional(),
    firstSeen: EdtfDate.optional(),
    lastSeen: EdtfDate.optional(),
    confidence: Confidence.optional(),
    purpose: Purpose,
    expiresOn: Day.optional().meta({ description: 'The first day on which it no longer holds' }),
    advice: Text.optional().meta({ description: 'What an officer who meets one does' }),
  })
  .meta({
    id: 'AlertContent',
    examples: [
      {
        typology: 'counterfeit',
        title: { es: 'Pasaporte de muestra con hilo impreso', en: 'Sample passport with a printed thread' },
        documentCountry: 'GTM',
        category: 'passport',
        month: '2026-02',
        purpose: 'actual',
      },
    ],
  });
export type AlertContent = z.output<typeof AlertContent>;

export const messageKinds = ['alert', 'update', 'cancel'] as const;

/** One message of an alert's life: what it says now refers to all that it said before. */
const AlertMessage = z
  .strictObject({ id: z.uuidv7(), kind: z.enum(messageKinds), at: Instant, references: z.array(z.uuidv7()).max(1000) })
  .meta({ id: 'AlertMessage' });
export type AlertMessage = z.output<typeof AlertMessage>;

const many = z.int().min(0).max(1_000_000_000);

export const Alert = entry(AlertContent)
  .extend({
    class: z.enum(alertClasses),
    messages: z.array(AlertMessage).max(1000),
    expired: z.boolean().meta({ description: 'The day on which it expires has come' }),
    sightings: z.strictObject({ seen: many, falsePositive: many, expired: many, documents: many }).meta({
      id: 'SightingCounts',
      description: 'What other countries have said of it, and how many documents they have seen',
    }),
    images: z.array(DocumentImage).max(200),
  })
  .meta({ id: 'Alert' });
export type Alert = z.output<typeof Alert>;

export const NewAlert = AlertContent.extend({ ...newPlace, purpose: Purpose.default('actual') }).meta({
  id: 'NewAlert',
  examples: [
    {
      network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
      country: 'MEX',
      typology: 'counterfeit',
      title: { es: 'Pasaporte de muestra con hilo impreso', en: 'Sample passport with a printed thread' },
      documentCountry: 'GTM',
      category: 'passport',
      month: '2026-02',
    },
  ],
});
export type NewAlert = z.output<typeof NewAlert>;

const routes = entryRoutes(
  {
    path: '/v1/alerts',
    tag: 'Alerts on documents',
    one: 'document alert',
    many: 'document alerts',
    end: 'cancellation',
    filters: {
      class: z.enum(alertClasses).optional(),
      typology: Typology.optional(),
      documentCountry: Country.optional(),
      category: DocumentCategory.optional(),
      specimen: z.uuidv7().optional(),
      purpose: Purpose.optional(),
    },
  },
  { one: Alert, made: NewAlert, patch: patchOf(AlertContent).meta({ id: 'AlertPatch', examples: [{ count: 5 }] }) },
);

export const alerts = contract({
  listAlerts: routes.list,
  createAlert: routes.create,
  getAlert: routes.get,
  updateAlert: routes.update,
  discardAlert: routes.discard,
  publishAlert: { ...routes.publish, description: 'The first time it is an alert, then an update that refers to what was said before.' },
  cancelAlert: routes.withdraw,
});

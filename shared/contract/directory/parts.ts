import * as z from 'zod';
import { Day } from '../dates.ts';
import { Text } from '../text.ts';

/** A country, ISO 3166-1 alpha-3. */
export const Country = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .max(3)
  .meta({ description: 'ISO 3166-1 alpha-3', examples: ['GTM'] });

/** A language as BCP 47 writes it, its primary subtag of ISO 639 (two or three letters). */
export const LanguageTag = z
  .string()
  .max(35)
  .refine(isLanguageTag, { error: 'Not a BCP 47 language tag / No es una etiqueta de idioma BCP 47' })
  .meta({ description: 'BCP 47 language tag', examples: ['quc'] });

function isLanguageTag(tag: string): boolean {
  try {
    return /^[a-z]{2,3}(-|$)/i.test(tag) && Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** The id of a part: the caller's own, so that a copy keeps it, or left out for one to be given. */
export const partId = z.uuid().optional();
export const line = z.string().trim().min(1).max(300);
export const longLine = z.string().trim().min(1).max(2000);
export const WebAddress = z.url({ protocol: /^https?$/ }).max(2000);
export const Mail = z.email().max(254);

/** A telephone: in E.164, as its country writes it, or a short code of three to six digits. A `personal` one is never published. */
export const Phone = z
  .strictObject({
    id: partId,
    number: z
      .string()
      .trim()
      .min(3)
      .max(30)
      .meta({ examples: ['+502 0000 0100'] }),
    extension: z.int().min(0).max(999_999).optional(),
    type: line.optional().meta({ description: 'voice, whatsapp, fax …', examples: ['voice'] }),
    description: Text.optional(),
    languages: z.array(LanguageTag).max(20).optional(),
    personal: z.boolean().optional(),
  })
  .meta({ id: 'ServicePhone' });
export type Phone = z.infer<typeof Phone>;

/** Somebody who is asked. Only an `office` is published, and without the name of whoever sits there. */
export const Contact = z
  .strictObject({
    id: partId,
    office: z.boolean().optional(),
    name: line.optional().meta({ description: 'Of a person: never published' }),
    title: Text.optional(),
    department: Text.optional(),
    email: Mail.optional(),
    phones: z.array(Phone).max(20).optional(),
  })
  .meta({ id: 'ServiceContact' });
export type Contact = z.infer<typeof Contact>;

const weekday = '(MO|TU|WE|TH|FR|SA|SU)';
const numbers = z
  .string()
  .regex(/^-?\d{1,3}(,-?\d{1,3})*$/)
  .max(200);
const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d(Z|[+-](0\d|1[0-4]):[0-5]\d)?$|^24:00$/)
  .max(11)
  .meta({ examples: ['08:00-06:00'] });

/** When something is open: the parts of an RRULE (RFC 5545, 3.3.10) as HSDS names them. */
export const ServiceSchedule = z
  .strictObject({
    id: partId,
    validFrom: Day.optional(),
    validTo: Day.optional(),
    dtstart: Day.optional(),
    until: Day.optional(),
    count: z.int().min(1).max(10_000).optional(),
    timezone: z.number().min(-12).max(14).optional().meta({ description: 'Hours from UTC' }),
    wkst: z.enum(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']).optional(),
    freq: z.enum(['WEEKLY', 'MONTHLY']).optional(),
    interval: z.int().min(1).max(366).optional(),
    byday: z
      .string()
      .regex(new RegExp(`^[+-]?\\d?${weekday}(,[+-]?\\d?${weekday})*$`))
      .max(100)
      .optional()
      .meta({ examples: ['MO,TU,WE,TH,FR'] }),
    byweekno: numbers.optional(),
    bymonthday: numbers.optional(),
    byyearday: numbers.optional(),
    opensAt: clockTime.optional(),
    closesAt: clockTime.optional(),
    description: Text.optional(),
    notes: Text.optional(),
    scheduleLink: WebAddress.optional(),
    attendingType: line.optional(),
  })
  .refine(({ validFrom, validTo }) => !validFrom || !validTo || validFrom <= validTo, {
    path: ['validTo'],
    error: 'It ends before it begins / Termina antes de empezar',
  })
  .refine(({ dtstart, until }) => !dtstart || !until || dtstart <= until, {
    path: ['until'],
    error: 'It ends before it begins / Termina antes de empezar',
  })
  .meta({ id: 'ServiceSchedule' });
export type ServiceSchedule = z.infer<typeof ServiceSchedule>;

/** How fine an area is. Finer than `department` tells where a hidden place is. */
export const areaLevels = ['country', 'department', 'municipality', 'other'] as const;
export const ServiceArea = z
  .strictObject({
    id: partId,
    level: z.enum(areaLevels),
    name: Text.optional(),
    description: Text.optional(),
    extent: z.string().trim().min(1).max(20_000).optional(),
    extentType: line.optional(),
    uri: WebAddress.optional(),
  })
  .meta({ id: 'ServiceArea' });

/** A language that is spoken, with what is to be said of it. */
export const SpokenLanguage = z.strictObject({ id: partId, code: LanguageTag, note: Text.optional() }).meta({ id: 'SpokenLanguage' });

export const CostOption = z
  .strictObject({
    id: partId,
    validFrom: Day.optional(),
    validTo: Day.optional(),
    option: Text.optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .max(3)
      .optional()
      .meta({ description: 'ISO 4217' }),
    amount: z.number().min(0).max(1e9).optional(),
    amountDescription: Text.optional(),
  })
  .refine(({ validFrom, validTo }) => !validFrom || !validTo || validFrom <= validTo, {
    path: ['validTo'],
    error: 'It ends before it begins / Termina antes de empezar',
  })
  .meta({ id: 'CostOption' });

export const RequiredDocument = z.strictObject({ id: partId, document: Text, uri: WebAddress.optional() }).meta({ id: 'RequiredDocument' });

/** How many a service can take, and how many places are free (HSDS 3.1; register DI-11, OA-46). */
export const Capacity = z
  .strictObject({
    id: partId,
    unit: Text.meta({ examples: [{ es: 'camas para mujeres', en: 'beds for women' }] }),
    available: z.int().min(0).max(1_000_000).optional(),
    maximum: z.int().min(0).max(1_000_000).optional(),
    description: Text.optional(),
    updatedOn: Day,
  })
  .refine(({ available, maximum }) => available === undefined || maximum === undefined || available <= maximum, {
    path: ['available'],
    error: 'More are free than there are / Hay más libres que en total',
  })
  .meta({ id: 'ServiceCapacity' });

export const Funding = z.strictObject({ id: partId, source: Text }).meta({ id: 'ServiceFunding' });

/** A term of a taxonomy by its code, with a value where it wants one. */
export const TermLink = z
  .strictObject({
    id: partId,
    taxonomy: z
      .string()
      .max(40)
      .meta({ examples: ['help'] }),
    term: z
      .string()
      .max(40)
      .meta({ examples: ['shelter'] }),
    value: longLine.optional(),
  })
  .meta({ id: 'TermLink' });
export type TermLink = z.infer<typeof TermLink>;

export const Address = z
  .strictObject({
    id: partId,
    type: z.enum(['physical', 'postal', 'virtual']),
    attention: line.optional(),
    address1: line,
    address2: line.optional(),
    city: line,
    region: line.optional(),
    stateProvince: line.meta({ description: 'Department, province or state' }),
    postalCode: z.string().trim().max(20).meta({ description: 'Empty where there is none' }),
    country: Country,
  })
  .meta({ id: 'ServiceAddress' });

export const Accessibility = z
  .strictObject({ id: partId, description: Text.optional(), details: Text.optional(), url: WebAddress.optional() })
  .meta({ id: 'Accessibility' });

export const Program = z
  .strictObject({ id: partId, name: Text, alternateName: Text.optional(), description: Text })
  .meta({ id: 'ServiceProgram' });

export const Identifier = z
  .strictObject({ id: partId, scheme: line.optional(), type: line, identifier: line })
  .meta({ id: 'OrganisationIdentifier' });

import * as z from 'zod';
import { Day } from '../dates.ts';
import { Text } from '../text.ts';
import { PurposeCode } from './focal-purposes.ts';
import { Country, LanguageTag, Mail, line } from './parts.ts';

/** A telephone that can be called from another country: international, or a short code of its own country. */
const FocalNumber = z
  .string()
  .trim()
  .regex(/^(\+[\d ().-]+|[*#]?\d{3,6})$/)
  .max(30)
  .meta({ description: 'International, with + and country code, or a short code', examples: ['+502 0000 0100'] });

const FocalPhone = z
  .strictObject({
    label: Text.meta({ description: 'Which one it is', examples: [{ es: 'Oficina' }] }),
    number: FocalNumber,
    extension: z.int().min(0).max(999_999).optional(),
    whatsapp: z.boolean().optional(),
  })
  .meta({ id: 'FocalPhone' });

const FocalMail = z
  .strictObject({ label: Text, address: Mail })
  .meta({ id: 'FocalMail', examples: [{ label: { es: 'Oficina' }, address: 'enlace@example.org' }] });

/** How to get through at any hour (register DI-03). */
const AllHours = z
  .strictObject({ number: FocalNumber.optional(), address: Mail.optional() })
  .refine(({ number, address }) => Boolean(number ?? address), { error: 'A number or an address is needed / Falta un número o un correo' })
  .meta({ id: 'AllHoursContact', examples: [{ number: '+502 0000 0199' }] });

const purposes = z
  .array(PurposeCode)
  .min(1)
  .max(20)
  .refine((codes) => new Set(codes).size === codes.length, { error: 'A purpose is there twice / Una función está dos veces' });

/** Who it is and how to reach them. */
export const personFields = {
  name: line.meta({ examples: ['Ana Ejemplo'] }),
  post: Text.meta({ description: 'The post that the person is in', examples: [{ es: 'Directora de Protección' }] }),
  phones: z.array(FocalPhone).max(20),
  emails: z.array(FocalMail).max(20),
  languages: z.array(LanguageTag).max(20),
  hours: Text.nullable().meta({ description: 'When they can be reached' }),
  allHours: AllHours.nullable().meta({ description: 'Whom to turn to at any hour' }),
  note: Text.nullable(),
};

/** From when to when somebody is in a post. */
export const period = { from: Day, to: Day.nullable().meta({ description: 'First day on which it no longer holds; null while open' }) };

/** For what, of which country, and in which rank. */
export const dutyFields = {
  country: Country,
  purposes,
  rank: z.enum(['main', 'alternate']),
};

/** Whether a period ends after it begins; one of no days was a mistake taken back. */
export const inOrder = ({ from, to }: { from?: string | undefined; to?: string | null | undefined }) => !from || !to || from <= to;

/** What to say otherwise. */
export const outOfOrder = { path: ['to'], error: 'It ends before it begins / Termina antes de empezar' };

import * as z from 'zod';
import { Tlp } from '../access.ts';
import { Day, Instant } from '../dates.ts';
import { dutyFields, period, personFields } from './focal-fields.ts';
import { purposeAudiences } from './standard-purposes.ts';

/**
 * A person in a post of an organisation, for one or more purposes, from a day to a day (register DI-01 … DI-07, DI-12, DI-13, TR-16). Its
 * label follows its purposes: the narrowest of their audiences. It is never public. Once erased, it says nothing of the person.
 */
export const FocalPoint = z
  .strictObject({
    id: z.uuidv7(),
    network: z.uuidv7(),
    organisation: z.uuidv7().meta({ description: 'Whose person it is: it keeps the entry' }),
    ...dutyFields,
    ...personFields,
    name: personFields.name.nullable(),
    ...period,
    lastConfirmedOn: Day.meta({ description: 'When its organisation last said that it is right' }),
    confirmBy: Day.meta({ description: 'Six months later: by when it must say so again' }),
    erasedAt: Instant.nullable(),
    tlp: Tlp,
    audience: z.enum(purposeAudiences),
    createdAt: Instant,
  })
  .meta({
    id: 'FocalPoint',
    examples: [
      {
        id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c61',
        network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
        organisation: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c12',
        country: 'GTM',
        purposes: ['repatriation-link'],
        rank: 'main',
        name: 'Ana Ejemplo',
        post: { es: 'Directora de Protección' },
        phones: [{ label: { es: 'Oficina' }, number: '+502 0000 0100' }],
        emails: [{ label: { es: 'Oficina' }, address: 'enlace@example.org' }],
        languages: ['es'],
        hours: { es: 'Lunes a viernes, de 8 a 16' },
        allHours: { number: '+502 0000 0199' },
        note: { es: 'Llamar antes de viajar' },
        from: '2026-01-01',
        to: null,
        lastConfirmedOn: '2026-01-01',
        confirmBy: '2026-07-01',
        erasedAt: null,
        tlp: 'AMBER',
        audience: 'governments',
        createdAt: '2026-01-01T12:00:00.000Z',
      },
    ],
  });
export type FocalPoint = z.infer<typeof FocalPoint>;

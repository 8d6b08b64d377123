import * as z from 'zod';
import { Day } from '../dates.ts';
import { event, idOf } from './kind.ts';

/** A listing may have the id that it has elsewhere: any UUID. */
const listingOf = (description: string) => z.uuid().meta({ description, examples: ['0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c51'] });

const serviceOrganisation = listingOf('The organisation of reference');
const serviceLocation = listingOf('The place');
const service = listingOf('The service of reference');
const focalPoint = idOf('The focal point');
const directoryImport = idOf('The import');

/** What the directory tells. */
export const directoryEvents = {
  'directory.organisation.proposed': event(
    'Una organización de referencia, o un cambio en ella, espera a quien valida en su país',
    'An organisation of reference, or a change of one, waits for a validator of its country',
    { serviceOrganisation },
  ),
  'directory.organisation.published': event(
    'Una organización de referencia se publicó o cambió',
    'An organisation of reference was published or has changed',
    { serviceOrganisation },
  ),
  'directory.organisation.returned': event(
    'Lo propuesto sobre una organización de referencia se devolvió con un motivo',
    'What was proposed of an organisation of reference was given back with a reason',
    { serviceOrganisation },
  ),
  'directory.organisation.withdrawn': event('Una organización de referencia se retiró', 'An organisation of reference was withdrawn', {
    serviceOrganisation,
  }),
  'directory.location.proposed': event(
    'Un lugar, o un cambio en él, espera a quien valida en su país',
    'A place, or a change of one, waits for a validator of its country',
    { serviceLocation },
  ),
  'directory.location.published': event('Un lugar se publicó o cambió', 'A place was published or has changed', { serviceLocation }),
  'directory.location.returned': event(
    'Lo propuesto sobre un lugar se devolvió con un motivo',
    'What was proposed of a place was given back with a reason',
    { serviceLocation },
  ),
  'directory.location.withdrawn': event('Un lugar se retiró', 'A place was withdrawn', { serviceLocation }),
  'directory.service.proposed': event(
    'Un servicio, o un cambio en él, espera a quien valida en su país',
    'A service, or a change of one, waits for a validator of its country',
    { service },
  ),
  'directory.service.published': event(
    'Un servicio se publicó, cambió o se verificó',
    'A service was published, has changed or was verified',
    { service },
  ),
  'directory.service.returned': event(
    'Lo propuesto sobre un servicio se devolvió con un motivo',
    'What was proposed of a service was given back with a reason',
    { service },
  ),
  'directory.service.withdrawn': event('Un servicio se retiró', 'A service was withdrawn', { service }),
  'directory.service.due': event(
    'Un servicio se debe verificar dentro de 60, 30 o 7 días, o se dirá que no está verificado, o saldrá de las listas',
    'A service must be verified in 60, 30 or 7 days, or it will be said that it is not, or it will leave the lists',
    {
      service,
      by: Day.meta({ description: 'The day by which it must be', examples: ['2026-12-01'] }),
      days: z
        .int()
        .min(0)
        .max(60)
        .meta({ description: 'Days left when it was said', examples: [30] }),
      otherwise: z.enum(['stale', 'expired']).meta({ description: 'What it will be said to be: not verified, or no longer in the lists' }),
    },
  ),
  'directory.service.lapsed': event(
    'Nadie verificó un servicio en 12 meses, y así lo dice; o en 18, y salió de las listas',
    'Nobody has verified a service for 12 months, and it says so; or for 18, and it has left the lists',
    { service, now: z.enum(['stale', 'expired']).meta({ description: 'What it is said to be' }) },
  ),
  'directory.import.finished': event(
    'Una importación del directorio terminó o se detuvo',
    'An import of the directory is finished or was stopped',
    { directoryImport },
  ),
  'directory.focal.changed': event(
    'Un punto focal se registró, cambió, se confirmó, se relevó, terminó o se borraron sus datos personales',
    'A focal point was entered, has changed, was confirmed, handed over or ended, or its personal data were erased',
    { focalPoint },
  ),
  'directory.focal.due': event(
    'Un punto focal se debe confirmar dentro de 30 o 7 días',
    'A focal point must be confirmed in 30 or 7 days',
    {
      focalPoint,
      by: Day.meta({ description: 'The day by which it must be', examples: ['2026-12-01'] }),
      days: z
        .int()
        .min(0)
        .max(30)
        .meta({ description: 'Days left when it was said', examples: [30] }),
    },
  ),
  'directory.focal.overdue': event('Nadie confirmó un punto focal en seis meses', 'Nobody has confirmed a focal point for six months', {
    focalPoint,
    by: Day.meta({ description: 'The day by which it had to be', examples: ['2026-12-01'] }),
  }),
} as const;

import * as z from 'zod';
import type { Language } from '../text.ts';

type Bilingual = Record<Extract<Language, 'es' | 'en'>, string>;

/**
 * What is known of one type of event: what it tells, and the shape of its data, which is thin: ids, days and states, never content.
 * A `directed` one goes to the one endpoint that is its subject and to nobody else.
 */
export type EventKind<D extends z.ZodObject = z.ZodObject> = { about: Bilingual; data: D; directed?: true };

const example = '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11';

/** The id of a thing that an event is about. */
export const idOf = (description: string) => z.uuidv7().meta({ description, examples: [example] });

/** One type of event. */
export const event = <S extends z.ZodRawShape>(es: string, en: string, shape: S): EventKind<z.ZodObject<S>> => ({
  about: { es, en },
  data: z.strictObject(shape) as unknown as z.ZodObject<S>,
});

/** Where each thing that an event names is read; what is not here has no address of its own. */
const addresses: Record<string, string> = {
  activity: '/v1/activities/',
  agreement: '/v1/agreements/',
  alert: '/v1/alerts/',
  course: '/v1/training-courses/',
  criterion: '/v1/document-criteria/',
  directoryImport: '/v1/directory-imports/',
  certificate: '/v1/training-certificates/',
  edition: '/v1/training-editions/',
  endpoint: '/v1/webhook-endpoints/',
  enrolment: '/v1/training-enrolments/',
  entryRequirement: '/v1/entry-requirements/',
  figure: '/v1/false-passport-figures/',
  focalPoint: '/v1/focal-points/',
  fraudMethod: '/v1/fraud-methods/',
  goesOn: '/v1/proposals/',
  group: '/v1/groups/',
  meeting: '/v1/meetings/',
  membership: '/v1/memberships/',
  organisation: '/v1/organisations/',
  plan: '/v1/plans/',
  proposal: '/v1/proposals/',
  report: '/v1/reports/',
  service: '/v1/services/',
  serviceLocation: '/v1/service-locations/',
  serviceOrganisation: '/v1/service-organisations/',
  specimen: '/v1/specimens/',
};

/** The addresses of the things that an event's data names, at this origin. */
export const linksOf = (data: Record<string, unknown>, origin: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(data).flatMap(([name, id]) =>
      addresses[name] && typeof id === 'string' ? [[name, `${origin}${addresses[name]}${id}`]] : [],
    ),
  );

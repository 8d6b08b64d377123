import * as z from 'zod';
import { answer, contract } from '../route.ts';
import { Text } from '../text.ts';
import { listing, listingId, listingRoutes, newPlace, patchOf } from './listing.ts';
import {
  Capacity,
  Contact,
  CostOption,
  Funding,
  Mail,
  Phone,
  RequiredDocument,
  ServiceSchedule,
  ServiceArea,
  SpokenLanguage,
  TermLink,
  WebAddress,
  partId,
} from './parts.ts';

/** That a service is given at a place, and what is particular to it there (HSDS service_at_location). */
const ServiceAtLocation = z
  .strictObject({
    id: partId,
    location: listingId,
    description: Text.optional(),
    phones: z.array(Phone).max(20).optional(),
    contacts: z.array(Contact).max(20).optional(),
    schedules: z.array(ServiceSchedule).max(20).optional(),
    terms: z.array(TermLink).max(20).optional(),
  })
  .meta({ id: 'ServiceAtLocation' });

const age = z.int().min(0).max(150);

/** What is said of a service of reference (HSDS service; register DI-04, DI-10, OA-38). */
export const ServiceContent = z
  .strictObject({
    organisation: listingId.meta({ description: 'The organisation of reference that gives it' }),
    program: z.uuid().optional().meta({ description: 'A programme of that organisation' }),
    name: Text,
    alternateName: Text.optional(),
    description: Text.optional(),
    url: WebAddress.optional(),
    email: Mail.optional(),
    status: z.enum(['active', 'inactive', 'temporarily closed']),
    alert: Text.optional().meta({ description: 'What everybody must know first' }),
    interpretationServices: Text.optional(),
    applicationProcess: Text.optional(),
    waitTime: Text.optional(),
    feesDescription: Text.optional(),
    accreditations: Text.optional(),
    licenses: Text.optional(),
    eligibilityDescription: Text.optional(),
    minimumAge: age.optional(),
    maximumAge: age.optional(),
    phones: z.array(Phone).max(50).optional(),
    contacts: z.array(Contact).max(50).optional(),
    schedules: z.array(ServiceSchedule).max(50).optional(),
    languages: z.array(SpokenLanguage).max(50).optional(),
    serviceAreas: z.array(ServiceArea).max(100).optional(),
    locations: z.array(ServiceAtLocation).max(100).optional(),
    costOptions: z.array(CostOption).max(50).optional(),
    requiredDocuments: z.array(RequiredDocument).max(50).optional(),
    funding: z.array(Funding).max(20).optional(),
    capacities: z.array(Capacity).max(50).optional(),
    terms: z.array(TermLink).max(100).optional(),
  })
  .meta({
    id: 'ServiceContent',
    examples: [
      {
        organisation: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c52',
        name: { es: 'Albergue de paso', en: 'Transit shelter' },
        status: 'active',
        terms: [{ taxonomy: 'help', term: 'shelter' }],
      },
    ],
  });
export type ServiceContent = z.output<typeof ServiceContent>;

export const Service = listing(ServiceContent).meta({ id: 'Service' });
export type Service = z.output<typeof Service>;

export const NewService = ServiceContent.extend({ ...newPlace, status: ServiceContent.shape.status.default('active') }).meta({
  id: 'NewService',
  examples: [
    {
      network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
      country: 'GTM',
      organisation: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c52',
      name: { es: 'Albergue de paso', en: 'Transit shelter' },
      terms: [{ taxonomy: 'help', term: 'shelter' }],
    },
  ],
});
export type NewService = z.output<typeof NewService>;

const tag = 'Services of reference';

const routes = listingRoutes(
  { path: '/v1/services', tag, one: 'service of reference', many: 'services of reference', filters: { provider: listingId.optional() } },
  {
    one: Service,
    made: NewService,
    patch: patchOf(ServiceContent).meta({ id: 'ServicePatch', examples: [{ waitTime: { es: 'Sin espera' } }] }),
  },
);

export const services = contract({
  listServices: routes.list,
  createService: routes.create,
  getService: routes.get,
  updateService: routes.update,
  discardService: routes.discard,
  approveService: routes.approve,
  returnService: routes.return,
  withdrawService: routes.withdraw,
  verifyService: {
    method: 'put',
    path: '/v1/services/{id}/verification',
    tag,
    summary: 'Say that what is published of a service was made sure of and is right today',
    description: 'After 12 months without it the public sees a warning, after 18 the service leaves the lists.',
    access: 'listing:verify',
    params: z.strictObject({ id: listingId }),
    answers: { 200: answer(Service) },
    problems: ['conflict'],
  },
});

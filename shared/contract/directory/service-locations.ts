import * as z from 'zod';
import { contract } from '../route.ts';
import { Text } from '../text.ts';
import { listing, listingId, listingRoutes, newPlace, patchOf } from './listing.ts';
import { Accessibility, Address, Contact, Mail, Phone, ServiceSchedule, SpokenLanguage, TermLink, WebAddress, line } from './parts.ts';

/** How a hidden place is reached: all that is published of it. */
const Gate = z
  .strictObject({
    phones: z.array(Phone).max(20).optional(),
    email: Mail.optional(),
    intake: Text.optional().meta({ description: 'The way in: whom to ask, what to say' }),
    schedules: z.array(ServiceSchedule).max(20).optional(),
  })
  .meta({ id: 'Gate', examples: [{ phones: [{ number: '+502 0000 0199' }], intake: { es: 'Por la línea de atención, a toda hora' } }] });

const example = {
  locationType: 'physical',
  name: { es: 'Sede central' },
  latitude: 14.63,
  longitude: -90.51,
  addresses: [
    {
      type: 'physical',
      address1: 'Calle de la Muestra 1',
      city: 'Ciudad de Guatemala',
      stateProvince: 'Guatemala',
      postalCode: '00000',
      country: 'GTM',
    },
  ],
};

/**
 * What is said of a place (HSDS location; register DI-11, OA-46). A `hidden` one publishes its gate and its department and nothing else: no
 * address, coordinates, postal code or name.
 */
export const LocationContent = z
  .strictObject({
    locationType: z.enum(['physical', 'postal', 'virtual']),
    organisation: listingId.optional().meta({ description: 'The organisation of reference whose place it is' }),
    name: Text.optional(),
    alternateName: Text.optional(),
    description: Text.optional(),
    url: WebAddress.optional(),
    transportation: Text.optional(),
    latitude: z.number().min(-90).max(90).optional(),
    longitude: z.number().min(-180).max(180).optional(),
    externalIdentifier: line.optional(),
    externalIdentifierType: line.optional(),
    addresses: z.array(Address).max(10).optional(),
    languages: z.array(SpokenLanguage).max(50).optional(),
    accessibility: z.array(Accessibility).max(20).optional(),
    phones: z.array(Phone).max(50).optional(),
    contacts: z.array(Contact).max(50).optional(),
    schedules: z.array(ServiceSchedule).max(50).optional(),
    terms: z.array(TermLink).max(50).optional(),
    hidden: z.boolean().optional(),
    gate: Gate.optional(),
  })
  .meta({ id: 'ServiceLocationContent', examples: [example] });
export type LocationContent = z.output<typeof LocationContent>;

export const ServiceLocation = listing(LocationContent).meta({ id: 'ServiceLocation' });
export type ServiceLocation = z.output<typeof ServiceLocation>;

export const NewServiceLocation = LocationContent.extend(newPlace).meta({
  id: 'NewServiceLocation',
  examples: [{ network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11', country: 'GTM', ...example }],
});
export type NewServiceLocation = z.output<typeof NewServiceLocation>;

const routes = listingRoutes(
  {
    path: '/v1/service-locations',
    tag: 'Services of reference',
    one: 'place where services are given',
    many: 'places where services are given',
    filters: { hidden: z.enum(['true', 'false']).optional() },
  },
  {
    one: ServiceLocation,
    made: NewServiceLocation,
    patch: patchOf(LocationContent).meta({
      id: 'ServiceLocationPatch',
      examples: [{ transportation: { es: 'A dos calles de la terminal' } }],
    }),
  },
);

export const serviceLocations = contract({
  listServiceLocations: routes.list,
  createServiceLocation: routes.create,
  getServiceLocation: routes.get,
  updateServiceLocation: routes.update,
  discardServiceLocation: routes.discard,
  approveServiceLocation: routes.approve,
  returnServiceLocation: routes.return,
  withdrawServiceLocation: routes.withdraw,
});

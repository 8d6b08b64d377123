import * as z from 'zod';
import { contract } from '../route.ts';
import { Text } from '../text.ts';
import { listing, listingId, listingRoutes, newPlace, patchOf } from './listing.ts';
import { Contact, Funding, Identifier, Mail, Phone, Program, TermLink, WebAddress, longLine } from './parts.ts';

/** What is said of an organisation that gives services of reference (HSDS organization; register FI-03, OA-59, DI-09). */
export const OrganisationContent = z
  .strictObject({
    name: Text,
    alternateName: Text.optional(),
    description: Text,
    email: Mail.optional(),
    website: WebAddress.optional(),
    yearIncorporated: z.int().min(1000).max(2100).optional(),
    legalStatus: Text.optional(),
    logo: WebAddress.optional(),
    uri: WebAddress.optional(),
    parent: listingId.optional().meta({ description: 'The organisation of reference that it is part of' }),
    head: longLine.optional().meta({ description: 'Who heads it: never published' }),
    phones: z.array(Phone).max(50).optional(),
    contacts: z.array(Contact).max(50).optional(),
    programs: z.array(Program).max(50).optional(),
    identifiers: z.array(Identifier).max(20).optional(),
    funding: z.array(Funding).max(20).optional(),
    terms: z.array(TermLink).max(50).optional(),
  })
  .meta({
    id: 'ServiceOrganisationContent',
    examples: [
      {
        name: { es: 'Asociación Puentes', en: 'Bridges Association' },
        description: { es: 'Acompaña a personas migrantes.', en: 'Stands by migrants.' },
        phones: [{ number: '+502 0000 0100' }],
      },
    ],
  });
export type OrganisationContent = z.output<typeof OrganisationContent>;

export const ServiceOrganisation = listing(OrganisationContent).meta({ id: 'ServiceOrganisation' });
export type ServiceOrganisation = z.output<typeof ServiceOrganisation>;

export const NewServiceOrganisation = OrganisationContent.extend(newPlace).meta({
  id: 'NewServiceOrganisation',
  examples: [
    {
      network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
      country: 'GTM',
      name: { es: 'Asociación Puentes', en: 'Bridges Association' },
      description: { es: 'Acompaña a personas migrantes.', en: 'Stands by migrants.' },
    },
  ],
});
export type NewServiceOrganisation = z.output<typeof NewServiceOrganisation>;

const routes = listingRoutes(
  {
    path: '/v1/service-organisations',
    tag: 'Services of reference',
    one: 'organisation of reference',
    many: 'organisations of reference',
    filters: {},
  },
  {
    one: ServiceOrganisation,
    made: NewServiceOrganisation,
    patch: patchOf(OrganisationContent).meta({ id: 'ServiceOrganisationPatch', examples: [{ website: 'https://puentes.example.org/' }] }),
  },
);

export const serviceOrganisations = contract({
  listServiceOrganisations: routes.list,
  createServiceOrganisation: routes.create,
  getServiceOrganisation: routes.get,
  updateServiceOrganisation: routes.update,
  discardServiceOrganisation: routes.discard,
  approveServiceOrganisation: routes.approve,
  returnServiceOrganisation: routes.return,
  withdrawServiceOrganisation: routes.withdraw,
});

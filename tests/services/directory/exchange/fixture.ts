import type { LocationContent } from '../../../../shared/contract/directory/service-locations.ts';
import type { OrganisationContent } from '../../../../shared/contract/directory/service-organisations.ts';
import type { ServiceContent } from '../../../../shared/contract/directory/services.ts';
import { type DirectoryWorld, publish, propose } from '../directory-world.ts';

const both = (es: string, en: string) => ({ es, en });

export const organisation: OrganisationContent = {
  name: both('=Puentes', 'Bridges'),
  description: { es: 'Acompaña a personas migrantes.', pt: 'Acompanha migrantes.' },
  head: 'Persona Ficticia',
  website: 'https://puentes.example.org/',
  phones: [
    { number: '+502 2000 0100', languages: ['es', 'quc'], personal: true },
    { number: '911', description: { en: 'Emergencies' } },
  ],
  contacts: [{ name: 'Otra Ficticia', title: both('Directora', 'Director'), phones: [{ number: '+502 2000 0101', extension: 12 }] }],
  programs: [{ name: { es: 'Retorno' }, description: { fr: 'Le retour' } }],
  identifiers: [{ type: 'registro', identifier: '007' }],
  funding: [{ source: { es: 'Donaciones, cuotas; y "otras"' } }],
  terms: [{ taxonomy: 'help', term: 'legal', value: '-sí' }],
};

export const openPlace = (of: string): LocationContent => ({
  locationType: 'physical',
  organisation: of,
  name: { es: 'Casa Abierta' },
  latitude: 14.63,
  longitude: -90.51,
  addresses: [
    {
      type: 'physical',
      address1: 'Calle de la Muestra 1\nzona 1',
      city: 'Ejemplo',
      stateProvince: 'Guatemala',
      postalCode: '',
      country: 'GTM',
    },
  ],
  languages: [{ code: 'quc', note: both('mañanas', 'mornings') }],
  accessibility: [{ description: both('Rampa', 'Ramp') }],
  schedules: [{ freq: 'WEEKLY', byday: 'MO,TU', opensAt: '08:00-06:00', closesAt: '17:00-06:00' }],
});

const hiddenPlace = (of: string): LocationContent => ({
  ...openPlace(of),
  name: { es: 'Casa Secreta' },
  hidden: true,
  gate: { phones: [{ number: '+502 2000 0199' }], intake: both('Llame primero', 'Call first') },
});

const service = (of: string, places: string[]): ServiceContent => ({
  organisation: of,
  name: both('Albergue', 'Shelter'),
  alternateName: { en: 'House' },
  status: 'active',
  minimumAge: 12,
  terms: [{ taxonomy: 'help', term: 'shelter' }],
  serviceAreas: [{ level: 'department', name: { es: 'Guatemala' } }],
  locations: places.map((location) => ({ location, description: both('Aquí', 'Here'), phones: [{ number: '+502 2000 0102' }] })),
  costOptions: [{ amount: 12.5, currency: 'GTQ', amountDescription: { es: 'la noche' } }],
  requiredDocuments: [{ document: { es: 'Ninguno' } }],
  capacities: [{ unit: both('camas', 'beds'), available: 2, maximum: 20, updatedOn: '2026-03-01' }],
  contacts: [{ office: true, title: both('Recepción', 'Desk'), email: 'casa@example.org' }],
});

export type Ids = { organisation: string; open: string; hidden: string; service: string };

/** A published organisation with an open and a hidden place and a service at both, kept by the partner, in Guatemala. */
export async function richWorld(world: DirectoryWorld): Promise<Ids> {
  const of = await publish(world, 'organisation', organisation);
  const open = await publish(world, 'location', openPlace(of));
  const hidden = await publish(world, 'location', hiddenPlace(of));
  return { organisation: of, open, hidden, service: await publish(world, 'service', service(of, [open, hidden])) };
}

/** A second service of the same organisation that only waits for its validator. */
export const waitingService = (world: DirectoryWorld, { organisation: of }: Ids) => propose(world, 'service', service(of, []));

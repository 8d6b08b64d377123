import { approveListing } from '../../../services/directory/listings/approval.ts';
import { createListing } from '../../../services/directory/listings/proposing.ts';
import type { Kind } from '../../../shared/contract/access.ts';
import type { LocationContent } from '../../../shared/contract/directory/service-locations.ts';
import type { OrganisationContent } from '../../../shared/contract/directory/service-organisations.ts';
import type { ServiceContent } from '../../../shared/contract/directory/services.ts';
import type { ListingContents, ListingKind } from '../../../shared/database/listings.ts';
import { type OwnNetwork, ownNetwork } from '../../support/own-network.ts';

const seats = { MEX: 'member', GTM: 'member', ST: 'secretariat', IOM: 'partner' } as const satisfies Record<string, Kind>;
type Code = keyof typeof seats;

/** A network with two countries, a secretariat and a partner, on a database of its own. */
export type DirectoryWorld = OwnNetwork<Code>;

/** Makes that world. */
export const directoryWorld = (): Promise<DirectoryWorld> => ownNetwork(seats);

export const anOrganisation: OrganisationContent = {
  name: { es: 'Asociación Puentes', en: 'Bridges Association' },
  description: { es: 'Acompaña a personas migrantes.' },
};

export const aPlace: LocationContent = {
  locationType: 'physical',
  name: { es: 'Casa Central' },
  latitude: 14.6317,
  longitude: -90.5171,
  addresses: [
    {
      type: 'physical',
      address1: 'Calle de la Muestra 1',
      city: 'Ejemplo',
      stateProvince: 'Departamento',
      postalCode: '01001',
      country: 'GTM',
    },
  ],
};

export const aService = (organisation: string, location?: string): ServiceContent => ({
  organisation,
  name: { es: 'Albergue de paso', en: 'Transit shelter' },
  description: { es: 'Tres noches, comida y orientación.' },
  status: 'active',
  terms: [{ taxonomy: 'help', term: 'shelter' }],
  ...(location ? { locations: [{ location }] } : {}),
});

/** Proposes a listing of Guatemala as the partner's officer; gives its id. */
export async function propose<K extends ListingKind>(
  { by, network }: DirectoryWorld,
  kind: K,
  content: ListingContents[K],
): Promise<string> {
  const { body } = await createListing(by('IOM officer'), kind, { network, country: 'GTM', ...content });
  return body.id;
}

/** The same, and approves it as Guatemala's validator. */
export async function publish<K extends ListingKind>(
  world: DirectoryWorld,
  kind: K,
  content: ListingContents[K],
  now?: Date,
): Promise<string> {
  const id = await propose(world, kind, content);
  await approveListing(world.by('GTM validator', now), kind, id, 1);
  return id;
}

/** What the public tables hold, as one text. */
export async function publicText({ db }: DirectoryWorld): Promise<string> {
  const tables = ['public_organisations', 'public_locations', 'public_services', 'public_service_places', 'public_terms'];
  const rows = await Promise.all(tables.map((table) => db.client.execute(`select * from ${table}`)));
  return JSON.stringify(rows.map((result) => result.rows));
}

/** The ids of the services that a search finds. */
export async function found({ db }: DirectoryWorld, words: string): Promise<string[]> {
  const sql = 'select s.id from service_search f join public_services s on s.position = f.rowid where service_search match ? order by s.id';
  return (await db.client.execute({ sql, args: [words] })).rows.map(({ id }) => String(id));
}

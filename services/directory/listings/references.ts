import { type SQL, sql } from 'drizzle-orm';
import type { ServiceContent } from '../../../shared/contract/directory/services.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Guard } from '../../../shared/database/commit.ts';
import { type ListingContent, type ListingKind, listings } from '../../../shared/database/listings.ts';
import { publicServicePlaces } from '../../../shared/database/public-directory.ts';
import { providerOf } from './kinds.ts';

type Words = { es: string; en: string };
const wrong = (pointer: string, detail: Words) => new Problem('unprocessable', detail, { errors: [{ pointer, detail }] });

const noProvider: Words = {
  es: 'La red no tiene esa organización de referencia, o no está publicada.',
  en: 'The network has no such organisation of reference, or it is not published.',
};
const noLocation: Words = {
  es: 'La red no tiene uno de esos lugares, o no está publicado.',
  en: 'The network has no such place, or it is not published.',
};
const takenPlace = new Problem('conflict', {
  es: 'El id de un servicio en un lugar es de otro servicio.',
  en: 'The id of a service at a location is another service’s.',
});

/**
 * That what a listing names is there, in the same network: when it is proposed, in whatever state; when it is published, published itself.
 */
export function referencesHold(
  { id, kind, network }: { id: string; kind: ListingKind; network: string | SQL },
  content: ListingContent,
  must: 'exist' | 'be published',
): Guard[] {
  const state = must === 'exist' ? sql`state <> 'withdrawn'` : sql`state = 'published'`;
  const known = (wanted: ListingKind) => sql`(select id from ${listings} where kind = ${wanted} and network_id = ${network} and ${state})`;
  const provider = providerOf(kind, content as { organisation?: string });
  const pointer = kind === 'organisation' ? '/body/parent' : '/body/organisation';
  const { locations = [] } = kind === 'service' ? (content as ServiceContent) : {};
  return [
    ...(provider
      ? [{ holds: sql`${provider} in ${known('organisation')} and ${provider} <> ${id}`, problem: wrong(pointer, noProvider) }]
      : []),
    ...(locations.length > 0 ? [locationsAre(locations, known('location')), placesAreFree(id, locations)] : []),
  ];
}

type Places = NonNullable<ServiceContent['locations']>;

const locationsAre = (locations: Places, known: SQL): Guard => ({
  holds: sql`not exists (select 1 from json_each(${JSON.stringify(locations.map(({ location }) => location))}) j where j.value not in ${known})`,
  problem: wrong('/body/locations', noLocation),
});

const placesAreFree = (service: string, locations: Places): Guard => ({
  holds: sql`not exists (select 1 from ${publicServicePlaces} p where p.service_id <> ${service}
    and p.id in (select j.value from json_each(${JSON.stringify(locations.map(({ id }) => id ?? ''))}) j))`,
  problem: takenPlace,
});

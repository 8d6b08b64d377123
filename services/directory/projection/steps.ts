import { type SQL, eq, sql } from 'drizzle-orm';
import type { LocationContent } from '../../../shared/contract/directory/service-locations.ts';
import type { OrganisationContent } from '../../../shared/contract/directory/service-organisations.ts';
import type { ServiceContent } from '../../../shared/contract/directory/services.ts';
import type { Step } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import {
  type Freshness,
  publicLocations,
  publicOrganisations,
  publicServicePlaces,
  publicServices,
  publicTerms,
} from '../../../shared/database/public-directory.ts';
import type { Query } from '../../../shared/database/send.ts';
import { publicLocation } from './location.ts';
import { publicOrganisation } from './organisation.ts';
import { publicService, type PublicService } from './service.ts';
import { wordsOf, type Words } from './words.ts';

type Search = 'organisation_search' | 'service_search';
const tableOf = { organisation_search: publicOrganisations, service_search: publicServices } as const;

/** The statements that make an organisation of reference public as it now is. */
export function publishOrganisation(context: Context, id: string, content: OrganisationContent): Step[] {
  const { orm } = context.db;
  const row = { ...publicOrganisation(id, content), listed: true, modifiedAt: context.now.toISOString() };
  return [
    {
      query: orm
        .insert(publicOrganisations)
        .values({ id, ...row })
        .onConflictDoUpdate({ target: publicOrganisations.id, set: row }),
    },
    ...searchable(context, 'organisation_search', id, wordsOf(content)),
  ];
}

/** The statements that make a place public as it now is: of a hidden one, its gate. */
export function publishLocation(context: Context, id: string, content: LocationContent): Step[] {
  const row = { ...publicLocation(id, content), modifiedAt: context.now.toISOString() };
  const insert = context.db.orm.insert(publicLocations).values({ id, ...row });
  return [{ query: insert.onConflictDoUpdate({ target: publicLocations.id, set: row }) }];
}

/** The statements that make a service public as it now is, with its places, its terms and its words. `hidden`: the hidden ones of its places. */
export function publishService(context: Context, id: string, content: ServiceContent, hidden: ReadonlySet<string>): Step[] {
  const { orm } = context.db;
  const { organisation, status, card, rest, ...parts } = publicService(id, content, hidden);
  const row = { organisation, status, card, rest, modifiedAt: context.now.toISOString() };
  return [
    {
      query: orm
        .insert(publicServices)
        .values({ id, ...row })
        .onConflictDoUpdate({ target: publicServices.id, set: row }),
    },
    ...placesOf(context, id, parts),
    ...termsOf(context, id, parts),
    ...searchable(context, 'service_search', id, wordsOf(content)),
  ];
}

function placesOf({ db: { orm }, now }: Context, id: string, { places }: Pick<PublicService, 'places'>): Step[] {
  const modifiedAt = now.toISOString();
  const kept = JSON.stringify(places.map((place) => place.id));
  const gone = sql`${publicServicePlaces.service} = ${id} and ${publicServicePlaces.id} not in (select value from json_each(${kept}))`;
  return [
    { query: orm.delete(publicServicePlaces).where(gone) },
    ...places.map(({ id: place, ...rest }): Step => {
      const row = { service: id, ...rest, modifiedAt };
      const insert = orm.insert(publicServicePlaces).values({ id: place, ...row });
      return { query: insert.onConflictDoUpdate({ target: publicServicePlaces.id, set: row }) };
    }),
  ];
}

const positionOf = (id: string): SQL => sql`(select ${publicServices.position} from ${publicServices} where ${publicServices.id} = ${id})`;

function termsOf({ db: { orm } }: Context, id: string, { terms }: Pick<PublicService, 'terms'>): Step[] {
  const values = JSON.stringify(terms);
  const insert = sql`insert or ignore into ${publicTerms} (term_id, taxonomy_id, service_position)
    select value ->> 'term', value ->> 'taxonomy', ${positionOf(id)} from json_each(${values})`;
  return [
    { query: orm.delete(publicTerms).where(eq(publicTerms.service, positionOf(id))) },
    ...(terms.length > 0 ? [{ query: orm.run(insert) as unknown as Query }] : []),
  ];
}

function searchable(context: Context, search: Search, id: string, { names, rest }: Words): Step[] {
  const table = tableOf[search];
  const insert = sql`insert into ${sql.raw(search)} (rowid, names, rest)
    select ${table.position}, ${names}, ${rest} from ${table} where ${table.id} = ${id}`;
  return [...unsearchable(context, search, id), { query: context.db.orm.run(insert) as unknown as Query }];
}

function unsearchable({ db: { orm } }: Context, search: Search, id: string): Step[] {
  const table = tableOf[search];
  const remove = sql`delete from ${sql.raw(search)} where rowid = (select ${table.position} from ${table} where ${table.id} = ${id})`;
  return [{ query: orm.run(remove) as unknown as Query }];
}

/** The statements that say to the public how long ago a service was made sure of; one for which it is too long leaves the lists. */
export function freshen({ db: { orm }, now }: Context, id: string, freshness: Freshness, assuredOn?: string): Step[] {
  const listed = freshness !== 'expired';
  const modifiedAt = now.toISOString();
  const values = { freshness, listed, modifiedAt, ...(assuredOn === undefined ? {} : { assuredOn }) };
  return [
    { query: orm.update(publicServices).set(values).where(eq(publicServices.id, id)) },
    { query: orm.update(publicServicePlaces).set({ listed, modifiedAt }).where(eq(publicServicePlaces.service, id)) },
  ];
}

/** The statements that take an organisation of reference from the public. */
export const withdrawOrganisation = (context: Context, id: string): Step[] => [
  ...unsearchable(context, 'organisation_search', id),
  { query: context.db.orm.delete(publicOrganisations).where(eq(publicOrganisations.id, id)) },
];

/** The statements that take a place from the public. */
export const withdrawLocation = ({ db: { orm } }: Context, id: string): Step[] => [
  { query: orm.delete(publicLocations).where(eq(publicLocations.id, id)) },
];

const tombstone = { name: { es: 'Servicio retirado', en: 'Service withdrawn', pt: 'Serviço retirado', fr: 'Service retiré' } };

/** The statements that leave of a service only that it is no more, so that copies take it away (HSDS status `defunct`). */
export function withdrawService(context: Context, id: string): Step[] {
  const { orm } = context.db;
  const row = {
    status: 'defunct',
    listed: false,
    assuredOn: null,
    card: tombstone,
    rest: {},
    modifiedAt: context.now.toISOString(),
  } as const;
  return [
    ...unsearchable(context, 'service_search', id),
    { query: orm.delete(publicTerms).where(eq(publicTerms.service, positionOf(id))) },
    { query: orm.delete(publicServicePlaces).where(eq(publicServicePlaces.service, id)) },
    { query: orm.update(publicServices).set(row).where(eq(publicServices.id, id)) },
  ];
}

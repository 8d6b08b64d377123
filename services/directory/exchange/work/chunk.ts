import { type SQL, asc, eq, sql } from 'drizzle-orm';
import type { LocationContent } from '../../../../shared/contract/directory/service-locations.ts';
import type { ServiceContent } from '../../../../shared/contract/directory/services.ts';
import { ask } from '../../../../shared/database/ask.ts';
import type { Context } from '../../../../shared/database/context.ts';
import { directoryImportRows } from '../../../../shared/database/directory-imports.ts';
import { type ListingContent, type ListingKind, listings } from '../../../../shared/database/listings.ts';
import { publicLocations, publicServicePlaces } from '../../../../shared/database/public-directory.ts';
import type { Query } from '../../../../shared/database/send.ts';
import { authorityOf } from '../../listings/places.ts';
import { providerOf } from '../../listings/kinds.ts';
import type { Row as Import } from '../imports/imports.ts';
import { oneOfThem } from '../reading/current.ts';

/** A row of an import with the listing as it now is. */
export type Row = {
  number: number;
  kind: ListingKind;
  id: string;
  base: number | null;
  content: ListingContent;
  version: number | null;
  published: ListingContent | null;
};

/** A service that is public at a place that becomes hidden or is so no more. */
export type Neighbour = { id: string; version: number; content: ListingContent | null };

/** The next rows of an import, all of one kind, and what there is around them. */
export type Chunk = {
  rows: Row[];
  isLast: boolean;
  authority: string | null;
  /** Of the listings that the rows name, those that may be named. */
  named: ReadonlySet<string>;
  /** Whose each id of a service at a place is, as far as it is public. */
  taken: ReadonlyMap<string, string>;
  hidden: ReadonlySet<string>;
  neighbours: Neighbour[];
};

/** Listings written in one commit. */
const most = 100;

/** Reads what is next of an import. Two round trips. */
export async function nextChunk(context: Context, one: Import): Promise<Chunk> {
  const { rows, isLast } = await waitingRows(context, one);
  const places = rows.flatMap(placesOf);
  const turned = rows.filter((row) => one.aim === 'publication' && turns(row)).map(({ id }) => id);
  const { orm } = context.db;
  const [named, taken, hidden, neighbours, [answering]] = await ask(context.db, [
    orm.select({ id: listings.id }).from(listings).where(namedBy(one, rows)),
    orm
      .select({ id: publicServicePlaces.id, service: publicServicePlaces.service })
      .from(publicServicePlaces)
      .where(
        oneOfThem(
          publicServicePlaces.id,
          places.map(({ id }) => id),
        ),
      ),
    orm
      .select({ id: publicLocations.id })
      .from(publicLocations)
      .where(
        sql`${publicLocations.hidden} and (${oneOfThem(
          publicLocations.id,
          places.map(({ location }) => location),
        )} or ${publicLocations.id} in (select other.location_id from public_service_places here
          join public_service_places other on other.service_id = here.service_id where ${oneOfThem(sql.raw('here.location_id'), turned)}))`,
      ),
    orm
      .selectDistinct({ id: listings.id, version: listings.version, content: listings.published })
      .from(publicServicePlaces)
      .innerJoin(listings, eq(listings.id, publicServicePlaces.service))
      .where(oneOfThem(publicServicePlaces.location, turned)),
    orm.all<{ id: string | null }>(sql`select ${authorityOf(context, one.network, one.country)} as id`) as never as Answering,
  ]);
  return {
    rows,
    isLast,
    authority: answering?.id ?? null,
    named: new Set(named.map(({ id }) => id)),
    taken: new Map(taken.map(({ id, service }) => [id, service])),
    hidden: new Set(hidden.map(({ id }) => id)),
    neighbours,
  };
}

type Answering = Query & { _: { result: { id: string | null }[] } };

async function waitingRows({ db }: Context, { id }: Import): Promise<{ rows: Row[]; isLast: boolean }> {
  const { number, kind, listing, base, content } = directoryImportRows;
  const [found] = await ask(db, [
    db.orm
      .select({ number, kind, id: listing, base, content, version: listings.version, published: listings.published })
      .from(directoryImportRows)
      .leftJoin(listings, eq(listings.id, listing))
      .where(sql`${directoryImportRows.import} = ${id} and ${directoryImportRows.state} = 'waiting'`)
      .orderBy(asc(number))
      .limit(most + 1),
  ]);
  const next = found.slice(0, most).filter((row) => row.kind === found[0]?.kind);
  return {
    rows: next.flatMap(({ content: said, ...row }) => (said ? [{ ...row, content: said }] : [])),
    isLast: next.length === found.length,
  };
}

/** What a listing names: the organisation, and the places of a service. */
export const namesOf = ({ kind, content }: Row): { kind: ListingKind; id: string }[] => {
  const provider = providerOf(kind, content as { organisation?: string });
  return [
    ...(provider ? [{ kind: 'organisation' as const, id: provider }] : []),
    ...placesOf({ kind, content }).map(({ location }) => ({ kind: 'location' as const, id: location })),
  ];
};

/** The places of a service, with the id by which it is at each. */
export const placesOf = ({ kind, content }: Pick<Row, 'kind' | 'content'>): { id: string; location: string }[] =>
  kind === 'service' ? ((content as ServiceContent).locations ?? []).map(({ id = '', location }) => ({ id, location })) : [];

/** Whether a place that is public becomes hidden, or is so no more. */
const turns = ({ kind, content, published }: Row): boolean =>
  kind === 'location' && published !== null && isHidden(content) !== isHidden(published);

export const isHidden = (content: ListingContent | null): boolean => (content as LocationContent | null)?.hidden === true;

/** In which state a listing may be named: published itself, where it is named in public. */
export const nameable = ({ aim }: Pick<Import, 'aim'>): SQL =>
  aim === 'publication' ? sql`state = 'published'` : sql`state <> 'withdrawn'`;

function namedBy(one: Import, rows: Row[]): SQL {
  const names = rows.flatMap(namesOf);
  const ids = (wanted: ListingKind) => names.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  const among = (wanted: ListingKind) => sql`(${listings.kind} = ${wanted} and ${oneOfThem(listings.id, ids(wanted))})`;
  return sql`(${among('organisation')} or ${among('location')}) and ${listings.network} = ${one.network} and ${nameable(one)}`;
}

import { type SQL, and, asc, eq } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Listing } from '../../../shared/contract/directory/listing.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import { read } from '../../../shared/access/read.ts';
import type { Context } from '../../../shared/database/context.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { type ListingContents, type ListingKind, listings } from '../../../shared/database/listings.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { visibleListing } from './places.ts';

export type Row = typeof listings.$inferSelect;
type Filter = {
  limit: number;
  network?: string | undefined;
  country?: string | undefined;
  organisation?: string | undefined;
  state?: Row['state'] | undefined;
  provider?: string | undefined;
  hidden?: 'true' | 'false' | undefined;
};

/** The listings of a kind that the caller keeps, approves or looks after, by their ids (register DI-04, DI-09 … DI-11, FI-03, OA-38, OA-46). */
export async function listListings<K extends ListingKind>(context: Context, kind: K, { limit, ...filter }: Filter, after: Keyset | null) {
  const { network, country, organisation, state, provider, hidden } = filter;
  const wanted = and(
    eq(listings.kind, kind),
    visibleListing(context),
    networkIs(listings.network, network),
    is(listings.country, country),
    is(listings.organisation, organisation),
    is(listings.state, state),
    is(listings.provider, provider),
    hidden && eq(listings.hidden, hidden === 'true'),
    afterKeyset([listings.id], after),
  );
  const [rows] = await read(context, [selectListings(context, wanted).limit(oneMore(limit))]);
  return pageOf(
    rows,
    limit,
    (row) => toListing<K>(row),
    ({ id }) => [id],
  );
}

const is = <C extends SQLiteColumn>(column: C, value: C['_']['data'] | undefined) => (value === undefined ? undefined : eq(column, value));

/** A listing with its version. Throws not-found. */
export async function getListing<K extends ListingKind>(context: Context, kind: K, id: string) {
  const wanted = and(eq(listings.id, id), eq(listings.kind, kind), visibleListing(context));
  const [[row]] = await read(context, [selectListings(context, wanted)]);
  return versionOf<K>(row);
}

/** The query for listings, by their ids. */
export const selectListings = ({ db }: Context, where: SQL | undefined) =>
  db.orm.select().from(listings).where(where).orderBy(asc(listings.id)).$dynamic();

/** The one listing of a query with its version. Throws not-found. */
export function versionOf<K extends ListingKind>(row: Row | undefined) {
  if (!row) throw new Problem('not-found');
  return { body: toListing<K>(row), version: row.version };
}

/** A listing as those see it who work on it. */
export function toListing<K extends ListingKind>(row: Row): Listing<ListingContents[K]> {
  const { id, network, organisation, country, state, published, proposed, proposedAt, returned } = row;
  const { verifiedOn, verifiedBy, withdrawn, createdAt, changedAt } = row;
  return {
    id,
    network,
    organisation,
    country,
    state,
    published: published as ListingContents[K] | null,
    proposed: proposed as ListingContents[K] | null,
    proposal: proposedAt === null ? null : { at: proposedAt, returned },
    verifiedOn,
    verifiedBy,
    withdrawn,
    createdAt,
    changedAt,
  };
}

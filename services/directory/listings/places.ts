import { type SQL, and, or, sql } from 'drizzle-orm';
import { type Place, ofOrganisationIn, oneOf, predicate } from '../../../shared/access/predicate.ts';
import type { Context } from '../../../shared/database/context.ts';
import { type ListingKind, listings } from '../../../shared/database/listings.ts';
import { rowsOf } from '../../../shared/database/rows.ts';

/** The organisation that answers for a country in a network today: the member whose code the country is. */
export const authorityOf = ({ now }: Pick<Context, 'now'>, network: unknown, country: unknown): SQL => {
  const today = now.toISOString().slice(0, 10);
  return sql`(select m.organisation_id from memberships m where m.network_id = ${network} and m.code = ${country} and m.role = 'member'
    and m.starts_on <= ${today} and (m.ends_on is null or m.ends_on > ${today}) limit 1)`;
};

const column = (name: string) => sql.raw(`listings.${name}`);

/** A listing, as the rules find it: whoever keeps it, and whoever answers for its country. */
export const listingPlace = (context: Pick<Context, 'now'>): Place => ({
  ...ofOrganisationIn(column('network_id'), column('organisation_id')),
  authority: authorityOf(context, column('network_id'), column('country')),
});

/** Where the rules find one listing. */
export const ofListing = (context: Pick<Context, 'now'>, id: string): Place => oneOf(listings, id, listingPlace(context));

/** That a service is given at a hidden place, or is to be: what it says of itself may tell where that is. */
const atHiddenPlace = sql.raw(`exists (select 1 from json_each(json_array(json(listings.published), json(listings.proposed))) c,
  json_each(c.value, '$.locations') j join listings h on h.id = j.value ->> '$.location' where h.hidden)`);

/**
 * The condition under which the caller sees a listing: a hidden place, and what is given there, only those see who keep it or answer for its
 * country.
 */
export const visibleListing = (context: Context): SQL => {
  const place = listingPlace(context);
  return and(
    predicate(context, 'listing:read', place),
    or(predicate(context, 'listing:read-hidden', place), sql`not listings.hidden and not ${atHiddenPlace}`),
  ) as SQL;
};

/** That there is such a listing of the kind and the caller sees it, for the guards of a write. */
export const isVisible = (context: Context, kind: ListingKind, id: string): SQL =>
  sql`exists (select 1 from ${listings} where ${listings.id} = ${id} and ${listings.kind} = ${kind} and ${visibleListing(context)})`;

const rows = rowsOf(listings);

/** The steps of writes on a listing. */
export const { versionStep, set: changed, onlyIf } = rows;

/** The network and the keeper of a listing, for the audit and events. */
export const keptIn = (id: string) => ({ network: rows.ofOne(id, 'network'), organisation: rows.ofOne(id, 'organisation') });

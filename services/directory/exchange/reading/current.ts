import { type SQL, sql } from 'drizzle-orm';
import { read } from '../../../../shared/access/read.ts';
import type { Context } from '../../../../shared/database/context.ts';
import { type ListingContent, type ListingKind, listings } from '../../../../shared/database/listings.ts';
import { publicServicePlaces } from '../../../../shared/database/public-directory.ts';
import { visibleListing } from '../../listings/places.ts';

/** A listing as it is: what is proposed of it, or what was published. */
export type Current = {
  kind: ListingKind;
  network: string;
  organisation: string;
  country: string;
  state: 'proposed' | 'published' | 'withdrawn';
  content: ListingContent;
  version: number;
  isVisible: boolean;
};

const batch = 500;

/** So many of a list at a time: what is asked of the database stays small however large the package is. */
function* batches<Item>(items: readonly Item[], size = batch): Generator<Item[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

export const oneOfThem = (column: unknown, values: readonly unknown[]): SQL =>
  sql`${column} in (select value from json_each(${JSON.stringify(values)}))`;

/** The listings that have these ids, whosesoever they are. */
export async function currentOf(context: Context, ids: readonly string[]): Promise<Map<string, Current>> {
  const { kind, network, organisation, country, state, version, proposed, published, id } = listings;
  const query = context.db.orm
    .select({
      id,
      kind,
      network,
      organisation,
      country,
      state,
      version,
      proposed,
      published,
      isVisible: sql<number>`${visibleListing(context)}`,
    })
    .from(listings)
    .where(oneOfThem(id, ids));
  const [rows] = await read(context, [query]);
  return new Map(
    rows.flatMap(({ proposed: wanted, published: shown, isVisible, ...row }) => {
      const content = wanted ?? shown;
      return content ? [[row.id, { ...row, content, isVisible: Boolean(isVisible) }]] : [];
    }),
  );
}

/** Which of these listings of a kind the network has, not withdrawn. */
export async function knownAmong(context: Context, network: string, kind: ListingKind, ids: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const some of batches(ids)) {
    const query = context.db.orm
      .select({ id: listings.id })
      .from(listings)
      .where(sql`${oneOfThem(listings.id, some)} and kind = ${kind} and network_id = ${network} and state <> 'withdrawn'`);
    const [rows] = await read(context, [query]);
    found.push(...rows.map(({ id }) => id));
  }
  return found;
}

/** Which service has each of these ids of services at locations, of those that are public. */
export async function placesTaken(context: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const some of batches(ids)) {
    const { id, service } = publicServicePlaces;
    const [rows] = await read(context, [context.db.orm.select({ id, service }).from(publicServicePlaces).where(oneOfThem(id, some))]);
    for (const row of rows) found.set(row.id, row.service);
  }
  return found;
}

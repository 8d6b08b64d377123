import { type SQL, and, asc, eq, gt, or, sql } from 'drizzle-orm';
import { inNetwork, ofOrganisationIn, predicate } from '../../../../shared/access/predicate.ts';
import { read } from '../../../../shared/access/read.ts';
import type { LocationContent } from '../../../../shared/contract/directory/service-locations.ts';
import { Problem } from '../../../../shared/contract/problem.ts';
import type { Language } from '../../../../shared/contract/text.ts';
import type { Context } from '../../../../shared/database/context.ts';
import { networks } from '../../../../shared/database/identity.ts';
import { type ListingContent, type ListingKind, listings } from '../../../../shared/database/listings.ts';
import { networkIs } from '../../../../shared/database/network-ref.ts';
import { sha256 } from '../../../../shared/worker/etag.ts';
import { listingPlace } from '../../listings/places.ts';
import type { Outgoing } from '../hsds/nouns.ts';
import { oneOfThem } from '../reading/current.ts';

/** What is asked for: the listings of a network, perhaps of one country alone, in a language. */
export type Asked = { network: string; country?: string | undefined; language: Language };

/** The network that is asked about, and what an answer about it depends on. */
export type Edition = { id: string; code: string; edition: string };

/** The network that is asked about, as far as the caller may know of its listings. Throws not-found. */
export async function editionOf(context: Context, { network: ref, country, language }: Asked): Promise<Edition> {
  const own = ofOrganisationIn(sql.raw('networks.id'), context.principal?.organisation ?? null);
  const known = and(
    networkIs(networks.id, ref),
    predicate(context, 'network:read', inNetwork(networks.id)),
    predicate(context, 'listing:read', own),
  );
  const { orm } = context.db;
  const [[found], [state]] = await read(context, [
    orm.select({ id: networks.id, code: networks.code }).from(networks).where(known),
    orm
      .select({ said: stateOfAll(context) })
      .from(listings)
      .where(and(networkIs(listings.network, ref), isOf(country), readable(context))),
  ]);
  if (!found) throw new Problem('not-found');
  return { ...found, edition: (await sha256(`${language} ${country ?? ''} ${state?.said ?? ''}`)).slice(0, 22) };
}

/** Changes whenever one of them comes, goes or changes, or shows the caller more or less. */
const stateOfAll = (context: Context) =>
  sql<string>`count(*) || ' ' || total(version) || ' ' || total(${predicate(context, 'listing:read-hidden', listingPlace(context))})
    || ' ' || coalesce(max(${listings.createdAt}), '') || ' ' || coalesce(max(${listings.changedAt}), '')`;

const isOf = (country: string | undefined) => (country === undefined ? undefined : eq(listings.country, country));

/** What leaves: whatever the caller may read, but for what was withdrawn. */
const readable = (context: Context) =>
  and(
    predicate(context, 'listing:read', listingPlace(context)),
    or(sql`${listings.state} <> 'withdrawn'`, sql`${listings.proposed} is not null`),
  );

const size = 500;

/** The listings of a kind that the caller may read, page after page by their ids: no more than a page is held at once. */
export async function* pagesOf(context: Context, kind: ListingKind, network: string, country?: string): AsyncGenerator<Outgoing[]> {
  for (let after = ''; ;) {
    const wanted = and(eq(listings.kind, kind), eq(listings.network, network), isOf(country), gt(listings.id, after));
    const rows = await rowsOf(context, wanted);
    const items = rows.flatMap(outgoing);
    if (items.length > 0) yield items;
    const last = rows.at(-1);
    if (!last || rows.length < size) return;
    after = last.id;
  }
}

/** Of these listings, those of the network that the caller may read, by their ids. */
export async function someOf(context: Context, network: string, ids: readonly string[]): Promise<Map<string, Outgoing>> {
  const found = new Map<string, Outgoing>();
  for (let at = 0; at < ids.length; at += size) {
    const wanted = and(eq(listings.network, network), oneOfThem(listings.id, ids.slice(at, at + size)));
    for (const one of (await rowsOf(context, wanted)).flatMap(outgoing)) found.set(one.id, one);
  }
  return found;
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

async function rowsOf(context: Context, wanted: SQL | undefined) {
  const place = listingPlace(context);
  const { id, kind, country, hidden, published, proposed } = listings;
  const [rows] = await read(context, [
    context.db.orm
      .select({
        id,
        kind,
        country,
        hidden,
        published,
        proposed,
        seesAll: sql<number>`${predicate(context, 'listing:read-hidden', place)}`,
      })
      .from(listings)
      .where(and(wanted, readable(context)))
      .orderBy(asc(id))
      .limit(size),
  ]);
  return rows;
}

/** A listing as it leaves; of a hidden place that is not for the caller to see, the gate that is public. */
function outgoing({ id, kind, country, hidden, published, proposed, seesAll }: Row): Outgoing[] {
  const one = { id, kind, country };
  if (hidden && !seesAll) {
    const gate = gateOf(published as LocationContent | null);
    return gate ? [{ ...one, content: gate, isPartial: true }] : [];
  }
  const content = proposed ?? published;
  return content ? [{ ...one, content, isPartial: false }] : [];
}

function gateOf(published: LocationContent | null): ListingContent | null {
  if (!published?.hidden) return null;
  const { organisation, gate } = published;
  return { locationType: 'virtual', hidden: true, ...(organisation ? { organisation } : {}), ...(gate ? { gate } : {}) };
}

import { type SQL, and, eq, gte, inArray, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { read } from '../../../shared/access/read.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import { type AlertClass, typologies } from '../../../shared/contract/specimens/alerts.ts';
import type { Context } from '../../../shared/database/context.ts';
import { type EntryKind, entries } from '../../../shared/database/exchange.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { visibleEntry } from './places.ts';
import { selectViews, toView, versionOf } from './views.ts';

type Filter = {
  limit: number;
  network?: string | undefined;
  state?: string | undefined;
  class?: AlertClass | undefined;
  since?: string | undefined;
  specimen?: string | undefined;
} & { [K in keyof typeof columns]?: string | undefined };

/** Filters that ask for one value of a column. */
const columns = {
  country: entries.country,
  organisation: entries.organisation,
  code: entries.code,
  category: entries.category,
  type: entries.documentType,
  typology: entries.typology,
  documentCountry: entries.documentCountry,
  purpose: entries.purpose,
  nationality: entries.nationality,
  authorisation: entries.authorisation,
  aspect: entries.aspect,
} satisfies Record<string, SQLiteColumn>;

/**
 * The entries of a kind that the caller may see, by their ids. Opening one above GREEN is audited (register SP-01 … SP-04, SP-06, IX-02,
 * IX-03).
 */
export async function listEntries<K extends EntryKind>(context: Context, kind: K, filter: Filter, after: Keyset | null) {
  const { limit } = filter;
  const wanted = and(wantedBy(context, kind, filter), afterKeyset([entries.id], after));
  const [rows] = await read(context, [selectViews(context, kind, wanted).limit(oneMore(limit))], opening(context, wanted, limit));
  return pageOf(
    rows,
    limit,
    (row) => toView(context, kind, row),
    ({ entry }) => [entry.id],
  );
}

/** An entry with its version. Throws not-found. */
export async function getEntry<K extends EntryKind>(context: Context, kind: K, id: string) {
  const wanted = theEntry(context, kind, id);
  const [[row]] = await read(context, [selectViews(context, kind, wanted)], opening(context, wanted, 1));
  return versionOf(context, kind, row);
}

/** The condition that finds one entry of a kind, if the caller sees it. */
export const theEntry = (context: Context, kind: EntryKind, id: string): SQL | undefined =>
  and(eq(entries.id, id), eq(entries.kind, kind), visibleEntry(context));

/** Those entries that a call shows, for the audit of whoever opens one above GREEN. */
export const opening = ({ db }: Context, wanted: SQL | undefined, most: number) =>
  ({ action: 'exchange:read', records: db.orm.select().from(entries).where(wanted).orderBy(entries.id).limit(most), most }) as const;

function wantedBy(
  context: Context,
  kind: EntryKind,
  { network, state, class: wanted, since, specimen, ...filter }: Filter,
): SQL | undefined {
  const named = (Object.keys(columns) as (keyof typeof columns)[]).map((name) => {
    const value = filter[name];
    return value === undefined ? undefined : eq(columns[name] as SQLiteColumn, value);
  });
  return and(
    eq(entries.kind, kind),
    visibleEntry(context),
    networkIs(entries.network, network),
    state === undefined ? undefined : sql`${shownState(context)} = ${state}`,
    wanted && inArray(entries.typology, [...typologies[wanted]]),
    since === undefined ? undefined : gte(entries.from, since),
    specimen === undefined ? undefined : isOf(context, specimen),
    ...named,
  );
}

/** The state that the caller is told. */
const shownState = ({ principal }: Context) => sql`case when exchange_entries.organisation_id = ${principal?.organisation ?? null}
  then exchange_entries.state when exchange_entries.withdrawn is null then 'published' else 'withdrawn' end`;

/** That an alert names a specimen which the caller sees. */
const isOf = (context: Context, specimen: string) => sql`(exchange_entries.specimen_id = ${specimen}
  and exists (select 1 from exchange_entries s where s.id = ${specimen} and ${visibleEntry(context, 's')}))`;

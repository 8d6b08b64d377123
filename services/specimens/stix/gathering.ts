import { type SQL, and, asc, desc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import type { Context } from '../../../shared/database/context.ts';
import { entries, sightings } from '../../../shared/database/exchange.ts';
import { organisations } from '../../../shared/database/identity.ts';
import type { Results } from '../../../shared/database/send.ts';
import { toSighting } from '../alerts/sightings.ts';
import { opening } from '../entries/entries.ts';
import { visibleEntry } from '../entries/places.ts';
import { selectViews, toView } from '../entries/views.ts';
import type { Exported } from './bundle.ts';

/** The published alerts that the caller sees. */
export const publishedAlerts = (context: Context): SQL | undefined =>
  and(eq(entries.kind, 'alert'), isNotNull(entries.published), visibleEntry(context));

/**
 * The queries for the alerts of a condition, the last `most` that changed, for what was said of them, and for the methods and specimens that
 * they name where the caller sees those; and what of it leaves a row in the audit: an alert or a method above GREEN, not the code of a
 * specimen.
 */
export function gathering(context: Context, wanted: SQL | undefined, most: number) {
  const { orm } = context.db;
  const chosen = orm.select({ id: entries.id }).from(entries).where(wanted).orderBy(desc(entries.changedAt), desc(entries.id)).limit(most);
  const these = inArray(entries.id, chosen);
  const ofThese = inArray(sightings.entry, chosen);
  const methods = named(context, 'method', these);
  const codes = orm.select({ id: entries.id, code: entries.code, changedAt: entries.changedAt }).from(entries);
  const known = orm.select().from(organisations);
  const queries = [
    selectViews(context, 'alert', these),
    orm.select().from(sightings).where(ofThese).orderBy(asc(sightings.id)),
    selectViews(context, 'method', methods),
    codes.where(named(context, 'specimen', these)),
    known.where(whoIn(context, these, ofThese, methods)),
  ] as const;
  return { queries, openings: [opening(context, these, most), opening(context, methods, most)] };
}

/** What those queries found, as the caller may see it. */
export function exportedOf(context: Context, [alerts, said, methods, specimens, known]: Found): Exported {
  return {
    alerts: alerts.map((row) => toView(context, 'alert', row)),
    sightings: said.map(toSighting),
    methods: methods.map((row) => toView(context, 'method', row)),
    specimens: specimens.map(({ code, ...specimen }) => ({ ...specimen, code: code ?? '' })),
    organisations: known,
  };
}

type Found = Readonly<Results<ReturnType<typeof gathering>['queries']>>;

/** The entries of a kind that published alerts name, where they are published and the caller sees them. */
function named(context: Context, kind: 'method' | 'specimen', alerts: SQL): SQL | undefined {
  const ids = context.db.orm
    .select({ id: sql`published ->> ${`$.${kind}`}` })
    .from(entries)
    .where(alerts);
  return and(eq(entries.kind, kind), isNotNull(entries.published), inArray(entries.id, ids), visibleEntry(context));
}

/** The organisations whose alerts, sightings or methods these are. */
function whoIn({ db: { orm } }: Context, alerts: SQL, said: SQL, methods: SQL | undefined): SQL | undefined {
  const sources = orm.select({ id: entries.organisation }).from(entries).where(or(alerts, methods));
  const sayers = orm.select({ id: sightings.organisation }).from(sightings).where(said);
  return or(inArray(organisations.id, sources), inArray(organisations.id, sayers));
}

import { type SQL, and, asc, eq, gt, lte, sql } from 'drizzle-orm';
import { read } from '../../../shared/access/read.ts';
import type { FocalPoint } from '../../../shared/contract/directory/focal-point.ts';
import type { FocalState } from '../../../shared/contract/directory/focal-points.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import type { Context } from '../../../shared/database/context.ts';
import { focalPoints } from '../../../shared/database/focal-points.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { openOn } from '../../../shared/database/periods.ts';
import { confirmBy, latestConfirmation } from './confirm-by.ts';
import { type Row, visibleFocalPoint } from './places.ts';

type Filter = {
  limit: number;
  network?: string | undefined;
  country?: string | undefined;
  purpose?: string | undefined;
  organisation?: string | undefined;
  on?: string | undefined;
  state?: FocalState | undefined;
};

/** The focal points that the caller may see, as they are on a day, by their ids. Opening one above GREEN is audited (register DI-01 … DI-07). */
export async function listFocalPoints(context: Context, filter: Filter, after: Keyset | null) {
  const { limit, network, country, purpose, organisation, on = context.now.toISOString().slice(0, 10), state = 'current' } = filter;
  const wanted = and(
    visibleFocalPoint(context),
    networkIs(focalPoints.network, network),
    country === undefined ? undefined : eq(focalPoints.country, country),
    organisation === undefined ? undefined : eq(focalPoints.organisation, organisation),
    purpose === undefined ? undefined : isFor([purpose]),
    isOn(state, on),
    afterKeyset([focalPoints.id], after),
  );
  const [rows] = await read(context, [selectFocalPoints(context, wanted).limit(oneMore(limit))], opening(context, wanted, limit));
  return pageOf(rows, limit, toFocalPoint, ({ id }) => [id]);
}

/** A focal point with its version. Throws not-found. */
export async function getFocalPoint(context: Context, id: string) {
  const wanted = and(eq(focalPoints.id, id), visibleFocalPoint(context));
  const [[row]] = await read(context, [selectFocalPoints(context, wanted)], opening(context, wanted, 1));
  return versionOf(row);
}

/** That a focal point is for one of these purposes. */
export const isFor = (purposes: readonly string[]): SQL =>
  sql`exists (select 1 from json_each(focal_points.purposes) where json_each.value in (select value from json_each(${JSON.stringify(purposes)})))`;

/** That a focal point is in a state, seen from a day. */
export function isOn(state: FocalState, day: string): SQL | undefined {
  switch (state) {
    case 'current':
      return openOn(focalPoints, day);
    case 'future':
      return gt(focalPoints.from, day);
    case 'past':
      return lte(focalPoints.to, day);
    case 'overdue':
      return and(openOn(focalPoints, day), lte(focalPoints.lastConfirmedOn, latestConfirmation(day, 1)));
  }
}

/** The query for focal points, by their ids. */
export const selectFocalPoints = ({ db }: Context, where: SQL | undefined) =>
  db.orm.select().from(focalPoints).where(where).orderBy(asc(focalPoints.id)).$dynamic();

/** Those that a call shows, for the audit of whoever opens one above GREEN. */
export const opening = (context: Context, wanted: SQL | undefined, most: number) =>
  ({ action: 'focal:read', records: selectFocalPoints(context, wanted).limit(most), most }) as const;

/** The one focal point of a query with its version. Throws not-found. */
export function versionOf(row: Row | undefined) {
  if (!row) throw new Problem('not-found');
  return { body: toFocalPoint(row), version: row.version };
}

/** The focal point that a row shows. */
export function toFocalPoint(row: Row): FocalPoint {
  const { id, network, organisation, country, purposes, main, name, post, phones, emails, languages, hours, allHours, note } = row;
  const { from, to, lastConfirmedOn, erasedAt, tlp, audience, createdAt } = row;
  return {
    id,
    network,
    organisation,
    country,
    purposes,
    rank: main ? 'main' : 'alternate',
    name,
    post,
    phones,
    emails,
    languages,
    hours,
    allHours,
    note,
    from,
    to,
    lastConfirmedOn,
    confirmBy: confirmBy(lastConfirmedOn),
    erasedAt,
    tlp,
    audience: audience as FocalPoint['audience'],
    createdAt,
  };
}

import { type SQL, and, asc, eq } from 'drizzle-orm';
import { read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import type { Figure, PassportCount } from '../../../shared/contract/specimens/figures.ts';
import type { Context } from '../../../shared/database/context.ts';
import { figures } from '../../../shared/database/figures.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { type Row, visibleFigure } from './places.ts';

type Filter = { limit: number; network?: string | undefined; organisation?: string | undefined; period?: string | undefined };

/** The figures that the caller may see, by their ids: confirmed ones of all, drafts of its own (register SP-05). */
export async function listFigures(context: Context, { limit, network, organisation, period }: Filter, after: Keyset | null) {
  const wanted = and(
    visibleFigure(context),
    networkIs(figures.network, network),
    organisation === undefined ? undefined : eq(figures.organisation, organisation),
    period === undefined ? undefined : eq(figures.period, period),
    afterKeyset([figures.id], after),
  );
  const [rows] = await read(context, [selectFigures(context, wanted).limit(oneMore(limit))], opening(context, wanted, limit));
  return pageOf(rows, limit, toFigure, ({ id }) => [id]);
}

/** A figure with its version. Throws not-found. */
export async function getFigure(context: Context, id: string) {
  const wanted = and(eq(figures.id, id), visibleFigure(context));
  const [[row]] = await read(context, [selectFigures(context, wanted)], opening(context, wanted, 1));
  return versionOf(row);
}

/** The query for figures, by their ids. */
export const selectFigures = ({ db }: Context, where: SQL | undefined) =>
  db.orm.select().from(figures).where(where).orderBy(asc(figures.id)).$dynamic();

/** Those that a call shows, for the audit of whoever opens one above GREEN, which is a draft. */
export const opening = (context: Context, wanted: SQL | undefined, most: number) =>
  ({ action: 'figure:read', records: selectFigures(context, wanted).limit(most), most }) as const;

/** The one figure of a query with its version. Throws not-found. */
export function versionOf(row: Row | undefined) {
  if (!row) throw new Problem('not-found');
  return { body: toFigure(row), version: row.version };
}

/** How many persons the counts add up to. */
export const totalOf = (counts: readonly PassportCount[]): number => counts.reduce((sum, { persons }) => sum + persons, 0);

/** The figure that a row shows. */
export function toFigure({ id, network, organisation, period, state, derived, counts, ...row }: Row): Figure {
  const { note, report, confirmedAt, createdAt } = row;
  return { id, network, organisation, period, state, derived, counts, total: totalOf(counts), note, report, confirmedAt, createdAt };
}

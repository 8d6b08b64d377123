import { and, asc, between, eq } from 'drizzle-orm';
import { read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { FigureBoard } from '../../../shared/contract/specimens/figures.ts';
import type { Context } from '../../../shared/database/context.ts';
import { figures } from '../../../shared/database/figures.ts';
import { memberships } from '../../../shared/database/identity.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { openOn } from '../../../shared/database/periods.ts';
import { opening, selectFigures, totalOf } from './figures.ts';
import { halfYearsBetween } from './half-years.ts';
import { governmentNetwork } from '../entries/government-networks.ts';
import { type Row, visibleFigure } from './places.ts';

type Asked = { network: string; from: string; to: string };
type Cell = FigureBoard['rows'][number]['cells'][number];

/** As many half years as one board shows. */
const most = 60;
const wrongSpan = {
  es: 'Del semestre anterior al posterior, sesenta como máximo.',
  en: 'From the earlier half year to the later one, sixty at most.',
};

/**
 * Which of the countries that are members of a network today have told which half years. What the caller does not see, the drafts of others,
 * is missing to it. For those alone who read what is for governments there. Throws not-found, unprocessable (register SP-05).
 */
export async function getFigureBoard(context: Context, { network, from, to }: Asked): Promise<FigureBoard> {
  const periods = halfYearsBetween(from, to);
  if (periods.length === 0 || periods.length > most)
    throw new Problem('unprocessable', wrongSpan, { errors: [{ pointer: '/query/to', detail: wrongSpan }] });
  const wanted = and(visibleFigure(context), networkIs(figures.network, network), between(figures.period, from, to));
  const [[found], members, told] = await read(
    context,
    [governmentNetwork(context, network), membersOf(context, network), selectFigures(context, wanted)],
    opening(context, and(wanted, eq(figures.state, 'draft')), most),
  );
  if (!found) throw new Problem('not-found');
  const known = new Map(told.map((row) => [`${row.organisation} ${row.period}`, row]));
  const rows = members.map(({ organisation, country }) => ({
    organisation,
    country,
    cells: periods.map((period) => cellOf(period, known.get(`${organisation} ${period}`))),
  }));
  return { network: found.id, periods, rows };
}

const cellOf = (period: string, row: Row | undefined): Cell =>
  row ? { period, state: row.state, total: totalOf(row.counts) } : { period, state: 'missing', total: null };

const membersOf = ({ db, now }: Context, network: string) =>
  db.orm
    .select({ organisation: memberships.organisation, country: memberships.code })
    .from(memberships)
    .where(
      and(networkIs(memberships.network, network), eq(memberships.role, 'member'), openOn(memberships, now.toISOString().slice(0, 10))),
    )
    .orderBy(asc(memberships.code));

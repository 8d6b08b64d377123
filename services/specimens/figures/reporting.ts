import { and, eq, sql } from 'drizzle-orm';
import { labelled, predicate } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import type { Indicator } from '../../../shared/contract/plans/reports.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { figures } from '../../../shared/database/figures.ts';
import { selectFigures, totalOf, versionOf } from './figures.ts';
import { type Row, auditOf, changedFrom, ofFigure, versionStep, visibleFigure } from './places.ts';
import type { PlansApi, ReportInput } from '../../../shared/worker/plans-api.ts';

type Asked = { id: string; version: number; activity: string };

/** As many nationalities as a report has room for besides the total. */
const most = 99;
const unconfirmed = new Problem('conflict', { es: 'Antes se confirma.', en: 'It is confirmed before.' });
const foreignWords = { es: 'No es una actividad del plan de la red.', en: 'It is no activity of the network’s plan.' };
const foreign = new Problem('unprocessable', foreignWords, { errors: [{ pointer: '/body/activity', detail: foreignWords }] });

/**
 * Tells a confirmed figure, at the given version, in the ledger of the plan: as a report on the activity that is handed in, through the
 * plans worker and in the name of the caller. A call that was cut off goes on where it ended; what is told already is the answer. Throws
 * not-found, forbidden, stale, conflict when it is not confirmed or the cell tells something else, unprocessable for an activity of another
 * network, unavailable, and what the plans worker refuses: not-your-obligation (register SP-05, ME-04).
 */
export async function reportFigure(context: Context, asked: Asked, plans: PlansApi) {
  const { id, version, activity } = asked;
  const row = await confirmedRow(context, asked);
  if (row.report !== null) return versionOf(row);
  const report = await handIn(plans, row, activity);
  const [stored] = await commit(context, {
    guards: may(context, 'figure:write', ofFigure(id), 'figure:read'),
    steps: [versionStep(context, id, version), changedFrom(context, id, 'confirmed', { report }, unconfirmed)],
    audit: { action: 'figure:write', ...auditOf(id) },
    result: selectFigures(context, eq(figures.id, id)),
  });
  return versionOf(stored);
}

/** The figure, if it may be told. All this is asked before anything is said to the plans worker. */
async function confirmedRow(context: Context, { id, version }: Asked): Promise<Row> {
  const query = context.db.orm
    .select({
      row: figures,
      writes: sql<number>`${predicate(context, 'figure:write', labelled(figures))}`,
    })
    .from(figures)
    .where(and(eq(figures.id, id), visibleFigure(context)));
  const [[found]] = await read(context, [query]);
  if (!found) throw new Problem('not-found');
  const { row, writes } = found;
  if (!writes) throw new Problem('forbidden');
  if (row.version !== version) throw new Problem('stale');
  if (row.state !== 'confirmed') throw unconfirmed;
  return row;
}

/** Gives the id of the report that tells the figure and was handed in. */
async function handIn(plans: PlansApi, row: Row, activity: string): Promise<string> {
  if ((await networkOf(plans, activity)) !== row.network) throw foreign;
  const report = reportOf(row, activity);
  const key = `figure-${row.id}-${row.version}-${activity}`;
  const id = await plans.createReport(report, key).catch((error: unknown) => toldBefore(plans, row, report, error));
  const { state, etag } = await plans.getReport(id);
  if (state === 'draft') await plans.submitReport(id, etag);
  return id;
}

/** The network of an activity that the caller sees; none for any other. */
const networkOf = (plans: PlansApi, activity: string) =>
  plans.getActivity(activity).then(
    ({ network }) => network,
    (error: unknown) => {
      if (error instanceof Problem && error.code === 'not-found') return null;
      throw error;
    },
  );

/** The report that a colleague's call, cut off, has left in the cell: it says the same. Else the refusal stands. */
async function toldBefore(plans: PlansApi, { organisation }: Row, report: ReportInput, refusal: unknown): Promise<string> {
  if (!(refusal instanceof Problem) || refusal.code !== 'conflict') throw refusal;
  const { activity, period } = report;
  const known = await plans.listReports({ activity, period, organisation });
  const same = known.find((one) => numbersOf(one) === numbersOf(report));
  if (!same) throw refusal;
  return same.id;
}

const numbersOf = ({ indicators }: { indicators: Indicator[] }) => JSON.stringify(indicators.map(({ name, value }) => [name.es, value]));

/** What the report says: the total, and each nationality, the largest numbers first. */
export function reportOf({ period, counts }: Pick<Row, 'period' | 'counts'>, activity: string): ReportInput {
  const total = totalOf(counts);
  const inOrder = counts.toSorted((a, b) => b.persons - a.persons || (a.nationality < b.nationality ? -1 : 1));
  const indicator = (es: string, en: string, value: number): Indicator => ({ name: { es, en }, value, unit: null });
  return {
    activity,
    period,
    done: {
      es: `Personas que viajaron con pasaportes falsos en el semestre ${period}: ${total}.`,
      en: `Persons who travelled with false passports in the half year ${period}: ${total}.`,
    },
    indicators: [
      indicator('Personas en total', 'Persons in all', total),
      ...inOrder
        .slice(0, most)
        .map(({ nationality, persons }) => indicator(`Pasaportes de ${nationality}`, `Passports of ${nationality}`, persons)),
    ],
  };
}

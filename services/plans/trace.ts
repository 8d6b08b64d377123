import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { read } from '../../shared/access/read.ts';
import type { Trace } from '../../shared/contract/plans/trace.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Context } from '../../shared/database/context.ts';
import { meetings, points } from '../../shared/database/meetings.ts';
import { activities, citations, mandates, plans } from '../../shared/database/plans.ts';
import { reports } from '../../shared/database/work.ts';
import { openCells } from './ledger/cells.ts';
import { cameQueries, factQueries, factsOf } from './ledger/facts.ts';
import { toCells } from './ledger/ledger.ts';
import { daysOf, halfOf } from './ledger/periods.ts';
import { rested, selectMandates, toMandate } from './mandates.ts';
import { openedMeeting } from './meetings/meetings.ts';
import { visibleMeeting } from './meetings/places.ts';
import { visiblePlan, visiblePlans } from './plans.ts';
import { selectReports, toReport, visibleReport } from './reports/reports.ts';

const mostReports = 500;

/**
 * From a mandate to the activities that rest on it, what is owed on them in a window, the reports and their evidence, each of them as far
 * as the caller may see it. Throws not-found when the caller sees no activity that rests on it (register PL-04).
 */
export async function traceMandate(context: Context, id: string, { period }: { period?: string | undefined }): Promise<Trace> {
  const { orm } = context.db;
  const today = context.now.toISOString().slice(0, 10);
  const window = daysOf(period ?? halfOf(today));
  const ofMandate = sql`(select ${mandates.network} from ${mandates} where ${mandates.id} = ${id})`;
  const sources = { plan: and(sql`${plans.network} = ${ofMandate}`, visiblePlan(context)), meetings: visibleMeeting(context) };
  const cited = sql`(select ${citations.activity} from ${citations} join ${activities} a on a.version_id = ${citations.version} and a.id = ${citations.activity}
    where ${citations.mandate} = ${id} and a.current = 1 and a.plan_id in (${visiblePlans(context)}))`;
  const reported = and(sql`${reports.activity} in ${cited}`, visibleReport(context));
  const [[found], [cites], resting, shown, head, owed, seats, met, joined, exempt, came] = await read(
    context,
    [
      selectMandates(context, and(eq(mandates.id, id), rested(context))),
      orm
        .select({
          meeting: { id: meetings.id, body: meetings.body, date: meetings.date },
          point: { id: points.id, label: points.label, text: points.text },
        })
        .from(mandates)
        .innerJoin(meetings, and(eq(meetings.id, mandates.meeting), visibleMeeting(context)))
        .leftJoin(points, eq(points.id, mandates.pointId))
        .where(eq(mandates.id, id)),
      orm
        .select({ content: activities.content })
        .from(activities)
        .where(and(sql`${activities.id} in ${cited}`, eq(activities.current, true), inArray(activities.plan, visiblePlans(context))))
        .orderBy(asc(activities.plan), asc(activities.ordinal)),
      selectReports(context, reported).limit(mostReports),
      ...factQueries(context, sources, window),
      ...cameQueries(context, sources, window, visibleReport(context)),
    ] as const,
    {
      action: 'report:read',
      records: orm.select().from(reports).where(reported).orderBy(asc(reports.id)).limit(mostReports),
      most: mostReports,
    },
    openedMeeting(context, sql`(select ${mandates.meeting} from ${mandates} where ${mandates.id} = ${id} and ${rested(context)})`),
  );
  if (!found) throw new Problem('not-found');
  const cells = Map.groupBy(
    toCells(openCells(factsOf([head, owed, seats, met, joined]), window), { exempt, came }, today),
    ({ of }) => of.activity,
  );
  const reportsOf = Map.groupBy(shown.map(toReport), ({ activity }) => activity);
  return {
    mandate: toMandate(found),
    meeting: cites?.meeting ?? null,
    point: cites?.point ?? null,
    activities: resting.map(({ content: { id: activity, plan, part, number, text, mandates: all } }) => ({
      id: activity,
      plan,
      part,
      number,
      text,
      mandates: all.flatMap((one) => one.id ?? []),
      cells: (cells.get(activity) ?? []).map(({ cell }) => cell),
      reports: reportsOf.get(activity) ?? [],
    })),
  };
}

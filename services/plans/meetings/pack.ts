import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { ofOrganisation, predicate } from '../../../shared/access/predicate.ts';
import type { Opening } from '../../../shared/access/opened.ts';
import { read } from '../../../shared/access/read.ts';
import { daysAfter } from '../../../shared/contract/dates.ts';
import type { Pack, PackCell } from '../../../shared/contract/plans/pack.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Context } from '../../../shared/database/context.ts';
import { memberships, networks, organisations } from '../../../shared/database/identity.ts';
import { meetings } from '../../../shared/database/meetings.ts';
import { plans } from '../../../shared/database/plans.ts';
import { reports } from '../../../shared/database/work.ts';
import { hygieneOf, hygieneQueries } from '../hygiene.ts';
import { openCells } from '../ledger/cells.ts';
import { cameQueries, factQueries, factsOf } from '../ledger/facts.ts';
import { toCells } from '../ledger/ledger.ts';
import { periodEnd } from '../ledger/period-end.ts';
import { toMandate, unresolvedMandates } from '../mandates.ts';
import { visiblePlan } from '../plans.ts';
import { contentOf, visibleReport } from '../reports/reports.ts';
import { openAgreements, openedAgreements, toAgreement } from './agreements.ts';
import { openedMeeting, toMeeting } from './meetings.ts';
import { ofOne, visibleMeeting } from './places.ts';

/**
 * What falls due for a meeting: from the day after its body last met until it meets, or until the meeting on whose eve it is held. Reports
 * say what the caller may read of them; a cell for which nothing came is silent, never progress. Throws not-found (register ME-03 … ME-06).
 */
export async function packOf(context: Context, id: string): Promise<Pack> {
  const rows = await read(context, packQueries(context, id), ...openings(context, id));
  const [[found], seats, says, agreed, unresolved, head, owed, seated, met, joined, exempt, came, ...hygieneRows] = rows;
  if (!found) throw new Problem('not-found');
  const today = context.now.toISOString().slice(0, 10);
  const window = { from: daysAfter(found.last, 1), to: found.until };
  const plan = head[0];
  const facts = factsOf([head, owed, seated, met, joined]);
  const due = openCells(facts, window).filter((cell) => cell.due !== null && window.from <= cell.due && cell.due <= window.to);
  const cells = Map.groupBy(toCells(due, { exempt, came }, today), ({ of }) => of.activity);
  const content = new Map(says.map((one) => [one.id, contentOf(one.content)]));
  const reviewed = plan ? hygieneOf(context, plan.id, hygieneRows) : null;
  const { id: key, body, session, title, place, date, startsOn } = toMeeting(found.meeting);
  const bodyName = found.bodies.find(({ code }) => code === body)?.name ?? null;
  return {
    meeting: { id: key, body, bodyName, session, title, place, date, startsOn },
    plan: plan && hygieneRows[0][0] ? { id: plan.id, title: hygieneRows[0][0].title, version: hygieneRows[0][0].number } : null,
    madeOn: today,
    ...window,
    organisations: Object.fromEntries(seats.map(({ code, name }) => [code, name])),
    codes: Object.fromEntries(seats.map(({ organisation, code }) => [organisation, code])),
    activities: facts.activities.flatMap(({ id: activity, number, text }) => {
      const list = cells.get(activity);
      return list ? [{ id: activity, number, text, cells: list.map(({ cell }) => toPackCell(cell, content)) }] : [];
    }),
    agreements: agreed.map(toAgreement),
    objectives: reviewed?.objectives ?? [],
    withoutMandate: reviewed?.withoutMandate ?? [],
    longToBeDefined: reviewed?.longToBeDefined ?? [],
    unresolved: unresolved.map(toMandate).map(({ id: mandate, raw, activities }) => ({
      id: mandate,
      raw,
      activities: activities.flatMap(({ plan: of, number }) => (of === plan?.id && number !== null ? [number] : [])),
    })),
  };
}

const silentStates: readonly PackCell['state'][] = ['notDue', 'due', 'overdue'];

function toPackCell(cell: Omit<PackCell, 'silent' | 'says'>, content: ReadonlyMap<string, ReturnType<typeof contentOf>>): PackCell {
  const said = content.get(cell.report ?? '');
  const says = said ? { done: said.done, limitations: said.limitations, nextSteps: said.nextSteps, indicators: said.indicators } : null;
  return { ...cell, silent: silentStates.includes(cell.state), says };
}

function packQueries(context: Context, id: string) {
  const { orm } = context.db;
  const { last, until } = bounds(context, id);
  const network = ofOne(id, 'network');
  const plan = sql`(select ${plans.id} from ${plans} where ${plans.network} = ${network} and ${visiblePlan(context)} order by ${plans.id} desc limit 1)`;
  const sources = { plan: and(sql`${plans.id} = ${plan}`), meetings: visibleMeeting(context) };
  return [
    orm
      .select({ meeting: meetings, bodies: networks.bodies, last: sql<string>`${last}`, until: sql<string>`${until}` })
      .from(meetings)
      .innerJoin(networks, eq(networks.id, meetings.network))
      .where(and(eq(meetings.id, id), visibleMeeting(context))),
    orm
      .select({ organisation: organisations.id, code: memberships.code, name: organisations.name })
      .from(memberships)
      .innerJoin(organisations, eq(organisations.id, memberships.organisation))
      .where(and(sql`${memberships.network} = ${network}`, predicate(context, 'organisation:read', ofOrganisation(organisations.id))))
      .orderBy(asc(memberships.from), asc(memberships.code)),
    orm.select({ id: reports.id, content: reports.content }).from(reports).where(reported(context, id)),
    openAgreements(context, network, until),
    unresolvedMandates(context, plan),
    ...factQueries(context, sources, always),
    ...cameQueries(context, sources, null, sql`(${reports.state} in ('validated', 'published') and ${visibleReport(context)})`),
    ...hygieneQueries(context, plan),
  ] as const;
}

const always = { from: '0000-01-01', to: '9999-12-31' };

/** From when and until when things fall due for a meeting, as values for its queries. One whose day is not known is taken to be today. */
function bounds({ now }: Context, id: string) {
  const today = now.toISOString().slice(0, 10);
  const own = sql`coalesce(${ofOne(id, 'startsOn')}, ${today})`;
  const last = sql`coalesce((select max(p.starts_on) from meetings p where p.network_id = ${ofOne(id, 'network')} and p.body = ${ofOne(id, 'body')}
    and p.id <> ${id} and p.state <> 'cancelled' and p.starts_on < ${own}), date(${own}, '-1 year'))`;
  return { last, until: sql`coalesce(${ofOne(ofOne(id, 'before'), 'startsOn')}, ${own})` };
}

/** The reports that the caller may read on what falls due. */
function reported(context: Context, id: string) {
  const { last, until } = bounds(context, id);
  const end = periodEnd(sql`${reports.period}`);
  return and(
    sql`${reports.network} = ${ofOne(id, 'network')}`,
    inArray(reports.state, ['validated', 'published']),
    sql`${end} > ${last} and ${end} <= ${until}`,
    visibleReport(context),
  );
}

const mostReports = 5_000;

/** Whoever opens a pack opens the meeting, the agreements and the reports in it. */
function openings(context: Context, id: string): Opening[] {
  const { orm } = context.db;
  const said = orm.select().from(reports).where(reported(context, id)).orderBy(asc(reports.id)).limit(mostReports);
  const agreed = openedAgreements(context, ofOne(id, 'network'), bounds(context, id).until).limit(mostReports);
  return [
    openedMeeting(context, id),
    { action: 'meeting:read', records: agreed, most: mostReports },
    { action: 'report:read', records: said, most: mostReports },
  ];
}

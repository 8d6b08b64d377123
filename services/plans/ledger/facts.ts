import { type SQL, and, asc, eq, gte, inArray, lte, ne, sql } from 'drizzle-orm';
import type { Cadence, Responsibility, Schedule } from '../../../shared/contract/plans/outline.ts';
import type { Text } from '../../../shared/contract/text.ts';
import type { Context } from '../../../shared/database/context.ts';
import { memberships } from '../../../shared/database/identity.ts';
import type { Results } from '../../../shared/database/send.ts';
import { meetings } from '../../../shared/database/meetings.ts';
import { activities, plans } from '../../../shared/database/plans.ts';
import { exemptions, participations, reports } from '../../../shared/database/work.ts';
import type { Facts } from './cells.ts';
import { type Days, halvesIn, yearsIn } from './periods.ts';

/** Which plan a ledger is of, as a condition of `plans`; and which meetings count, where not all do. */
export type Sources = { plan: ReturnType<typeof and>; meetings?: ReturnType<typeof and> };

const content = <T>(path: string) =>
  sql<T>`json_extract(${activities.content}, ${path})`.mapWith((text) => JSON.parse(text as string) as T);

/** The queries for what says who owes what in a window, to be read in one round trip and given to `factsOf` in the same order. */
export function factQueries({ db: { orm } }: Context, { plan, meetings: visible }: Sources, { from, to }: Days) {
  const thePlan = orm.select({ id: plans.id }).from(plans).where(plan);
  const version = orm.select({ id: plans.currentVersion }).from(plans).where(plan);
  const network = orm.select({ id: plans.network }).from(plans).where(plan);
  // Written out: names of columns lose their table in a select of one table.
  const since = sql<string>`(select min(v.effective_on) from plan_versions v join activities a on a.version_id = v.id
    where v.plan_id = activities.plan_id and a.id = activities.id)`;
  return [
    orm
      .select({
        id: plans.id,
        network: plans.network,
        version: plans.currentVersion,
        label: { tlp: plans.tlp, organisation: plans.organisation },
      })
      .from(plans)
      .where(plan),
    orm
      .select({
        id: activities.id,
        number: activities.number,
        placeholder: activities.placeholder,
        text: content<Text>('$.text'),
        responsibilities: content<Responsibility[]>('$.responsibilities'),
        schedule: sql<string | null>`json_extract(${activities.content}, '$.schedule')`,
        cadence: content<Cadence>('$.cadence'),
        since,
      })
      .from(activities)
      .where(and(inArray(activities.version, version), eq(activities.part, 'active')))
      .orderBy(asc(activities.ordinal)),
    orm
      .select({
        organisation: memberships.organisation,
        code: memberships.code,
        role: memberships.role,
        from: memberships.from,
        to: memberships.to,
      })
      .from(memberships)
      .where(inArray(memberships.network, network))
      .orderBy(asc(memberships.code)),
    orm
      .select({
        id: meetings.id,
        body: meetings.body,
        startsOn: sql<string>`${meetings.startsOn}`,
        endsOn: sql<string>`${meetings.endsOn}`,
      })
      .from(meetings)
      .where(
        and(
          inArray(meetings.network, network),
          ne(meetings.state, 'cancelled'),
          lte(meetings.startsOn, to),
          gte(meetings.endsOn, from),
          visible,
        ),
      )
      .orderBy(asc(meetings.startsOn)),
    orm
      .select({
        activity: participations.activity,
        organisation: participations.organisation,
        kind: participations.kind,
        date: participations.date,
      })
      .from(participations)
      .where(inArray(participations.plan, thePlan)),
  ] as const;
}

type Read = Results<ReturnType<typeof factQueries>>;

/** The facts out of the rows of `factQueries`, without the plan's own row. */
export function factsOf([, activityRows, seats, met, joined]: Read) {
  const owed = activityRows.map((row) => ({ ...row, schedule: row.schedule === null ? null : (JSON.parse(row.schedule) as Schedule) }));
  return { activities: owed, seats, meetings: met, joined } satisfies Facts;
}

/** The queries for what came for the cells of a window, or of all time: exemptions, and the reports of the periods that it may hold. */
export function cameQueries(context: Context, sources: Sources, window: Days | null, isSeen: SQL) {
  const { orm } = context.db;
  const { plan } = sources;
  const thePlan = orm.select({ id: plans.id }).from(plans).where(plan);
  return [
    orm
      .select({
        activity: exemptions.activity,
        organisation: exemptions.organisation,
        period: exemptions.period,
        kind: exemptions.kind,
        reason: exemptions.reason,
      })
      .from(exemptions)
      .where(inArray(exemptions.plan, thePlan)),
    orm
      .select({
        id: reports.id,
        activity: reports.activity,
        organisation: sql<string>`${reports.organisation}`,
        period: reports.period,
        state: reports.state,
        seen: sql<number>`${isSeen}`,
      })
      .from(reports)
      .where(and(inArray(reports.plan, thePlan), window ? sql`${reports.period} in ${periodsIn(context, sources, window)}` : undefined))
      .orderBy(asc(reports.revision)),
  ] as const;
}

/** The periods that cells of a window may have. */
function periodsIn({ db: { orm } }: Context, { plan, meetings: visible }: Sources, window: Days): SQL {
  const thePlan = orm.select({ id: plans.id }).from(plans).where(plan);
  const calendar = JSON.stringify([...halvesIn(window), ...yearsIn(window)].map(({ period }) => period));
  const dated = sql`select json_extract(${activities.content}, '$.schedule.date') from ${activities} where ${activities.plan} in ${thePlan} and ${activities.current} = 1`;
  const events = sql`select ${participations.date} from ${participations} where ${participations.plan} in ${thePlan}`;
  const met = orm
    .select({ id: meetings.id })
    .from(meetings)
    .where(
      and(
        inArray(meetings.network, orm.select({ id: plans.network }).from(plans).where(plan)),
        lte(meetings.startsOn, window.to),
        gte(meetings.endsOn, window.from),
        visible,
      ),
    );
  return sql`(select value from json_each(${calendar}) union select * from ${met} union ${dated} union ${events})`;
}

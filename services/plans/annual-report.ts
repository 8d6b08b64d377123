import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { ofOrganisation, predicate } from '../../shared/access/predicate.ts';
import { read } from '../../shared/access/read.ts';
import type { AnnualReport } from '../../shared/contract/plans/annual-report.ts';
import { type Scheme, defaultScheme } from '../../shared/contract/plans/schemes.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Context } from '../../shared/database/context.ts';
import { memberships, organisations } from '../../shared/database/identity.ts';
import { plans } from '../../shared/database/plans.ts';
import { reports } from '../../shared/database/work.ts';
import { type Actor, type Reported, shaped } from './annual-report-rules.ts';
import { outlineFrom, outlineQueries } from './outline.ts';
import { contentOf, visibleReport } from './reports/reports.ts';
import { thePlan, versionOf } from './visible-version.ts';

/**
 * What was reported on a plan for a year, out of the published reports that the caller may see, in the shape of its scheme or in the one
 * asked for. Throws not-found (register OA-01, OA-02, FI-01, FI-02).
 */
export async function annualReportOf(
  context: Context,
  plan: string,
  { year, shape }: { year: number; shape?: Scheme['shape'] | undefined },
): Promise<AnnualReport> {
  const { orm } = context.db;
  // Whoever reads a plan from outside its network gets the codes that it prints, and no names.
  const seen = sql<number>`${predicate(context, 'organisation:read', ofOrganisation(organisations.id))}`;
  const published = and(
    eq(reports.plan, plan),
    eq(reports.state, 'published'),
    newest,
    sql`${yearOf} in (${year - 1}, ${year})`,
    visibleReport(context),
  );
  const [[head], versions, objectiveRows, activityRows, seats, came] = await read(
    context,
    [
      orm.select({ scheme: plans.scheme }).from(plans).where(thePlan(context, plan)),
      ...outlineQueries(context, versionOf(context, plan, undefined)),
      orm
        .select({ id: organisations.id, code: memberships.code, name: organisations.name, seen })
        .from(memberships)
        .innerJoin(organisations, eq(organisations.id, memberships.organisation))
        .where(inArray(memberships.network, orm.select({ id: plans.network }).from(plans).where(thePlan(context, plan))))
        .orderBy(asc(memberships.code)),
      orm
        .select({ id: reports.id, activity: reports.activity, organisation: reports.organisation, year: yearOf, content: reports.content })
        .from(reports)
        .where(published)
        .orderBy(asc(reports.id))
        .limit(mostReports),
    ] as const,
    {
      action: 'report:read',
      records: orm.select().from(reports).where(published).orderBy(asc(reports.id)).limit(mostReports),
      most: mostReports,
    },
  );
  const found = outlineFrom([versions, objectiveRows, activityRows]);
  if (!head || !found) throw new Problem('not-found');
  const { outline } = found;
  const actors = new Map(
    seats.map(({ id, code, name, seen: known }): [string, Actor] => [id, { code, name: known ? name : { es: code } }]),
  );
  const scheme = { ...(head.scheme ?? defaultScheme), ...(shape ? { shape } : {}) };
  return { plan, title: outline.title, year, scheme, ...shaped(scheme, outline, came.flatMap(reportedBy(actors)), year, actors) };
}

/** The year that a period is of: that of its meeting, or the one that it begins with. */
const yearOf = sql<number>`cast(coalesce((select substr(m.starts_on, 1, 4) from meetings m where m.id = reports.period), substr(reports.period, 1, 4)) as integer)`;

/** Of several published revisions of one cell the newest speaks. */
const newest = sql`not exists (select 1 from reports later where later.activity_id = reports.activity_id and later.organisation_id = reports.organisation_id
  and later.period = reports.period and later.revision > reports.revision and later.state = 'published')`;

/** More than forty organisations report on a hundred activities in two years. */
const mostReports = 5_000;

type Came = Pick<typeof reports.$inferSelect, 'id' | 'activity' | 'organisation' | 'content'> & { year: number };

const reportedBy =
  (actors: ReadonlyMap<string, Actor>) =>
  ({ id, activity, organisation, year, content }: Came): Reported[] => {
    const actor = actors.get(organisation ?? '');
    return actor ? [{ id, activity, year, actor, content: contentOf(content) }] : [];
  };

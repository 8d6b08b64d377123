import { and, asc, eq, sql } from 'drizzle-orm';
import { read } from '../../../shared/access/read.ts';
import type { FocalVacancies } from '../../../shared/contract/directory/focal-vacancies.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Context } from '../../../shared/database/context.ts';
import { focalPoints } from '../../../shared/database/focal-points.ts';
import { memberships, networks } from '../../../shared/database/identity.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { openOn } from '../../../shared/database/periods.ts';
import { confirmBy } from './confirm-by.ts';
import { isOn, opening } from './focal-points.ts';
import { holdsAudience, visibleFocalPoint } from './places.ts';

/** The posts that no member country may leave empty (register DI-01, DI-03). */
const required = ['repatriation-link', 'network-liaison'];
const most = 1000;

type Held = { country: string; purpose: string; held: number; last: string | null };
type Member = { country: string; since: string };

/**
 * Which posts of a network have no main focal point today, since when, and which current ones were not confirmed in time. For those alone
 * who read what is for governments there. Throws not-found.
 */
export async function getFocalVacancies(context: Context, network: string): Promise<FocalVacancies> {
  const { orm } = context.db;
  const today = context.now.toISOString().slice(0, 10);
  const there = and(networkIs(networks.id, network), holdsAudience(context, networks.id, 'governments'));
  const overdue = and(visibleFocalPoint(context), networkIs(focalPoints.network, network), isOn('overdue', today));
  const [[found], members, held, late] = await read(
    context,
    [
      orm.select({ id: networks.id }).from(networks).where(there),
      orm
        .select({ country: memberships.code, since: memberships.from })
        .from(memberships)
        .where(and(networkIs(memberships.network, network), eq(memberships.role, 'member'), openOn(memberships, today))),
      heldToday(context, network, today),
      orm.select().from(focalPoints).where(overdue).orderBy(asc(focalPoints.lastConfirmedOn), asc(focalPoints.id)).limit(most),
    ],
    opening(context, overdue, most),
  );
  if (!found) throw new Problem('not-found');
  return {
    network: found.id,
    on: today,
    vacancies: vacanciesOf(members, held),
    overdue: late.map(({ id: focalPoint, organisation, country, purposes, lastConfirmedOn }) => ({
      focalPoint,
      organisation,
      country,
      purposes,
      lastConfirmedOn,
      confirmBy: confirmBy(lastConfirmedOn),
    })),
  };
}

/** For each country and purpose that ever had a main focal point: whether it has one today, and when the last one ended. */
const heldToday = (context: Context, network: string, today: string) =>
  context.db.orm
    .select({
      country: sql<string>`focal_points.country`,
      purpose: sql<string>`json_each.value`,
      held: sql<number>`max(starts_on <= ${today} and (ends_on is null or ends_on > ${today}))`,
      last: sql<string | null>`max(case when ends_on <= ${today} and starts_on < ends_on then ends_on end)`,
    })
    .from(sql`${focalPoints}, json_each(focal_points.purposes)`)
    .where(and(visibleFocalPoint(context), networkIs(focalPoints.network, network), eq(focalPoints.main, true)))
    .groupBy(sql`focal_points.country`, sql`json_each.value`);

function vacanciesOf(members: Member[], rows: Held[]): FocalVacancies['vacancies'] {
  const keyOf = ({ country, purpose }: Pick<Held, 'country' | 'purpose'>) => `${country} ${purpose}`;
  const known = new Map(rows.map((row) => [keyOf(row), row]));
  const never = members.flatMap(({ country, since }) =>
    required
      .filter((purpose) => !(known.get(keyOf({ country, purpose }))?.held || known.get(keyOf({ country, purpose }))?.last))
      .map((purpose) => ({ country, purpose, since, expired: false })),
  );
  const expired = rows.flatMap(({ country, purpose, held, last }) =>
    !held && last !== null ? [{ country, purpose, since: last, expired: true }] : [],
  );
  return [...never, ...expired].toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

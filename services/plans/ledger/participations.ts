import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { oneOf, ofOrganisationIn } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import type { NewParticipation, Participation } from '../../../shared/contract/plans/participations.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { responsibilities, plans } from '../../../shared/database/plans.ts';
import { participations } from '../../../shared/database/work.ts';
import { membersToday } from '../meetings/guards.ts';
import { currentActivity, seesActivity } from '../current-activity.ts';
import { visiblePlan, visiblePlans } from '../plans.ts';

type Row = typeof participations.$inferSelect;
type Filter = { limit: number; network?: string | undefined; plan?: string | undefined; activity?: string | undefined };

const noSuchGroup = new Problem('unprocessable', {
  es: 'La actividad no deja ese lugar abierto: vea sus responsables.',
  en: 'The activity leaves no such place open: see its responsibilities.',
});

/** Who fills the open groups of the activities of visible plans, oldest first (register PL-15). */
export async function listParticipations(context: Context, { limit, network, plan, activity }: Filter, after: Keyset | null) {
  const wanted = and(
    inArray(participations.plan, visiblePlans(context)),
    networkIs(participations.network, network),
    plan === undefined ? undefined : eq(participations.plan, plan),
    activity === undefined ? undefined : eq(participations.activity, activity),
    afterKeyset([participations.id], after),
  );
  const [rows] = await read(context, [
    context.db.orm.select().from(participations).where(wanted).orderBy(asc(participations.id)).limit(oneMore(limit)),
  ]);
  return pageOf(rows, limit, toParticipation, ({ id }) => [id]);
}

/**
 * Puts an organisation into an open group of an activity, for one event or for all of it: what it then owes opens in the ledger.
 * Throws not-found, forbidden, not-a-member, unprocessable when the activity has no such group (register PL-15).
 */
export async function createParticipation(context: Context, input: NewParticipation) {
  const { activity, organisation, kind } = input;
  const { plan, network } = await currentActivity(context, activity);
  const row: Row = { id: uuid(), ...input, plan, network, createdAt: context.now.toISOString(), version: 1 };
  const made = { body: toParticipation(row), version: 1, location: `/v1/participations?activity=${activity}` };
  const current = sql`(select ${plans.currentVersion} from ${plans} where ${plans.id} = ${plan})`;
  const open = and(eq(responsibilities.version, current), eq(responsibilities.activity, activity), eq(responsibilities.party, kind));
  await commit(context, {
    guards: [
      ...may(context, 'participation:edit', ofOrganisationIn(network, organisation), seesActivity(context, activity)),
      ...membersToday(context, network, [organisation]),
      { holds: sql`exists (select 1 from ${responsibilities} where ${open})`, problem: noSuchGroup },
    ],
    steps: [{ query: context.db.orm.insert(participations).values(row) }],
    audit: { action: 'participation:edit', subject: row.id, network, source: organisation },
    answer: { status: 201, ...made },
  });
  return made;
}

/** Takes an organisation out of an open group at the given version. Throws not-found, forbidden, stale. */
export async function deleteParticipation(context: Context, id: string, version: number): Promise<void> {
  const { network, organisation, plan } = participations;
  const seen = sql`exists (select 1 from ${participations} join ${plans} on ${plans.id} = ${plan} where ${participations.id} = ${id} and ${visiblePlan(context)})`;
  const of = (column: typeof network | typeof organisation) =>
    sql`(select ${column} from ${participations} where ${participations.id} = ${id})`;
  await commit(context, {
    guards: may(context, 'participation:edit', oneOf(participations, id, ofOrganisationIn(network, organisation)), seen),
    steps: [
      {
        query: context.db.orm.delete(participations).where(and(eq(participations.id, id), eq(participations.version, version))),
        one: new Problem('stale'),
      },
    ],
    audit: { action: 'participation:edit', subject: id, network: of(network), source: of(organisation) },
  });
}

function toParticipation({ id, network, plan, activity, organisation, kind, event, date, createdAt }: Row): Participation {
  return { id, network, plan, activity, organisation, kind, event, date, createdAt };
}

import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { oneOf, ofOrganisationIn } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import type { Exemption, NewExemption } from '../../../shared/contract/plans/exemptions.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { plans } from '../../../shared/database/plans.ts';
import { exemptions } from '../../../shared/database/work.ts';
import { seesActivity } from '../current-activity.ts';
import { visiblePlan, visiblePlans } from '../plans.ts';
import { owedCell } from './owed.ts';

type Row = typeof exemptions.$inferSelect;
type Filter = { limit: number; network?: string | undefined; plan?: string | undefined; activity?: string | undefined };

const taken = new Problem('conflict', { es: 'Esa celda ya tiene una respuesta.', en: 'That cell has an answer already.' });

/** The cells of visible plans for which no report comes, with the reason, oldest first. */
export async function listExemptions(context: Context, { limit, network, plan, activity }: Filter, after: Keyset | null) {
  const wanted = and(
    inArray(exemptions.plan, visiblePlans(context)),
    networkIs(exemptions.network, network),
    plan === undefined ? undefined : eq(exemptions.plan, plan),
    activity === undefined ? undefined : eq(exemptions.activity, activity),
    afterKeyset([exemptions.id], after),
  );
  const [rows] = await read(context, [
    context.db.orm.select().from(exemptions).where(wanted).orderBy(asc(exemptions.id)).limit(oneMore(limit)),
  ]);
  return pageOf(rows, limit, toExemption, ({ id }) => [id]);
}

/**
 * Declines a cell of the ledger, or says that it does not apply, with a reason. Throws not-found, not-your-obligation when there is no such
 * cell, forbidden, conflict when the cell has an answer already (domain, plans).
 */
export async function createExemption(context: Context, input: NewExemption) {
  const { activity, organisation, period } = input;
  const { plan, network } = await owedCell(context, { activity, organisation, period });
  const row: Row = { id: uuid(), ...input, plan, network, createdAt: context.now.toISOString(), version: 1 };
  const made = { body: toExemption(row), version: 1, location: `/v1/exemptions?activity=${activity}` };
  await commit(context, {
    guards: may(context, 'obligation:exempt', ofOrganisationIn(network, organisation), seesActivity(context, activity)),
    steps: [{ query: context.db.orm.insert(exemptions).values(row), refused: { unique: taken } }],
    audit: { action: 'obligation:exempt', subject: row.id, network, source: organisation },
    answer: { status: 201, ...made },
  });
  return made;
}

/** Takes an answer back at the given version: the cell is owed again. Throws not-found, forbidden, stale. */
export async function deleteExemption(context: Context, id: string, version: number): Promise<void> {
  const { network, organisation, plan } = exemptions;
  const seen = sql`exists (select 1 from ${exemptions} join ${plans} on ${plans.id} = ${plan} where ${exemptions.id} = ${id} and ${visiblePlan(context)})`;
  const of = (column: typeof network | typeof organisation) => sql`(select ${column} from ${exemptions} where ${exemptions.id} = ${id})`;
  await commit(context, {
    guards: may(context, 'obligation:exempt', oneOf(exemptions, id, ofOrganisationIn(network, organisation)), seen),
    steps: [
      {
        query: context.db.orm.delete(exemptions).where(and(eq(exemptions.id, id), eq(exemptions.version, version))),
        one: new Problem('stale'),
      },
    ],
    audit: { action: 'obligation:exempt', subject: id, network: of(network), source: of(organisation) },
  });
}

function toExemption({ id, network, plan, activity, organisation, period, kind, reason, createdAt }: Row): Exemption {
  return { id, network, plan, activity, organisation, period, kind, reason, createdAt };
}

import { and, desc, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import type { Outline } from '../../../shared/contract/plans/outline.ts';
import type { AdoptedActivity } from '../../../shared/contract/plans/proposals.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Guard, Step } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { networks } from '../../../shared/database/identity.ts';
import { meetings, points, proposals } from '../../../shared/database/meetings.ts';
import { planDrafts, plans } from '../../../shared/database/plans.ts';
import { baseOf, baseQueries, currentVersionOf } from '../base-version.ts';
import { place } from '../drafts/activity-edits.ts';
import { NoSuchPlace, checkNumber, objectiveOf, openDraft } from '../drafts/draft-tree.ts';
import { keepStep } from '../drafts/editing.ts';
import { newDraft, openStep, stillAt } from '../drafts/opening.ts';
import { thePlan } from '../visible-version.ts';
import { adoptedActivity } from './adoption.ts';
import { visibleMeeting } from './places.ts';

/** What it takes to put an adopted proposal into the plan: the id of its activity, and what goes into the commit of the decision. */
export type Adoption = { activity: string; guards: Guard[]; steps: Step[] };

/**
 * Makes an adopted proposal an activity of the newest open draft of the plan, or of a new one. One round trip; the writing is the
 * caller's. Throws not-found for a proposal that is not seen, unprocessable when plan, objective or number do not fit (register ME-07).
 */
export async function adoptionOf(context: Context, id: string, known: AdoptedActivity): Promise<Adoption> {
  const { origin, plan, draft, base } = await readAdoption(context, id, known.plan);
  const { text, network, ...rest } = origin;
  const activity = { ...adoptedActivity({ text }, known, rest), id: uuid() };
  const outline = withActivity(draft?.outline ?? base, known.objective, activity);
  const row = draft ?? newDraft(context, { plan: known.plan, network, baseVersion: plan.version, outline });
  return {
    activity: activity.id,
    guards: [...may(context, 'plan:edit', inNetwork(network)), stillAt(row)],
    steps: [draft ? keepStep(context, draft, { ...draft, outline }) : openStep(context, row)],
  };
}

async function readAdoption(context: Context, id: string, planId: string) {
  const { orm } = context.db;
  const version = currentVersionOf(planId);
  const [[found], [plan], [draft], ...rows] = await read(context, [
    orm
      .select({
        text: proposals.text,
        network: proposals.network,
        body: meetings.body,
        date: meetings.date,
        point: points.label,
        bodies: networks.bodies,
      })
      .from(proposals)
      .innerJoin(meetings, eq(meetings.id, proposals.meeting))
      .innerJoin(networks, eq(networks.id, proposals.network))
      .leftJoin(points, eq(points.id, proposals.point))
      .where(and(eq(proposals.id, id), visibleMeeting(context))),
    orm.select({ network: plans.network, version: plans.currentVersion }).from(plans).where(thePlan(context, planId)),
    orm
      .select()
      .from(planDrafts)
      .where(and(eq(planDrafts.plan, planId), eq(planDrafts.state, 'draft'), sql`${planDrafts.baseVersion} = ${version}`))
      .orderBy(desc(planDrafts.id))
      .limit(1),
    ...baseQueries(context, { version, network: sql`null` }),
  ] as const);
  if (!found) throw new Problem('not-found');
  if (plan?.network !== found.network) throw unfit('plan', { es: 'El plan no es de la red', en: 'The plan is not of the network' });
  const { body, date, ...origin } = found;
  return { origin: { ...origin, meeting: { body, date } }, plan, draft, base: baseOf(rows).outline };
}

function withActivity(
  outline: Outline,
  objective: string,
  activity: Outline['parts'][number]['axes'][number]['objectives'][number]['activities'][number],
): Outline {
  const tree = openDraft(outline, { bodies: [], newId: uuid });
  try {
    place(tree, objective, activity);
    checkNumber(objectiveOf(tree, objective).objective.activities, activity.number);
  } catch (error) {
    if (error instanceof NoSuchPlace) throw unfit(error.field, error.detail);
    throw error;
  }
  return tree.outline;
}

const unfit = (field: string, detail: { es: string; en: string }) =>
  new Problem('unprocessable', undefined, { errors: [{ pointer: `/body/activity/${field}`, detail }] });

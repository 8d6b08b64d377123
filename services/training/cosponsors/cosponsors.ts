import { and, eq, sql } from 'drizzle-orm';
import { may } from '../../../shared/access/read.ts';
import { ofOrganisationIn, oneOf } from '../../../shared/access/predicate.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { trainingCosponsors, trainings } from '../../../shared/database/training.ts';
import { auditOf, ofOne, ofTraining, seesTraining, versionStep, visibleTraining } from '../trainings/places.ts';
import { selectViews, versionOf } from '../trainings/views.ts';

const blind = { es: 'Esa organización no ve la capacitación.', en: 'That organisation does not see the training.' };
const doesNotSee = new Problem('unprocessable', blind, { errors: [{ pointer: '/body/organisation', detail: blind }] });
const asked = new Problem('conflict', { es: 'Ya se le pidió.', en: 'It was asked already.' });
const notAsked = new Problem('conflict', { es: 'No se le pidió.', en: 'It was not asked.' });

/**
 * Asks an organisation to co-sponsor an edition, at the given version of it. Throws not-found, forbidden, stale, unprocessable when that one
 * does not see it, conflict when it was asked already (register TR-06).
 */
export async function askCosponsor(context: Context, id: string, version: number, organisation: string) {
  const seesIt = visibleTraining({ principal: null, now: context.now, organisation: sql`${organisation}` });
  const [row] = await commit(context, {
    guards: [
      ...may(context, 'training:write', ofTraining(id), seesTraining(context, 'edition', id)),
      { holds: sql`exists (select 1 from ${trainings} where ${trainings.id} = ${id} and ${seesIt})`, problem: doesNotSee },
    ],
    steps: [
      versionStep(context, id, version),
      {
        query: context.db.orm.insert(trainingCosponsors).values({ training: id, organisation, state: 'asked' }),
        refused: { unique: asked, foreign: doesNotSee },
      },
    ],
    audit: { action: 'training:write', ...auditOf(id) },
    events: [
      {
        type: 'training.cosponsor.asked',
        subject: id,
        network: ofOne(id, 'network'),
        tlp: 'AMBER',
        audience: 'organisation',
        organisation,
        data: { edition: id, organisation },
      },
    ],
    result: selectViews(context, eq(trainings.id, id)),
  });
  return versionOf('edition', row);
}

/**
 * Says whether the caller's organisation co-sponsors an edition, at the given version of it. Throws not-found, forbidden, stale, conflict when
 * it was not asked.
 */
export async function answerCosponsorship(context: Context, id: string, version: number, accepted: boolean) {
  const organisation = context.principal?.organisation ?? '';
  const place = oneOf(trainings, id, ofOrganisationIn(trainings.network, organisation));
  const [row] = await commit(context, {
    guards: may(context, 'training:sponsor', place, seesTraining(context, 'edition', id)),
    steps: [
      versionStep(context, id, version),
      {
        query: context.db.orm
          .update(trainingCosponsors)
          .set({ state: accepted ? 'accepted' : 'declined' })
          .where(and(eq(trainingCosponsors.training, id), eq(trainingCosponsors.organisation, organisation))),
        one: notAsked,
      },
    ],
    audit: { action: 'training:sponsor', ...auditOf(id) },
    events: [
      {
        type: 'training.cosponsor.answered',
        subject: id,
        network: ofOne(id, 'network'),
        tlp: 'AMBER',
        audience: 'organisation',
        organisation: ofOne(id, 'organisation'),
        data: { edition: id, organisation, accepted },
      },
    ],
    result: selectViews(context, eq(trainings.id, id)),
  });
  return versionOf('edition', row);
}

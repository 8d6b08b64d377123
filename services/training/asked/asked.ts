import { and, eq, sql } from 'drizzle-orm';
import { may } from '../../../shared/access/read.ts';
import { ofOrganisationIn, oneOf } from '../../../shared/access/predicate.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { trainingCosponsors, trainingGuests, trainings } from '../../../shared/database/training.ts';
import { auditOf, ofOne, ofTraining, seesTraining, versionStep, visibleTraining } from '../trainings/places.ts';
import { selectViews, versionOf } from '../trainings/views.ts';

/** What an organisation may be asked: to co-sponsor a training, or to come. */
export type Role = 'cosponsor' | 'guest';

const tables = { cosponsor: trainingCosponsors, guest: trainingGuests } as const;
const askedEvents = { cosponsor: 'training.cosponsor.asked', guest: 'training.guest.invited' } as const;
const answeredEvents = { cosponsor: 'training.cosponsor.answered', guest: 'training.guest.answered' } as const;

const blind = { es: 'Esa organización no ve la capacitación.', en: 'That organisation does not see the training.' };
const doesNotSee = new Problem('unprocessable', blind, { errors: [{ pointer: '/body/organisation', detail: blind }] });
const asked = new Problem('conflict', { es: 'Ya se le pidió.', en: 'It was asked already.' });
const notAsked = new Problem('conflict', { es: 'No se le pidió.', en: 'It was not asked.' });

/**
 * Asks an organisation to co-sponsor an edition or to come, at the given version of it. Throws not-found, forbidden, stale, unprocessable when
 * that one does not see it, conflict when it was asked already (register TR-06, TR-14).
 */
export async function askOrganisation(context: Context, role: Role, id: string, { version, organisation }: Named) {
  const seesIt = visibleTraining({ principal: null, now: context.now, organisation: sql`${organisation}` });
  const [row] = await commit(context, {
    guards: [
      ...may(context, 'training:write', ofTraining(id), seesTraining(context, 'edition', id)),
      { holds: sql`exists (select 1 from ${trainings} where ${trainings.id} = ${id} and ${seesIt})`, problem: doesNotSee },
    ],
    steps: [
      versionStep(context, id, version),
      {
        query: context.db.orm.insert(tables[role]).values({ training: id, organisation, state: 'asked' }),
        refused: { unique: asked, foreign: doesNotSee },
      },
    ],
    audit: { action: 'training:write', ...auditOf(id) },
    events: [{ type: askedEvents[role], subject: id, ...forOne(id, organisation), data: { edition: id, organisation } }],
    result: selectViews(context, eq(trainings.id, id)),
  });
  return versionOf('edition', row);
}

type Named = { version: number; organisation: string };

/**
 * Says whether the caller's organisation co-sponsors an edition or comes, at the given version of it. Throws not-found, forbidden, stale,
 * conflict when it was not asked.
 */
export async function answerAsked(context: Context, role: Role, id: string, { version, accepted }: { version: number; accepted: boolean }) {
  const organisation = context.principal?.organisation ?? '';
  const table = tables[role];
  const place = oneOf(trainings, id, ofOrganisationIn(trainings.network, organisation));
  const state = accepted ? 'accepted' : 'declined';
  const own = and(eq(table.training, id), eq(table.organisation, organisation));
  const [row] = await commit(context, {
    guards: may(context, 'training:answer', place, seesTraining(context, 'edition', id)),
    steps: [versionStep(context, id, version), { query: context.db.orm.update(table).set({ state }).where(own), one: notAsked }],
    audit: { action: 'training:answer', ...auditOf(id) },
    events: [
      {
        type: answeredEvents[role],
        subject: id,
        ...forOne(id, ofOne(id, 'organisation')),
        data: { edition: id, organisation, accepted },
      },
    ],
    result: selectViews(context, eq(trainings.id, id)),
  });
  return versionOf('edition', row);
}

/** Told to one organisation alone. */
const forOne = <O>(id: string, organisation: O) =>
  ({ network: ofOne(id, 'network'), tlp: 'AMBER', audience: 'organisation', organisation }) as const;

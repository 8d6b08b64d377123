import { eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork } from '../../../shared/access/predicate.ts';
import { may } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Nomination } from '../../../shared/contract/training/enrolments.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { derivedAnswer } from '../../../shared/database/derived.ts';
import { enrolments, trainings } from '../../../shared/database/training.ts';
import { ofOne, seesTraining } from '../trainings/places.ts';
import { selectEnrolments, toEnrolment, versionOf } from './enrolments.ts';
import { forOrganiser } from './places.ts';

const notOpen = new Problem('conflict', { es: 'La capacitación no está abierta.', en: 'The training is not open.' });

/** Nominates a person of the caller's organisation for a training. Throws not-found, forbidden, conflict when it is not open. */
export async function nominate(context: Context, { edition, ...person }: Nomination) {
  const organisation = context.principal?.organisation ?? '';
  const country = sql<string | null>`(select o.country from organisations o where o.id = ${organisation})`;
  const row = { ...person, ...newRow(context), training: edition, organisation };
  const made = { version: 1, location: `/v1/training-enrolments/${row.id}` };
  const [stored] = await commit(context, {
    guards: [
      ...may(context, 'enrolment:create', inNetwork(ofOne(edition, 'network')), seesTraining(context, 'edition', edition)),
      {
        holds: sql`exists (select 1 from ${trainings} where ${trainings.id} = ${edition} and state in ('open', 'confirmed'))`,
        problem: notOpen,
      },
    ],
    steps: [
      { query: context.db.orm.insert(enrolments).values({ ...row, country }) },
      ...derivedAnswer(context, { 'body.country': sql`(select country from training_enrolments where id = ${row.id})` }),
    ],
    audit: { action: 'enrolment:create', subject: row.id, network: ofOne(edition, 'network'), source: organisation },
    events: [forOrganiser(row.id, 'nominated', edition)],
    answer: { status: 201, ...made, body: toEnrolment({ ...row, country: null }) },
    result: selectEnrolments(context, eq(enrolments.id, row.id)),
  });
  return { ...made, body: versionOf(stored).body };
}

const newRow = ({ now }: Context) => ({
  id: uuid(),
  state: 'nominated' as const,
  attended: [],
  evaluation: null,
  erasedAt: null,
  createdAt: now.toISOString(),
  version: 1,
});

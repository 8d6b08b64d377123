import { type SQL, eq, sql } from 'drizzle-orm';
import { type Place, inNetwork, oneOf, predicate } from '../../../shared/access/predicate.ts';
import type { Permission } from '../../../shared/contract/access.ts';
import type { Event } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { enrolments, trainings } from '../../../shared/database/training.ts';

export type EnrolmentRow = typeof enrolments.$inferSelect;

/** A column of the training that an enrolment is for. */
const ofTraining = (column: 'network_id' | 'organisation_id') =>
  sql`(select t.${sql.raw(column)} from trainings t where t.id = training_enrolments.training_id)`;

/** An enrolment is whose organisation nominates, and for the organiser to decide. */
export const place: Place = {
  ...inNetwork(ofTraining('network_id')),
  organisation: sql`${enrolments.organisation}`,
  authority: ofTraining('organisation_id'),
};

/** The condition under which the caller may do this to enrolments. */
export const allowed = (context: Context, permission: Permission): SQL => predicate(context, permission, place);

/** Where the rules find one enrolment. */
export const ofEnrolment = (id: string): Place => oneOf(enrolments, id, place);

/** A value of the training that one enrolment is for. */
const ofIts = (id: string | SQL, column: 'network' | 'organisation') =>
  sql`(select ${trainings[column]} from ${trainings} join ${enrolments} on ${enrolments.training} = ${trainings.id} where ${eq(enrolments.id, id)})`;

/** What the audit says of an act on an enrolment. */
export const auditOf = (id: string | SQL) => ({
  subject: id,
  network: ofIts(id, 'network'),
  source: sql`(select ${enrolments.organisation} from ${enrolments} where ${enrolments.id} = ${id})`,
});

/** For who nominated alone. */
export const forNominator = (id: string | SQL) =>
  ({
    network: ofIts(id, 'network'),
    tlp: 'AMBER',
    audience: 'organisation',
    organisation: sql`(select ${enrolments.organisation} from ${enrolments} where ${enrolments.id} = ${id})`,
  }) as const;

/** The event of what became of an enrolment, for who nominated: ids and states alone. */
export const decidedEvent = (id: string, state: EnrolmentRow['state']): Event => ({
  type: 'training.enrolment.moved',
  subject: id,
  ...forNominator(id),
  data: { enrolment: id, state },
});

/** The same for the organiser. */
export const forOrganiser = (id: string, state: EnrolmentRow['state'], training: string): Event => ({
  ...decidedEvent(id, state),
  network: sql`(select ${trainings.network} from ${trainings} where ${trainings.id} = ${training})`,
  organisation: sql`(select ${trainings.organisation} from ${trainings} where ${trainings.id} = ${training})`,
});

import { type SQL, asc, sql } from 'drizzle-orm';
import type { Course } from '../../../shared/contract/training/courses.ts';
import type { Asked, Edition } from '../../../shared/contract/training/editions.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Context } from '../../../shared/database/context.ts';
import { type TrainingKind, trainings } from '../../../shared/database/training.ts';
import type { TrainingRow } from './places.ts';

/** A training of each kind as it is shown. */
export type Shown = { course: Course; edition: Edition };

export type ViewRow = { training: TrainingRow; cosponsors: string; guests: string };

/** Who was asked, in the order of the organisations. */
const askedIn = (table: SQL) => sql<string>`(select json_group_array(json_object('organisation', a.organisation_id, 'state', a.state))
  from (select * from ${table} s where s.training_id = trainings.id order by s.organisation_id) a)`;
const cosponsorsOf = askedIn(sql`training_cosponsors`);
const guestsOf = askedIn(sql`training_guests`);

/** The query for trainings as they are shown: editions by their first day, those to be defined last. */
export const selectViews = ({ db }: Context, where: SQL | undefined) =>
  db.orm
    .select({ training: trainings, cosponsors: cosponsorsOf, guests: guestsOf })
    .from(trainings)
    .where(where)
    .orderBy(asc(trainings.firstDay), asc(trainings.id))
    .$dynamic();

/** The training that a row shows. */
export function toView<K extends TrainingKind>(kind: K, { training, cosponsors, guests }: ViewRow): Shown[K] {
  const { id, network, organisation, content, state, reason, report, tlp, audience, group, changedAt, createdAt } = training;
  const asked = { cosponsors: JSON.parse(cosponsors) as Asked[], guests: JSON.parse(guests) as Asked[] };
  const life = kind === 'edition' ? { state, reason, report, ...asked } : {};
  return { ...content, id, network, organisation, ...life, tlp, audience, group, changedAt, createdAt } as Shown[K];
}

/** The one training of a query with its version. Throws not-found. */
export function versionOf<K extends TrainingKind>(kind: K, row: ViewRow | undefined) {
  if (!row) throw new Problem('not-found');
  return { body: toView(kind, row), version: row.training.version };
}

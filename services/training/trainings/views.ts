import { type SQL, asc, sql } from 'drizzle-orm';
import type { Course } from '../../../shared/contract/training/courses.ts';
import type { Cosponsor, Edition } from '../../../shared/contract/training/editions.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Context } from '../../../shared/database/context.ts';
import { type TrainingKind, trainings } from '../../../shared/database/training.ts';
import type { TrainingRow } from './places.ts';

/** A training of each kind as it is shown. */
export type Shown = { course: Course; edition: Edition };

export type ViewRow = { training: TrainingRow; cosponsors: string };

/** Who was asked to co-sponsor it, in the order of the organisations. */
const cosponsorsOf = sql<string>`(select json_group_array(json_object('organisation', a.organisation_id, 'state', a.state))
  from (select * from training_cosponsors s where s.training_id = trainings.id order by s.organisation_id) a)`;

/** The query for trainings as they are shown: editions by their first day, those to be defined last. */
export const selectViews = ({ db }: Context, where: SQL | undefined) =>
  db.orm
    .select({ training: trainings, cosponsors: cosponsorsOf })
    .from(trainings)
    .where(where)
    .orderBy(asc(trainings.firstDay), asc(trainings.id))
    .$dynamic();

/** The training that a row shows. */
export function toView<K extends TrainingKind>(kind: K, { training, cosponsors }: ViewRow): Shown[K] {
  const { id, network, organisation, content, state, reason, tlp, audience, group, changedAt, createdAt } = training;
  const life = kind === 'edition' ? { state, reason, cosponsors: JSON.parse(cosponsors) as Cosponsor[] } : {};
  return { ...content, id, network, organisation, ...life, tlp, audience, group, changedAt, createdAt } as Shown[K];
}

/** The one training of a query with its version. Throws not-found. */
export function versionOf<K extends TrainingKind>(kind: K, row: ViewRow | undefined) {
  if (!row) throw new Problem('not-found');
  return { body: toView(kind, row), version: row.training.version };
}

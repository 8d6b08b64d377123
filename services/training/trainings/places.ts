import { type SQL, and, eq, sql } from 'drizzle-orm';
import { type Place, labelled, oneOf, predicate } from '../../../shared/access/predicate.ts';
import type { Asker } from '../../../shared/access/standing.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Step } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { type TrainingKind, trainings } from '../../../shared/database/training.ts';

export type TrainingRow = typeof trainings.$inferSelect;

/** The condition under which somebody sees a training: by its own label. */
export const visibleTraining = (asker: Asker): SQL => predicate(asker, 'training:read', labelled(trainings));

/** Where the rules find one training. */
export const ofTraining = (id: string): Place => oneOf(trainings, id, labelled(trainings));

/** The condition that finds one training of a kind, if the caller sees it. */
export const theTraining = (context: Context, kind: TrainingKind, id: string): SQL | undefined =>
  and(eq(trainings.id, id), eq(trainings.kind, kind), visibleTraining(context));

/** The same for the guards of a write. */
export const seesTraining = (context: Context, kind: TrainingKind, id: string): SQL =>
  sql`exists (select 1 from ${trainings} where ${theTraining(context, kind, id)})`;

/** One column of one training. */
export const ofOne = (id: string, column: keyof TrainingRow): SQL =>
  sql`(select ${trainings[column]} from ${trainings} where ${trainings.id} = ${id})`;

/** The network, the source and the label of a training as it stands, for events. */
export const keptIn = (id: string) => ({
  network: ofOne(id, 'network'),
  organisation: ofOne(id, 'organisation'),
  tlp: ofOne(id, 'tlp'),
  audience: ofOne(id, 'audience'),
  group: ofOne(id, 'group'),
});

/** What the audit says of an act on a training. */
export const auditOf = (id: string) => ({ subject: id, network: ofOne(id, 'network'), source: ofOne(id, 'organisation') });

type Values = { [K in keyof TrainingRow]?: TrainingRow[K] | SQL };

/** The statement that takes a training from one version to the next, with these values; calendars notice it. */
export const versionStep = ({ db, now }: Context, id: string, version: number, values: Values = {}): Step => ({
  query: db.orm
    .update(trainings)
    .set({
      ...(values as Partial<TrainingRow>),
      changes: sql`${trainings.changes} + 1`,
      changedAt: now.toISOString(),
      version: version + 1,
    })
    .where(and(eq(trainings.id, id), eq(trainings.version, version))),
  one: new Problem('stale'),
});

/** A step that changes nothing and throws the problem unless the training is as the condition says: for what comes after the version. */
export const onlyIf = ({ db }: Context, id: string, holds: SQL | undefined, problem: Problem): Step => ({
  query: db.orm
    .update(trainings)
    .set({ id })
    .where(and(eq(trainings.id, id), holds)),
  one: problem,
});

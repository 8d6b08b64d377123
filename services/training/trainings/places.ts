import { type SQL, and, eq, sql } from 'drizzle-orm';
import { type Place, labelled, oneOf, predicate } from '../../../shared/access/predicate.ts';
import type { Asker } from '../../../shared/access/standing.ts';
import type { Step } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { sharedRowsOf } from '../../../shared/database/rows.ts';
import { type TrainingKind, trainings } from '../../../shared/database/training.ts';

const rows = sharedRowsOf(trainings);

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

/** One column of a training, its label for events, what the audit says of it. */
export const { ofOne, keptIn, auditOf, onlyIf } = rows;

type Values = { [K in keyof TrainingRow]?: TrainingRow[K] | SQL };

/** The statement that takes a training from one version to the next, with these values; calendars notice it. */
export const versionStep = (context: Context, id: string, version: number, values: Values = {}): Step =>
  rows.versionStep(context, id, version, {
    ...values,
    changes: sql`${trainings.changes} + 1`,
    changedAt: context.now.toISOString(),
  });

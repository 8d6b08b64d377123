import { type SQL, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork, oneOf } from '../../../shared/access/predicate.ts';
import { may } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { standardTerm } from '../../../shared/contract/training/standard-terms.ts';
import type { NewTrainingTerm, TrainingTermPatch } from '../../../shared/contract/training/terms.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { rowsOf } from '../../../shared/database/rows.ts';
import { trainingTerms, trainings } from '../../../shared/database/training.ts';
import { selectTerms, toTerm, versionOf } from './terms.ts';

const taken = new Problem('conflict', { es: 'Ya hay uno con ese código.', en: 'There is one with that code already.' });
const held = new Problem('conflict', { es: 'Alguna capacitación lo lleva.', en: 'A training carries it.' });

const { ofOne, versionStep } = rowsOf(trainingTerms);

/** Adds a term to a network's own lists. Throws not-found, forbidden, conflict when the code is taken (register TR-12, RR-07). */
export async function createTrainingTerm(context: Context, input: NewTrainingTerm) {
  if (standardTerm(input.list, input.code)) throw taken;
  const row = { id: uuid(), ...input, createdAt: context.now.toISOString(), version: 1 };
  const made = { body: toTerm(row), version: 1, location: `/v1/training-terms/${row.id}` };
  await commit(context, {
    guards: may(context, 'training:terms', inNetwork(input.network), 'network:read'),
    steps: [{ query: context.db.orm.insert(trainingTerms).values(row), refused: { unique: taken } }],
    audit: { action: 'training:terms', subject: row.id, network: input.network },
    answer: { status: 201, ...made },
  });
  return made;
}

/** Changes the name or the definitions of a term at the given version; it stays the same term. Throws not-found, forbidden, stale (register RR-07). */
export async function updateTrainingTerm(context: Context, id: string, version: number, patch: TrainingTermPatch) {
  const [row] = await commit(context, {
    guards: mayKeep(context, id),
    steps: [versionStep(context, id, version, patch)],
    audit: auditOf(id),
    result: selectTerms(context, eq(trainingTerms.id, id)),
  });
  return versionOf(row);
}

/** Takes back a term of a network's own lists at the given version. Throws not-found, forbidden, stale, conflict when a training carries it. */
export async function deleteTrainingTerm(context: Context, id: string, version: number): Promise<void> {
  await commit(context, {
    guards: [...mayKeep(context, id), { holds: sql`not ${isCarried(id)}`, problem: held }],
    steps: [versionStep(context, id, version), { query: context.db.orm.delete(trainingTerms).where(eq(trainingTerms.id, id)) }],
    audit: auditOf(id),
  });
}

const mayKeep = (context: Context, id: string) =>
  may(context, 'training:terms', oneOf(trainingTerms, id, inNetwork(trainingTerms.network)), 'network:read');

const auditOf = (id: string) => ({ action: 'training:terms', subject: id, network: ofOne(id, 'network') }) as const;

const isCarried = (id: string): SQL => sql`exists (select 1 from training_terms t join ${trainings} on ${trainings.network} = t.network_id,
  json_each(${trainings}.content, '$.' || t.list || 's') j where t.id = ${id} and j.value = t.code)`;

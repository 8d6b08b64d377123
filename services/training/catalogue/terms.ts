import { type SQL, and, asc, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork, oneOf, predicate } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import { type StandardTerm, type TermList, standardTerm, standardTerms } from '../../../shared/contract/training/standard-terms.ts';
import type { NewTrainingTerm, TrainingTerm } from '../../../shared/contract/training/terms.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { networks } from '../../../shared/database/identity.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { trainingTerms, trainings } from '../../../shared/database/training.ts';

const taken = new Problem('conflict', { es: 'Ya hay uno con ese código.', en: 'There is one with that code already.' });
const held = new Problem('conflict', { es: 'Alguna capacitación lo lleva.', en: 'A training carries it.' });

type Filter = { limit: number; network?: string | undefined; list?: TermList | undefined };

/** Themes, audiences, modules and concepts: the standard lists and what the caller's networks have added, by their codes. Nothing of another network. */
export async function listTrainingTerms(context: Context, { limit, network, list }: Filter, after: Keyset | null) {
  const { orm } = context.db;
  const own = and(
    predicate(context, 'network:read', inNetwork(trainingTerms.network)),
    networkIs(trainingTerms.network, network),
    list === undefined ? undefined : eq(trainingTerms.list, list),
    afterKeyset([trainingTerms.code, trainingTerms.list, trainingTerms.id], after),
  );
  const seen = and(networkIs(networks.id, network), predicate(context, 'network:read', inNetwork(networks.id)));
  const order = [asc(trainingTerms.code), asc(trainingTerms.list), asc(trainingTerms.id)];
  const [there, rows] = await read(context, [
    orm.select({ id: networks.id }).from(networks).where(seen).limit(1),
    orm
      .select()
      .from(trainingTerms)
      .where(own)
      .orderBy(...order)
      .limit(oneMore(limit)),
  ]);
  const standard = standardTerms.filter(
    (one) => (list === undefined || one.list === list) && (!after || isAfter(ofEveryNetwork(one), after)),
  );
  const all = [...(there.length > 0 ? standard.map(ofEveryNetwork) : []), ...rows.map(toTerm)];
  return pageOf(
    all.toSorted((one, other) => (isAfter(one, keysetOf(other)) ? 1 : -1)),
    limit,
    (one) => one,
    keysetOf,
  );
}

/** The standard ones have no id and come before those that networks have added under the same code. */
const keysetOf = ({ code, list, id }: TrainingTerm): Keyset => [code, list, id ?? ''];

function isAfter(term: TrainingTerm, after: Keyset): boolean {
  const own = keysetOf(term).map(String);
  const at = own.findIndex((value, index) => value !== String(after[index]));
  return at >= 0 && (own[at] ?? '') > String(after[at]);
}

/** Adds a term to a network's own lists. Throws not-found, forbidden, conflict when the code is taken (register TR-12, RR-07). */
export async function createTrainingTerm(context: Context, input: NewTrainingTerm) {
  if (standardTerm(input.list, input.code)) throw taken;
  const row = { id: uuid(), ...input, createdAt: context.now.toISOString(), version: 1 };
  const made = { body: toTerm(row), version: 1, location: `/v1/training-terms?network=${input.network}` };
  await commit(context, {
    guards: may(context, 'training:terms', inNetwork(input.network), 'network:read'),
    steps: [{ query: context.db.orm.insert(trainingTerms).values(row), refused: { unique: taken } }],
    audit: { action: 'training:terms', subject: row.id, network: input.network },
    answer: { status: 201, ...made },
  });
  return made;
}

/** Takes back a term of a network's own lists at the given version. Throws not-found, forbidden, stale, conflict when a training carries it. */
export async function deleteTrainingTerm(context: Context, id: string, version: number): Promise<void> {
  const target = and(eq(trainingTerms.id, id), eq(trainingTerms.version, version));
  await commit(context, {
    guards: [
      ...may(context, 'training:terms', oneOf(trainingTerms, id, inNetwork(trainingTerms.network)), 'network:read'),
      { holds: sql`not ${isCarried(id)}`, problem: held },
    ],
    steps: [{ query: context.db.orm.delete(trainingTerms).where(target), one: new Problem('stale') }],
    audit: {
      action: 'training:terms',
      subject: id,
      network: sql`(select ${trainingTerms.network} from ${trainingTerms} where ${trainingTerms.id} = ${id})`,
    },
  });
}

const isCarried = (id: string): SQL => sql`exists (select 1 from training_terms t join ${trainings} on ${trainings.network} = t.network_id,
  json_each(${trainings}.content, '$.' || t.list || 's') j where t.id = ${id} and j.value = t.code)`;

const ofEveryNetwork = (term: StandardTerm): TrainingTerm => ({ id: null, network: null, ...term, definition: null, national: [] });

function toTerm({ createdAt: _, version: __, ...term }: typeof trainingTerms.$inferSelect): TrainingTerm {
  return term;
}

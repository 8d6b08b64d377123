import { type SQL, and, asc, eq } from 'drizzle-orm';
import { inNetwork, predicate } from '../../../shared/access/predicate.ts';
import { read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import { type StandardTerm, type TermList, standardTerms } from '../../../shared/contract/training/standard-terms.ts';
import type { TrainingTerm } from '../../../shared/contract/training/terms.ts';
import type { Context } from '../../../shared/database/context.ts';
import { networks } from '../../../shared/database/identity.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { trainingTerms } from '../../../shared/database/training.ts';

type TermRow = typeof trainingTerms.$inferSelect;
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
    selectTerms(context, own)
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

/** A term of a network's own lists with its version. Throws not-found. */
export async function getTrainingTerm(context: Context, id: string) {
  const [[row]] = await read(context, [
    selectTerms(context, and(eq(trainingTerms.id, id), predicate(context, 'network:read', inNetwork(trainingTerms.network)))),
  ]);
  return versionOf(row);
}

/** The standard ones have no id and come before those that networks have added under the same code. */
const keysetOf = ({ code, list, id }: TrainingTerm): Keyset => [code, list, id ?? ''];

function isAfter(term: TrainingTerm, after: Keyset): boolean {
  const own = keysetOf(term).map(String);
  const at = own.findIndex((value, index) => value !== String(after[index]));
  return at >= 0 && (own[at] ?? '') > String(after[at]);
}

const ofEveryNetwork = (term: StandardTerm): TrainingTerm => ({ id: null, network: null, ...term, definition: null, national: [] });

/** The query for terms of networks. */
export const selectTerms = ({ db }: Context, where: SQL | undefined) => db.orm.select().from(trainingTerms).where(where).$dynamic();

/** What an answer says of one term. Throws not-found when there is none. */
export function versionOf(row: TermRow | undefined) {
  if (!row) throw new Problem('not-found');
  return { body: toTerm(row), version: row.version };
}

/** A term of a network's own as the contract names it. */
export function toTerm({ createdAt: _, version: __, ...term }: TermRow): TrainingTerm {
  return term;
}

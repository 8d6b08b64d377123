import type { Context } from '../../../../shared/database/context.ts';
import type { ListingKind } from '../../../../shared/database/listings.ts';
import type { FindingCode } from '../findings.ts';
import type { Outcome, Setting } from './check.ts';
import { knownAmong, placesTaken } from './current.ts';

/** The ids of each kind that will be there when the import is done. */
export type Known = Record<ListingKind, Set<string>>;

type Waiting = Extract<Outcome, { state: 'new' | 'changed' }>;
const isWaiting = (outcome: Outcome): outcome is Waiting => outcome.state === 'new' || outcome.state === 'changed';

/** The outcomes of a kind, those refused that name what is not there, in an order in which each comes after what it names. Tells why. */
export async function withReferences(context: Context, outcomes: Outcome[], known: Known, setting: Setting): Promise<Outcome[]> {
  const waiting = outcomes.filter(isWaiting);
  const taken = await placesTaken(
    context,
    waiting.flatMap(({ placeIds }) => placeIds),
  );
  await learn(context, waiting, known, setting);
  const refused = new Set<string>();
  const refuse = ({ id, at }: Outcome, code: FindingCode, where = at) => {
    if (!refused.has(id)) setting.report({ code, at: where, listing: id });
    refused.add(id);
  };
  const owners = new Map(taken);
  for (const one of waiting) {
    for (const place of one.placeIds) {
      if ((owners.get(place) ?? one.id) !== one.id) refuse(one, 'place-taken');
      owners.set(place, one.id);
    }
  }
  const ordered = inOrder(waiting, (one) => refuse(one, 'circle'));
  for (const one of ordered) {
    const isThere = ({ kind, id }: { kind: ListingKind; id: string }) => known[kind].has(id);
    const missing = one.names.find((name) => !isThere(name));
    if (missing) refuse(one, 'reference', missing.at);
    if (!refused.has(one.id)) known[one.kind].add(one.id);
  }
  return [
    ...outcomes.filter((one) => !isWaiting(one)),
    ...ordered.map((one): Outcome => (refused.has(one.id) ? { kind: one.kind, id: one.id, at: one.at, state: 'refused' } : one)),
  ];
}

async function learn(context: Context, waiting: Waiting[], known: Known, { network }: Setting): Promise<void> {
  for (const kind of ['organisation', 'location'] as const) {
    const named = new Set(waiting.flatMap(({ names }) => names.flatMap((name) => (name.kind === kind ? [name.id] : []))));
    const asked = [...named].filter((id) => !known[kind].has(id));
    for (const id of await knownAmong(context, network, kind, asked)) known[kind].add(id);
  }
}

/** Organisations after those that they are part of; one that is part of itself, by whatever way, is told. */
function inOrder(waiting: Waiting[], tellCircle: (one: Waiting) => void): Waiting[] {
  const byId = new Map(waiting.map((one) => [one.id, one]));
  const done = new Set<string>();
  const ordered: Waiting[] = [];
  for (const first of waiting) {
    const path: Waiting[] = [];
    for (let one: Waiting | undefined = first; one && !done.has(one.id); one = above(one)) {
      if (path.includes(one)) {
        path.slice(path.indexOf(one)).forEach(tellCircle);
        break;
      }
      path.push(one);
    }
    for (const one of path.toReversed()) done.add(one.id);
    ordered.push(...path.toReversed());
  }
  return ordered;

  function above({ kind, names }: Waiting): Waiting | undefined {
    return kind === 'organisation' ? byId.get(names[0]?.id ?? '') : undefined;
  }
}

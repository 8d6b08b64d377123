import { type SQL, and, asc, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork, oneOf, predicate } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import type { FocalPurpose, NewFocalPurpose } from '../../../shared/contract/directory/focal-purposes.ts';
import { type StandardPurpose, standardPurpose, standardPurposes } from '../../../shared/contract/directory/standard-purposes.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { focalPoints, focalPurposes } from '../../../shared/database/focal-points.ts';
import { networks } from '../../../shared/database/identity.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';

const taken = new Problem('conflict', { es: 'Ya hay una función con ese código.', en: 'There is a purpose with that code already.' });
const held = new Problem('conflict', {
  es: 'Hay o hubo puntos focales con esa función.',
  en: 'There are or were focal points for that purpose.',
});

type Filter = { limit: number; network?: string | undefined };

/** What focal points may be for: the standard list and what the caller's networks have added, by their codes. Nothing of another network. */
export async function listFocalPurposes(context: Context, { limit, network }: Filter, after: Keyset | null) {
  const { orm } = context.db;
  const seen = predicate(context, 'network:read', inNetwork(networks.id));
  const own = and(
    predicate(context, 'network:read', inNetwork(focalPurposes.network)),
    networkIs(focalPurposes.network, network),
    afterKeyset([focalPurposes.code, focalPurposes.id], after),
  );
  const [there, rows] = await read(context, [
    orm
      .select({ id: networks.id })
      .from(networks)
      .where(and(networkIs(networks.id, network), seen))
      .limit(1),
    orm.select().from(focalPurposes).where(own).orderBy(asc(focalPurposes.code), asc(focalPurposes.id)).limit(oneMore(limit)),
  ]);
  const standard = there.length > 0 ? standardPurposes.map(ofEveryNetwork).filter((one) => !after || isAfter(one, after)) : [];
  const all = [...standard, ...rows.map(toPurpose)].toSorted((one, other) => (isAfter(one, keysetOf(other)) ? 1 : -1));
  return pageOf(all, limit, (one) => one, keysetOf);
}

/** The standard ones have no id and come before those that networks have added under the same code. */
const keysetOf = ({ code, id }: FocalPurpose): Keyset => [code, id ?? ''];
const isAfter = ({ code, id }: FocalPurpose, [last = '', lastId = '']: Keyset) =>
  code > String(last) || (code === last && (id ?? '') > String(lastId));

/** Adds a purpose to a network's own list. Throws not-found, forbidden, conflict when the code is taken. */
export async function createFocalPurpose(context: Context, input: NewFocalPurpose) {
  if (standardPurpose(input.code)) throw taken;
  const row = { id: uuid(), ...input, createdAt: context.now.toISOString(), version: 1 };
  const made = { body: toPurpose(row), version: 1, location: `/v1/focal-purposes?network=${input.network}` };
  await commit(context, {
    guards: may(context, 'focal:purpose', inNetwork(input.network), 'network:read'),
    steps: [{ query: context.db.orm.insert(focalPurposes).values(row), refused: { unique: taken } }],
    audit: { action: 'focal:purpose', subject: row.id, network: input.network },
    answer: { status: 201, ...made },
  });
  return made;
}

/** Takes back a purpose of a network's own list at the given version. Throws not-found, forbidden, stale, conflict when any focal point has it. */
export async function deleteFocalPurpose(context: Context, id: string, version: number): Promise<void> {
  const target = and(eq(focalPurposes.id, id), eq(focalPurposes.version, version));
  await commit(context, {
    guards: [
      ...may(context, 'focal:purpose', oneOf(focalPurposes, id, inNetwork(focalPurposes.network)), 'network:read'),
      { holds: sql`not ${isHeld(id)}`, problem: held },
    ],
    steps: [{ query: context.db.orm.delete(focalPurposes).where(target), one: new Problem('stale') }],
    audit: {
      action: 'focal:purpose',
      subject: id,
      network: sql`(select ${focalPurposes.network} from ${focalPurposes} where ${focalPurposes.id} = ${id})`,
    },
  });
}

/** Whether a focal point of the network has or had a purpose of its own list. */
const isHeld = (id: string): SQL => sql`exists (select 1 from ${focalPurposes}
  join ${focalPoints} on ${focalPoints.network} = ${focalPurposes.network}, json_each(${focalPoints.purposes}) j
  where ${focalPurposes.id} = ${id} and j.value = ${focalPurposes.code})`;

const ofEveryNetwork = (purpose: StandardPurpose): FocalPurpose => ({ id: null, network: null, ...purpose });

function toPurpose({ id, network, code, name, audience }: typeof focalPurposes.$inferSelect): FocalPurpose {
  return { id, network, code, name, audience, onePerCountry: false, namedBy: null };
}

import { and, asc, eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork, ofDeployment, predicate } from '../../shared/access/predicate.ts';
import { may, read } from '../../shared/access/read.ts';
import type { Network, NetworkPatch, NewNetwork } from '../../shared/contract/identity/networks.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Keyset } from '../../shared/contract/route.ts';
import { commit } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { networks } from '../../shared/database/identity.ts';
import { afterKeyset, oneMore, pageOf } from '../../shared/database/keyset.ts';

const place = inNetwork(networks.id);
const taken = new Problem('conflict', { es: 'Ya hay una red con ese código.', en: 'There is a network with that code already.' });

/** The networks the caller belongs to, in order of code. */
export async function listNetworks(context: Context, { limit }: { limit: number }, after: Keyset | null) {
  const visible = and(predicate(context, 'network:read', place), afterKeyset([networks.code], after));
  const [rows] = await read(context, [
    context.db.orm.select().from(networks).where(visible).orderBy(asc(networks.code)).limit(oneMore(limit)),
  ]);
  return pageOf(rows, limit, toNetwork, ({ code }) => [code]);
}

/** A network with its version. Throws not-found. */
export async function getNetwork(context: Context, id: string) {
  const visible = and(eq(networks.id, id), predicate(context, 'network:read', place));
  const [[row]] = await read(context, [context.db.orm.select().from(networks).where(visible)]);
  if (!row) throw new Problem('not-found');
  return { body: toNetwork(row), version: row.version };
}

/** Makes a network. Throws conflict when the code is taken. */
export async function createNetwork(context: Context, input: NewNetwork) {
  const row = { id: uuid(), ...input, createdAt: context.now.toISOString(), version: 1 };
  const made = { body: toNetwork(row), version: 1, location: `/v1/networks/${row.id}` };
  await commit(context, {
    guards: may(context, 'network:create', ofDeployment),
    steps: [{ query: context.db.orm.insert(networks).values(row), refused: { unique: taken } }],
    audit: { action: 'network:create', subject: row.id, network: row.id },
    answer: { status: 201, ...made },
  });
  return made;
}

/** Changes the name or the bodies of a network at the given version. Throws not-found, forbidden, stale. */
export async function updateNetwork(context: Context, id: string, version: number, patch: NetworkPatch) {
  const { orm } = context.db;
  const target = and(eq(networks.id, id), eq(networks.version, version));
  const [row] = await commit(context, {
    guards: may(context, 'network:edit', inNetwork(id), 'network:read'),
    steps: [
      {
        query: orm
          .update(networks)
          .set({ ...patch, version: version + 1 })
          .where(target),
        one: new Problem('stale'),
      },
    ],
    audit: { action: 'network:edit', subject: id, network: id },
    result: orm.select().from(networks).where(eq(networks.id, id)),
  });
  if (!row) throw new Problem('not-found');
  return { body: toNetwork(row), version: row.version };
}

function toNetwork(row: typeof networks.$inferSelect): Network {
  // Networks made before bodies had an order lack these two.
  const bodies = row.bodies.map((body) => ({ ...body, reportsTo: body.reportsTo ?? null, meetsBefore: body.meetsBefore ?? null }));
  return { id: row.id, code: row.code, name: row.name, bodies, createdAt: row.createdAt };
}

import { eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { may } from '../../shared/access/read.ts';
import type { ClientKeys } from '../../shared/contract/identity/client-keys.ts';
import { Problem } from '../../shared/contract/problem.ts';
import { type Step, commit } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { clientKeys, clients } from '../../shared/database/identity.ts';
import { atVersion, ofClient, ownerOf } from './client-ref.ts';
import { selectClients, toClient } from './clients.ts';

/**
 * Gives a client its public keys in place of those before, at the client's version (RFC 7523). Tokens that the former keys obtained
 * end at once, since the row they name is gone. Throws not-found, forbidden, stale, unprocessable for an address that may not be called.
 */
export async function setClientKeys(context: Context, client: string, version: number, { jwks, jwksUri }: ClientKeys) {
  const row = { id: uuid(), client, jwks: jwks ?? null, jwksUri: jwksUri ?? null, createdAt: context.now.toISOString() };
  const [found] = await commit(context, {
    ...changeOf(context, client),
    steps: [atVersionStep(context, client, version), without(context, client), { query: context.db.orm.insert(clientKeys).values(row) }],
    result: selectClients(context, eq(clients.id, client)),
  });
  if (!found) throw new Problem('not-found');
  return { body: toClient(found), version: found.client.version };
}

/** Takes a client's public keys away at the client's version. Throws not-found, forbidden, stale. */
export async function removeClientKeys(context: Context, client: string, version: number): Promise<void> {
  await commit(context, {
    ...changeOf(context, client),
    steps: [atVersionStep(context, client, version), { ...without(context, client), one: new Problem('not-found') }],
  });
}

const changeOf = (context: Context, client: string) => ({
  guards: may(context, 'client:edit', ofClient(client), 'client:read'),
  audit: { action: 'client:edit', subject: client, network: null, source: ownerOf(client) } as const,
});

const atVersionStep = ({ db }: Context, client: string, version: number): Step => ({
  query: db.orm
    .update(clients)
    .set({ version: sql`${clients.version} + 1` })
    .where(atVersion(client, version)),
  one: new Problem('stale'),
});

const without = ({ db }: Context, client: string): Step => ({ query: db.orm.delete(clientKeys).where(eq(clientKeys.client, client)) });

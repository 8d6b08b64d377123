import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { may } from '../../shared/access/read.ts';
import type { IssuedSecret } from '../../shared/contract/identity/clients.ts';
import { Problem } from '../../shared/contract/problem.ts';
import { type Step, commit } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { clientSecrets, clients } from '../../shared/database/identity.ts';
import { atVersion, ofClient, ownerOf } from './client-ref.ts';
import { hashSecret, newSecret } from './secrets.ts';

const most = 2;

const twoAlready = new Problem('conflict', {
  es: 'El cliente ya tiene dos secretos vigentes: revoque uno.',
  en: 'The client has two live secrets already: revoke one.',
});

/**
 * The live secrets of each client of a query, without the secrets, as a JSON array, oldest first.
 * `clients.id` is spelt out: in a selected field drizzle would leave out the table and name the secret's own id.
 */
export const liveSecrets = ({ now }: Context) => sql<string>`(select json_group_array(json(item)) from (
  select json_object('id', secret.id, 'createdAt', secret.created_at, 'expiresAt', secret.expires_at, 'lastUsedAt', secret.last_used_at) item
  from ${clientSecrets} secret where secret.client_id = clients.id and secret.expires_at > ${now.toISOString()} order by secret.id))`;

/** The statement that gives a client a new secret of so many days, and the secret itself, which is nowhere else. */
export async function newSecretStep({ db, now }: Context, client: string, days: number, pepper: string) {
  const secret = newSecret();
  const expiresAt = new Date(now.getTime() + days * 86_400_000).toISOString();
  const issued = { id: uuid(), createdAt: now.toISOString(), expiresAt, lastUsedAt: null, secret };
  const row = { id: issued.id, client, hash: await hashSecret(secret, pepper), createdAt: issued.createdAt, expiresAt };
  return { step: { query: db.orm.insert(clientSecrets).values(row) } satisfies Step, issued };
}

/** Gives a client its next secret, shown once. Throws not-found, forbidden, conflict when two live already. */
export async function issueSecret(context: Context, pepper: string, client: string, days: number): Promise<{ body: IssuedSecret }> {
  const { step, issued } = await newSecretStep(context, client, days, pepper);
  const living = sql`(select count(*) from ${clientSecrets} where ${clientSecrets.client} = ${client} and ${clientSecrets.expiresAt} > ${issued.createdAt})`;
  await commit(context, {
    guards: [...may(context, 'client:edit', ofClient(client), 'client:read'), { holds: sql`${living} < ${most}`, problem: twoAlready }],
    steps: [
      step,
      {
        query: context.db.orm
          .update(clients)
          .set({ version: sql`${clients.version} + 1` })
          .where(eq(clients.id, client)),
      },
    ],
    audit: { action: 'client:edit', subject: client, network: null, source: ownerOf(client) },
    answer: { status: 201, body: { ...issued, secret: null } },
  });
  return { body: issued };
}

/** Revokes one secret at the client's version: it opens nothing from now on. Throws not-found, forbidden, stale. */
export async function revokeSecret(context: Context, client: string, secret: string, version: number): Promise<void> {
  const { orm } = context.db;
  const theSecret = and(eq(clientSecrets.id, secret), eq(clientSecrets.client, client));
  await commit(context, {
    guards: may(context, 'client:edit', ofClient(client), 'client:read'),
    steps: [
      {
        query: orm
          .update(clients)
          .set({ version: version + 1 })
          .where(atVersion(client, version)),
        one: new Problem('stale'),
      },
      { query: orm.delete(clientSecrets).where(theSecret), one: new Problem('not-found') },
    ],
    audit: { action: 'client:edit', subject: client, network: null, source: ownerOf(client) },
  });
}

import { type SQL, and, asc, eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { ofOrganisation, predicate } from '../../shared/access/predicate.ts';
import { may, read } from '../../shared/access/read.ts';
import type { Permission, Role } from '../../shared/contract/access.ts';
import type { Client, ClientPatch, NewClient } from '../../shared/contract/identity/clients.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Keyset } from '../../shared/contract/route.ts';
import { commit } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { clientKeys, clients } from '../../shared/database/identity.ts';
import { afterKeyset, oneMore, pageOf } from '../../shared/database/keyset.ts';
import { atVersion, ofClient, ownerOf } from './client-ref.ts';
import { liveSecrets, newSecretStep } from './client-secrets.ts';

/** A secret lives a year at most. */
const year = 365;

/** The machine clients that the caller administers, oldest first. */
export async function listClients(
  context: Context,
  { limit, organisation }: { limit: number; organisation?: string | undefined },
  after: Keyset | null,
) {
  const wanted = and(
    predicate(context, 'client:read', ofOrganisation(clients.organisation)),
    organisation === undefined ? undefined : eq(clients.organisation, organisation),
    afterKeyset([clients.id], after),
  );
  const [rows] = await read(context, [selectClients(context, wanted).orderBy(asc(clients.id)).limit(oneMore(limit))]);
  return pageOf(rows, limit, toClient, ({ client }) => [client.id]);
}

/** A machine client with its version. Throws not-found. */
export async function getClient(context: Context, id: string) {
  const visible = and(eq(clients.id, id), predicate(context, 'client:read', ofOrganisation(clients.organisation)));
  const [[row]] = await read(context, [selectClients(context, visible)]);
  if (!row) throw new Problem('not-found');
  return { body: toClient(row), version: row.client.version };
}

/** Makes a machine client with its first secret, shown once. Throws not-found, forbidden. */
export async function createClient(context: Context, pepper: string, input: NewClient) {
  const row = { id: uuid(), ...input, revoked: false, suspended: false, createdAt: context.now.toISOString(), version: 1 };
  const { step, issued } = await newSecretStep(context, row.id, year, pepper);
  const { secret, ...info } = issued;
  const client = toClient({ client: row, keys: null, secrets: JSON.stringify([info]) });
  const location = `/v1/clients/${row.id}`;
  await commit(context, {
    guards: may(context, appointing(input.role), ofOrganisation(input.organisation), 'organisation:read'),
    steps: [{ query: context.db.orm.insert(clients).values(row) }, step],
    audit: { action: appointing(input.role), subject: row.id, network: null, source: input.organisation },
    answer: { status: 201, body: { client, secret: null }, version: 1, location },
  });
  return { body: { client, secret }, version: 1, location };
}

/** Renames a machine client, changes its role, suspends or readmits it at the given version. Throws not-found, forbidden, stale. */
export async function updateClient(context: Context, id: string, version: number, patch: ClientPatch) {
  const place = ofClient(id);
  const change = context.db.orm
    .update(clients)
    .set({ ...patch, version: version + 1 })
    .where(atVersion(id, version));
  const [row] = await commit(context, {
    guards: [
      ...may(context, 'client:edit', place, 'client:read'),
      ...(patch.role === undefined ? [] : may(context, appointing(patch.role), place)),
    ],
    steps: [{ query: change, one: new Problem('stale') }],
    audit: { action: 'client:edit', subject: id, network: null, source: ownerOf(id) },
    result: selectClients(context, eq(clients.id, id)),
  });
  if (!row) throw new Problem('not-found');
  return { body: toClient(row), version: row.client.version };
}

/** Revokes a machine client: its tokens and secrets open nothing from now on. Throws not-found, forbidden, stale. */
export async function revokeClient(context: Context, id: string, version: number): Promise<void> {
  const change = context.db.orm
    .update(clients)
    .set({ revoked: true, version: version + 1 })
    .where(atVersion(id, version));
  await commit(context, {
    guards: may(context, 'client:revoke', ofClient(id), 'client:read'),
    steps: [{ query: change, one: new Problem('stale') }],
    audit: { action: 'client:revoke', subject: id, network: null, source: ownerOf(id) },
  });
}

/** The permission to give a role: nobody hands out more than they may. */
function appointing(role: Role): Permission {
  if (role === 'operator') return 'operator:appoint';
  return role === 'administrator' ? 'administrator:appoint' : 'client:edit';
}

/** The query for clients with their keys and live secrets. */
export const selectClients = (context: Context, where: SQL | undefined) =>
  context.db.orm
    .select({ client: clients, keys: clientKeys, secrets: liveSecrets(context) })
    .from(clients)
    .leftJoin(clientKeys, eq(clientKeys.client, clients.id))
    .where(where)
    .$dynamic();

type Row = { client: typeof clients.$inferSelect; keys: typeof clientKeys.$inferSelect | null; secrets: string };

/** A client as its administrators see it: which keys and secrets it has, never what they are. */
export function toClient({ client, keys, secrets }: Row): Client {
  const { id, organisation, name, role, revoked, suspended, createdAt } = client;
  const live = JSON.parse(secrets) as Client['secrets'];
  return { id, organisation, name, role, revoked, suspended, createdAt, keys: keys && keysInfo(keys), secrets: live };
}

const keysInfo = ({ jwks, jwksUri, createdAt, lastUsedAt }: typeof clientKeys.$inferSelect) => ({
  kids: jwks?.keys.map(({ kid }) => kid) ?? [],
  jwksUri,
  createdAt,
  lastUsedAt,
});

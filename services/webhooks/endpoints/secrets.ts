import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { may } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { type Guard, type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { webhookEndpoints, webhookSecrets } from '../../../shared/database/webhooks.ts';
import { type KeyRing, type WrappedKey, unwrap, wrap } from '../../../shared/keys/key-ring.ts';
import { clock, clockAfter } from '../../../shared/database/clock.ts';
import { ofEndpoint, ownerOf } from '../places.ts';
import type { Vault } from '../vault.ts';

const most = 10;

const tooMany = new Problem('conflict', {
  es: `El destino ya tiene ${most} secretos vigentes: revoque uno, o rote sin horas de gracia.`,
  en: `The endpoint has ${most} live secrets already: revoke one, or rotate without overlap.`,
});
const inUse = new Problem('conflict', {
  es: 'Es el secreto más nuevo: rótelo antes de revocarlo.',
  en: 'It is the newest secret: rotate it before you revoke it.',
});

/** A new secret as Standard Webhooks writes it: `whsec_` and 256 random bits in base64. */
export const newSecret = () => `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`;

type Clear = { id: string; endpoint: string; secret: string; createdAt: string };

/** A secret as its row keeps it: sealed for its own id. */
export const sealedSecret = async ({ secret, ...row }: Clear, keys: KeyRing) => ({
  ...row,
  ...(await wrap(keys, new TextEncoder().encode(secret), row.id)),
});

/** The secrets of an endpoint as its receiver knows them. Throws when one was sealed for another id or under a key that is not in the ring. */
export const openSecrets = (rows: (WrappedKey & { id: string })[], keys: KeyRing): Promise<string[]> =>
  Promise.all(rows.map(async (row) => new TextDecoder().decode(await unwrap(keys, row, row.id))));

/** The statement that gives an endpoint a new secret, and the secret itself, which is nowhere else in the clear. */
export async function newSecretStep({ db, now }: Context, keys: KeyRing, endpoint: string) {
  const issued = { id: uuid(), createdAt: now.toISOString(), expiresAt: null, secret: newSecret() };
  const { id, createdAt, secret } = issued;
  const row = await sealedSecret({ id, endpoint, createdAt, secret }, keys);
  return { step: { query: db.orm.insert(webhookSecrets).values(row) } satisfies Step, issued };
}

/**
 * Gives an endpoint its next secret, shown once. Those before sign too for so many hours by the database's clock, unless they end sooner
 * already; 0 ends them now. Throws not-found, forbidden, conflict when ten live already.
 */
export async function rotateEndpointSecret(context: Context, { keys }: Pick<Vault, 'keys'>, endpoint: string, overlapHours: number) {
  const { orm } = context.db;
  const { step, issued } = await newSecretStep(context, keys, endpoint);
  const end = clockAfter(overlapHours * 3_600);
  const own = eq(webhookSecrets.endpoint, endpoint);
  await commit(context, {
    ...changeOf(context, endpoint, overlapHours === 0 ? [] : [hasRoom(endpoint)]),
    steps: [
      {
        query: orm
          .update(webhookSecrets)
          .set({ expiresAt: end })
          .where(and(own, sql`(expires_at is null or expires_at > ${end})`)),
      },
      // What has ended signs nothing any more, and is not kept.
      { query: orm.delete(webhookSecrets).where(and(own, sql`${webhookSecrets.expiresAt} <= ${clock}`)) },
      step,
      {
        query: orm
          .update(webhookEndpoints)
          .set({ version: sql`${webhookEndpoints.version} + 1` })
          .where(eq(webhookEndpoints.id, endpoint)),
      },
    ],
    answer: { status: 201, body: { ...issued, secret: null } },
  });
  return { body: issued };
}

/** Ends a superseded secret now, at the endpoint's version. Throws not-found, forbidden, stale, conflict for the newest one. */
export async function revokeEndpointSecret(context: Context, endpoint: string, secret: string, version: number): Promise<void> {
  const { orm } = context.db;
  const theSecret = and(eq(webhookSecrets.id, secret), eq(webhookSecrets.endpoint, endpoint));
  const isNewest = sql`exists (select 1 from ${webhookSecrets} where ${theSecret} and ${webhookSecrets.expiresAt} is null)`;
  await commit(context, {
    ...changeOf(context, endpoint, [{ holds: sql`not ${isNewest}`, problem: inUse }]),
    steps: [
      {
        query: orm
          .update(webhookEndpoints)
          .set({ version: version + 1 })
          .where(and(eq(webhookEndpoints.id, endpoint), eq(webhookEndpoints.version, version))),
        one: new Problem('stale'),
      },
      { query: orm.delete(webhookSecrets).where(theSecret), one: new Problem('not-found') },
    ],
  });
}

/** The query for the live secrets of an endpoint, sealed. */
export const liveSecretRows = ({ db }: Pick<Context, 'db'>, endpoint: string) =>
  db.orm
    .select({ id: webhookSecrets.id, kek: webhookSecrets.kek, wrappedKey: webhookSecrets.wrappedKey })
    .from(webhookSecrets)
    .where(and(eq(webhookSecrets.endpoint, endpoint), isLive));

const isLive = sql`(${webhookSecrets.expiresAt} is null or ${webhookSecrets.expiresAt} > ${clock})`;

const hasRoom = (endpoint: string): Guard => ({
  holds: sql`(select count(*) from ${webhookSecrets} where ${webhookSecrets.endpoint} = ${endpoint} and ${isLive}) < ${most}`,
  problem: tooMany,
});

const changeOf = (context: Context, endpoint: string, guards: Guard[]) => ({
  guards: [...may(context, 'webhook:edit', ofEndpoint(endpoint), 'webhook:read'), ...guards],
  audit: { action: 'webhook:edit', subject: endpoint, network: null, source: ownerOf(endpoint) } as const,
});

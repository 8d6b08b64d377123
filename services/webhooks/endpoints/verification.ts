import { and, eq, sql } from 'drizzle-orm';
import { predicate } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { webhookEndpoints } from '../../../shared/database/webhooks.ts';
import { clock } from '../../../shared/database/clock.ts';
import { endpointPlace, ofEndpoint, ownerOf } from '../places.ts';
import { keysThatSign, liveKeyRows } from '../../../shared/keys/platform-keys.ts';
import type { Vault } from '../vault.ts';
import { takenUp } from './endpoint-changes.ts';
import { selectEndpoints } from './endpoint-rows.ts';
import { versionOf } from './endpoints.ts';
import { byChallenge, byHandshake } from './proofs.ts';
import { liveSecretRows, openSecrets } from './secrets.ts';

const moved = new Problem('endpoint-unproved', {
  es: 'Entretanto cambió la dirección del destino: pida la verificación otra vez.',
  en: 'The address of the endpoint has changed meanwhile: ask for the verification again.',
});

/**
 * Asks an endpoint to prove itself, and opens it when it does; a disabled one is taken up again. It costs two round trips, one on each side
 * of the call. Throws not-found, forbidden, endpoint-unproved, which says what came instead of the proof.
 */
export async function verifyEndpoint(context: Context, vault: Vault, id: string, by: 'challenge' | 'handshake') {
  const { at, keys, secrets, ...asked } = await askedOf(context, id);
  if (by === 'handshake') await byHandshake(vault, asked.url);
  else {
    const signers = { secrets: await openSecrets(secrets, vault.keys), keys: await keysThatSign(context.db, keys, vault.keys) };
    await byChallenge(vault, { ...asked, id, at, now: context.now }, signers);
  }
  return open(context, id, asked.url);
}

async function askedOf(context: Context, id: string) {
  const { url, network } = webhookEndpoints;
  const wanted = and(eq(webhookEndpoints.id, id), predicate(context, 'webhook:read', endpointPlace));
  const mayEdit = sql<number>`${predicate(context, 'webhook:edit', endpointPlace)}`;
  const at = sql<number>`cast(strftime('%s', 'now') as integer)`;
  const endpoint = context.db.orm.select({ url, network, mayEdit, at }).from(webhookEndpoints).where(wanted);
  const [[row], secrets, keys] = await read(context, [endpoint, liveSecretRows(context, id), liveKeyRows(context)]);
  if (!row) throw new Problem('not-found');
  if (!row.mayEdit) throw new Problem('forbidden');
  return { url: row.url, network: row.network, at: row.at, secrets, keys };
}

async function open(context: Context, id: string, url: string) {
  const change = context.db.orm
    .update(webhookEndpoints)
    .set({ ...takenUp, provedAt: sql`${clock}`, version: sql`${webhookEndpoints.version} + 1` })
    .where(and(eq(webhookEndpoints.id, id), eq(webhookEndpoints.url, url)));
  const [row] = await commit(context, {
    guards: may(context, 'webhook:edit', ofEndpoint(id), 'webhook:read'),
    steps: [{ query: change, one: moved }],
    audit: { action: 'webhook:edit', subject: id, network: null, source: ownerOf(id) },
    result: selectEndpoints(context, eq(webhookEndpoints.id, id)),
  });
  return versionOf(row);
}

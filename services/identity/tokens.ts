import { eq, sql } from 'drizzle-orm';
import { SignJWT } from 'jose';
import { v7 as uuid } from 'uuid';
import { live } from '../../shared/access/standing.ts';
import { roles } from '../../shared/contract/access.ts';
import type { Token } from '../../shared/contract/identity/tokens.ts';
import { Problem } from '../../shared/contract/problem.ts';
import { ask } from '../../shared/database/ask.ts';
import { commit } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { clients, signingKeys } from '../../shared/database/identity.ts';
import { ownerOf } from './client-ref.ts';
import { type Attempt, attemptOf, countRefusal, forgetRefusals, notLockedOut } from './lockout.ts';
import { type Proof, wrongCredentials } from './proof.ts';
import { makeKey, privateKeyOf, signsNow } from './signing-keys.ts';
import type { Vault } from './vault.ts';

const lifetime = 600;

/** Who asks for a token: the client it says it is, from which address, and how it proves that. */
export type Applicant = { client: string; address: string; prove: () => Promise<Proof> };

/**
 * An access token (`at+jwt`, EdDSA, ten minutes, RFC 9068) for a live client that proves itself. It names the secret or the keys that were
 * used, so that taking those away ends it at once. Throws unauthenticated, and too-many-requests after ten wrong credentials from an address.
 */
export async function issueToken(context: Context, vault: Vault, { client, address, prove }: Applicant): Promise<Token> {
  const attempt = await attemptOf(client, address);
  try {
    return await tokenFor(context, vault, await prove(), attempt);
  } catch (error) {
    if (error instanceof Problem && error.code === 'unauthenticated') return countRefusal(context, attempt);
    throw error;
  }
}

async function tokenFor(context: Context, vault: Vault, proof: Proof, attempt: Attempt): Promise<Token> {
  const { client, steps, credential } = proof;
  const caller = { ...context, principal: { client, organisation: '', credential: '' } };
  const result = context.db.orm
    .select({ organisation: clients.organisation, key: signingKeys, credential: sql<string>`(${credential})` })
    .from(clients)
    .leftJoin(signingKeys, signsNow(context))
    .where(eq(clients.id, client));
  const [row] = await commit(context, {
    guards: [notLockedOut(context, attempt), { holds: sql`exists ${live(caller, roles)}`, problem: wrongCredentials() }],
    steps: [...steps, forgetRefusals(context, attempt)],
    audit: { action: 'token:issue', subject: client, network: null, client, organisation: ownerOf(client), source: ownerOf(client) },
    result,
  });
  if (!row) throw wrongCredentials();
  const key = row.key ?? (await firstKey(context, vault));
  return sign(context, vault, { client, organisation: row.organisation, credential: row.credential, key });
}

async function firstKey(context: Context, vault: Vault): Promise<Key> {
  await makeKey(context, vault);
  const [[key]] = await ask(context.db, [context.db.orm.select().from(signingKeys).where(signsNow(context))]);
  if (!key) throw new Error('No key signs');
  return key;
}

type Key = typeof signingKeys.$inferSelect;
type Subject = { client: string; organisation: string; credential: string; key: Key };

async function sign({ now }: Context, vault: Vault, { client, organisation, credential, key }: Subject): Promise<Token> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const token = await new SignJWT({ client_id: client, organisation, credential })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: key.kid })
    .setIssuer(vault.origin)
    .setAudience(vault.origin)
    .setSubject(client)
    .setJti(uuid())
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetime)
    .sign(await privateKeyOf(key, vault));
  return { access_token: token, token_type: 'Bearer', expires_in: lifetime };
}

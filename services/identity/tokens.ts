import { and, eq, gt, sql } from 'drizzle-orm';
import { SignJWT } from 'jose';
import { v7 as uuid } from 'uuid';
import { live } from '../../shared/access/predicate.ts';
import { roles } from '../../shared/contract/access.ts';
import type { Token } from '../../shared/contract/identity/tokens.ts';
import { Problem } from '../../shared/contract/problem.ts';
import { commit } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { clientSecrets, clients, signingKeys } from '../../shared/database/identity.ts';
import { hashSecret } from './secrets.ts';
import { makeKey, privateKeyOf, signsNow } from './signing-keys.ts';
import type { Vault } from './vault.ts';

const lifetime = 600;

const wrongCredentials = () =>
  new Problem(
    'unauthenticated',
    { es: 'El identificador o el secreto del cliente no son válidos.', en: 'The client id or its secret is not valid.' },
    { headers: { 'WWW-Authenticate': 'Basic realm="enlace"' } },
  );

/** Client id and secret of an HTTP Basic header, form-decoded (RFC 6749, 2.3.1). Throws unauthenticated. */
export function basicCredentials(header: string | null): { client: string; secret: string } {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1];
  try {
    const [client, secret] = atob(encoded ?? '')
      .split(':')
      .map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
    if (client && secret) return { client, secret };
  } catch {
    throw wrongCredentials();
  }
  throw wrongCredentials();
}

/**
 * An access token (`at+jwt`, EdDSA, ten minutes, RFC 9068) for a live client and one of its live secrets.
 * Records the secret's last use in the same round trip. Throws unauthenticated.
 */
export async function issueToken(context: Context, vault: Vault, credentials: { client: string; secret: string }): Promise<Token> {
  const { orm } = context.db;
  const now = context.now.toISOString();
  const hash = await hashSecret(credentials.secret, vault.pepper);
  const theSecret = and(eq(clientSecrets.client, credentials.client), eq(clientSecrets.hash, hash), gt(clientSecrets.expiresAt, now));
  const caller = { ...context, principal: { client: credentials.client, organisation: '' } };
  const result = orm
    .select({ organisation: clients.organisation, key: signingKeys })
    .from(clients)
    .leftJoin(signingKeys, signsNow(context))
    .where(eq(clients.id, credentials.client));
  const [row] = await commit(context, {
    guards: [{ holds: sql`exists ${live(caller, roles)}`, problem: wrongCredentials() }],
    steps: [{ query: orm.update(clientSecrets).set({ lastUsedAt: now }).where(theSecret), one: wrongCredentials() }],
    audit: { action: 'token:issue', subject: credentials.client, network: null, client: credentials.client },
    result,
  });
  if (!row?.key) {
    await makeKey(context, vault);
    return issueToken(context, vault, credentials);
  }
  return sign(context, vault, { client: credentials.client, organisation: row.organisation, key: row.key });
}

type Subject = { client: string; organisation: string; key: typeof signingKeys.$inferSelect };

async function sign({ now }: Context, vault: Vault, { client, organisation, key }: Subject): Promise<Token> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const token = await new SignJWT({ client_id: client, organisation })
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

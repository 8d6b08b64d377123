import { and, eq, gt } from 'drizzle-orm';
import type { Step } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { clientSecrets } from '../../shared/database/identity.ts';
import { type Proof, wrongCredentials } from './proof.ts';
import { hashSecret } from './secrets.ts';

/** Client id and secret of an HTTP Basic header, form-decoded (RFC 6749, 2.3.1). Throws unauthenticated. */
export function basicCredentials(header: string | null): { client: string; secret: string } {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1];
  try {
    const [, ...parts] = /^([^:]*):(.*)$/s.exec(atob(encoded ?? '')) ?? [];
    const [client, secret] = parts.map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
    if (client && secret) return { client, secret };
  } catch {
    throw wrongCredentials();
  }
  throw wrongCredentials();
}

/**
 * What proves a client by one of its live secrets, whose last use it records. The database compares HMACs under the pepper, not secrets:
 * how long that takes tells nothing of a secret to whoever does not have the pepper.
 */
export async function proofBySecret(context: Context, header: string | null, pepper: string): Promise<Proof> {
  const { client, secret } = basicCredentials(header);
  const hash = await hashSecret(secret, pepper);
  const now = context.now.toISOString();
  const theSecret = and(eq(clientSecrets.client, client), eq(clientSecrets.hash, hash), gt(clientSecrets.expiresAt, now));
  const use: Step = { query: context.db.orm.update(clientSecrets).set({ lastUsedAt: now }).where(theSecret), one: wrongCredentials() };
  const credential = context.db.orm.select({ id: clientSecrets.id }).from(clientSecrets).where(theSecret);
  return { client, steps: [use], credential };
}

import { and, eq } from 'drizzle-orm';
import { decodeJwt } from 'jose';
import { alive } from '../../shared/access/standing.ts';
import type { Introspection } from '../../shared/contract/identity/introspection.ts';
import { Problem } from '../../shared/contract/problem.ts';
import { ask } from '../../shared/database/ask.ts';
import type { Context } from '../../shared/database/context.ts';
import { clients } from '../../shared/database/identity.ts';
import { authenticate } from '../../shared/worker/authenticate.ts';
import { publicKeys } from './signing-keys.ts';

/** What a token is worth now (RFC 7662): whether its client still lives, and as whom. Never throws for a bad token: that one is not active. */
export async function introspectToken(context: Context, origin: string, token: string): Promise<Introspection> {
  // Other characters may not stand in a header at all.
  if (!/^[\w.-]+$/.test(token)) return { active: false };
  const request = new Request(origin, { headers: { Authorization: `Bearer ${token}` } });
  const principal = await authenticate(request, origin, () => publicKeys(context)).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'unauthenticated') return null;
    throw error;
  });
  if (!principal) return { active: false };
  const theClient = and(eq(clients.id, principal.client), alive({ ...context, principal }));
  const [[row]] = await ask(context.db, [context.db.orm.select().from(clients).where(theClient)]);
  if (!row) return { active: false };
  const { id, organisation, role } = row;
  return { active: true, client_id: id, sub: id, organisation, role, token_type: 'Bearer', exp: decodeJwt(token).exp ?? 0 };
}

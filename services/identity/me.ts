import { and, eq, sql } from 'drizzle-orm';
import { read } from '../../shared/access/read.ts';
import type { Me } from '../../shared/contract/identity/clients.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Context } from '../../shared/database/context.ts';
import { clients, memberships, networks } from '../../shared/database/identity.ts';
import { openOn } from '../../shared/database/periods.ts';

/** Who the caller is today: client, organisation, role, and its networks with whether it presides. */
export async function getMe(context: Context): Promise<Me> {
  const { orm } = context.db;
  const client = context.principal?.client ?? '';
  const today = context.now.toISOString().slice(0, 10);
  const presides = sql<number>`exists (select 1 from presidencies p where p.network_id = ${memberships.network}
    and p.organisation_id = ${memberships.organisation} and p.starts_on <= ${today} and (p.ends_on is null or p.ends_on > ${today}))`;
  const [[caller], places] = await read(context, [
    orm.select().from(clients).where(eq(clients.id, client)),
    orm
      .select({ id: networks.id, code: networks.code, as: memberships.role, presides })
      .from(clients)
      .innerJoin(memberships, eq(memberships.organisation, clients.organisation))
      .innerJoin(networks, eq(networks.id, memberships.network))
      .where(and(eq(clients.id, client), openOn(memberships, today)))
      .orderBy(networks.code),
  ]);
  if (!caller) throw new Problem('unauthenticated');
  const networksOf = places.map(({ id, code, as, presides: presidency }) => ({ id, code, as, presidency: Boolean(presidency) }));
  return { client: caller.id, organisation: caller.organisation, role: caller.role, networks: networksOf };
}

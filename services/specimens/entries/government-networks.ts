import { and, sql } from 'drizzle-orm';
import { labelled, predicate } from '../../../shared/access/predicate.ts';
import type { Context } from '../../../shared/database/context.ts';
import { networks } from '../../../shared/database/identity.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';

/** The query for a network, by its code or id, where the caller reads what is for governments there: whoever does not is told of none. */
export function governmentNetwork(context: Context, network: string) {
  const forGovernments = { ...networks, network: networks.id, organisation: sql`null`, audience: sql`'governments'`, group: sql`null` };
  return context.db.orm
    .select({ id: networks.id, code: networks.code })
    .from(networks)
    .where(and(networkIs(networks.id, network), predicate(context, 'exchange:read', labelled(forGovernments))));
}

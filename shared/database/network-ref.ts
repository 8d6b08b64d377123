import { type SQL, sql } from 'drizzle-orm';
import { networks } from './identity.ts';

/** That a column holds the network named by its code or its id; nothing to ask when no network is named. */
export function networkIs(column: unknown, ref: string | undefined): SQL | undefined {
  if (ref === undefined) return undefined;
  return sql`${column} in (select ${networks.id} from ${networks} where ${networks.code} = ${ref} or ${networks.id} = ${ref})`;
}

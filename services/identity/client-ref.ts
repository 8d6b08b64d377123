import { and, eq, sql } from 'drizzle-orm';
import { type Place, ofOrganisation } from '../../shared/access/predicate.ts';
import { clients } from '../../shared/database/identity.ts';

/** Where the rules find a client: its organisation. */
export const ofClient = (id: string): Place =>
  ofOrganisation(sql`(select ${clients.organisation} from ${clients} where ${clients.id} = ${id})`);

/** A client at the version that the caller has read. */
export const atVersion = (id: string, version: number) => and(eq(clients.id, id), eq(clients.version, version));

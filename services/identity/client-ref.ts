import { and, eq, sql } from 'drizzle-orm';
import { type Place, ofOrganisation, oneOf } from '../../shared/access/predicate.ts';
import { clients } from '../../shared/database/identity.ts';

/** Where the rules find a client: its organisation. */
export const ofClient = (id: string): Place => oneOf(clients, id, ofOrganisation(clients.organisation));

/** Whose client it is, for the audit. */
export const ownerOf = (id: string) => sql`(select ${clients.organisation} from ${clients} where ${clients.id} = ${id})`;

/** A client at the version that the caller has read. */
export const atVersion = (id: string, version: number) => and(eq(clients.id, id), eq(clients.version, version));

import { type SQL, sql } from 'drizzle-orm';
import { oneOf, ofOrganisation, predicate } from '../../shared/access/predicate.ts';
import type { Context } from '../../shared/database/context.ts';
import { webhookEndpoints } from '../../shared/database/webhooks.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Guard } from '../../shared/database/commit.ts';

/** An endpoint, as the rules find it: its organisation's. */
export const endpointPlace = ofOrganisation(webhookEndpoints.organisation);

/** Where the rules find one endpoint. */
export const ofEndpoint = (id: string) => oneOf(webhookEndpoints, id, endpointPlace);

/** The endpoints that the caller may look after. */
export const visibleEndpoints = (context: Context): SQL =>
  sql`(select ${webhookEndpoints.id} from ${webhookEndpoints} where ${predicate(context, 'webhook:read', endpointPlace)})`;

/** Whose endpoint it is, for the audit. */
export const ownerOf = (id: string): SQL =>
  sql`(select ${webhookEndpoints.organisation} from ${webhookEndpoints} where ${webhookEndpoints.id} = ${id})`;

/** That an endpoint takes anything at all; else endpoint-unproved. */
export const isActive = (id: string): Guard => ({
  holds: sql`exists (select 1 from ${webhookEndpoints} where ${webhookEndpoints.id} = ${id} and ${webhookEndpoints.state} = 'active')`,
  problem: new Problem('endpoint-unproved', {
    es: 'El destino no está activo: pida su verificación, o retómelo con `state`.',
    en: 'The endpoint is not active: ask for its verification, or take it up again by `state`.',
  }),
});

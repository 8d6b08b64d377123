import { and, asc, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork, ofDeployment, ofOrganisation, predicate } from '../../shared/access/predicate.ts';
import { may, read } from '../../shared/access/read.ts';
import type { Kind } from '../../shared/contract/access.ts';
import type { NewOrganisation, Organisation, OrganisationPatch } from '../../shared/contract/identity/organisations.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Keyset } from '../../shared/contract/route.ts';
import { commit } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { memberships, organisations } from '../../shared/database/identity.ts';
import { afterKeyset, oneMore, pageOf } from '../../shared/database/keyset.ts';
import { membershipChanged, membershipStep } from './memberships.ts';
import { networkIs } from '../../shared/database/network-ref.ts';

type Filter = { limit: number; network?: string | undefined; kind?: Kind | undefined; suspended?: boolean | undefined };

/** The organisations that are or were in a network of the caller, oldest first. */
export async function listOrganisations(context: Context, { limit, network, kind, suspended }: Filter, after: Keyset | null) {
  const { orm } = context.db;
  const inThatNetwork = sql`${organisations.id} in (select ${memberships.organisation} from ${memberships} where ${networkIs(memberships.network, network)})`;
  const wanted = and(
    predicate(context, 'organisation:read', ofOrganisation(organisations.id)),
    network === undefined ? undefined : inThatNetwork,
    kind === undefined ? undefined : eq(organisations.kind, kind),
    suspended === undefined ? undefined : eq(organisations.suspended, suspended),
    afterKeyset([organisations.id], after),
  );
  const [rows] = await read(context, [orm.select().from(organisations).where(wanted).orderBy(asc(organisations.id)).limit(oneMore(limit))]);
  return pageOf(rows, limit, toOrganisation, ({ id }) => [id]);
}

/** An organisation with its version. Throws not-found. */
export async function getOrganisation(context: Context, id: string) {
  const visible = and(eq(organisations.id, id), predicate(context, 'organisation:read', ofOrganisation(organisations.id)));
  const [[row]] = await read(context, [context.db.orm.select().from(organisations).where(visible)]);
  if (!row) throw new Problem('not-found');
  return { body: toOrganisation(row), version: row.version };
}

/** Makes an organisation, with its first membership where one is given. Throws not-found, forbidden, conflict, unprocessable. */
export async function createOrganisation(context: Context, { membership, ...input }: NewOrganisation) {
  const row = { id: uuid(), ...input, suspended: false, createdAt: context.now.toISOString(), version: 1 };
  const made = { body: toOrganisation(row), version: 1, location: `/v1/organisations/${row.id}` };
  const place = membership && { id: uuid(), ...membership, organisation: row.id, version: 1 };
  const guards = membership
    ? may(context, 'membership:edit', inNetwork(membership.network), 'network:read')
    : may(context, 'organisation:create', ofDeployment);
  await commit(context, {
    guards,
    steps: [{ query: context.db.orm.insert(organisations).values(row) }, ...(place ? [membershipStep(context, place)] : [])],
    audit: { action: 'organisation:create', subject: row.id, network: membership?.network ?? null },
    events: place ? [membershipChanged(place.id, place.network)] : [],
    answer: { status: 201, ...made },
  });
  return made;
}

/** Renames an organisation, or suspends or readmits it, at the given version. Throws not-found, forbidden, stale. */
export async function updateOrganisation(context: Context, id: string, version: number, patch: OrganisationPatch) {
  const { orm } = context.db;
  const place = ofOrganisation(id);
  const target = and(eq(organisations.id, id), eq(organisations.version, version));
  const renames = patch.name === undefined ? [] : may(context, 'organisation:edit', place, 'organisation:read');
  const suspends = patch.suspended === undefined ? [] : may(context, 'organisation:suspend', place, 'organisation:read');
  const nothing = may(context, 'organisation:read', place, 'organisation:read');
  const [row] = await commit(context, {
    guards: [...nothing, ...renames, ...suspends],
    steps: [
      {
        query: orm
          .update(organisations)
          .set({ ...patch, version: version + 1 })
          .where(target),
        one: new Problem('stale'),
      },
    ],
    audit: { action: patch.suspended === undefined ? 'organisation:edit' : 'organisation:suspend', subject: id, network: null, source: id },
    result: orm.select().from(organisations).where(eq(organisations.id, id)),
  });
  if (!row) throw new Problem('not-found');
  return { body: toOrganisation(row), version: row.version };
}

function toOrganisation(row: typeof organisations.$inferSelect): Organisation {
  const { id, kind, name, country, suspended, createdAt } = row;
  return { id, kind, name, country, suspended, createdAt };
}

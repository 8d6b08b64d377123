import { type SQL, sql } from 'drizzle-orm';
import type { Kind, Permission, Role } from '../contract/access.ts';
import type { Context } from '../database/context.ts';
import { clients, memberships, networks, organisations } from '../database/identity.ts';
import { type Rule, holders, readers, rules } from './rules.ts';

/**
 * Where a query finds what the rules need of a thing. `within` says that the thing is in one of the networks selected by `mine`,
 * `exists` that there is such a thing at all: to a rule that holds for all things, a missing one must not look like one at hand.
 */
export type Place = { within: (mine: SQL) => SQL; exists?: SQL; organisation?: SQL; audience?: SQL };

/** A thing of one network: the column or value with the network's id, and the audience column where it has one. */
export const inNetwork = (network: unknown, audience?: unknown): Place => ({
  within: (mine) => sql`${network} in ${mine}`,
  exists: sql`${network} in (select ${networks.id} from ${networks})`,
  ...(audience === undefined ? {} : { audience: sql`${audience}` }),
});

/** A thing that belongs to an organisation, in whatever networks that one is or was. */
export const ofOrganisation = (organisation: unknown): Place => ({
  within: (mine) =>
    sql`${organisation} in (select ${memberships.organisation} from ${memberships} where ${memberships.network} in ${mine})`,
  exists: sql`${organisation} in (select ${organisations.id} from ${organisations})`,
  organisation: sql`${organisation}`,
});

/** A thing that belongs to the deployment alone. */
export const ofDeployment: Place = { within: () => sql`0` };

/**
 * The condition under which the caller may do this to the things at `place`: the same rules as `decide`, in SQL.
 * Clients, organisations and memberships are read in the same query, so that a removal acts at once.
 */
export function predicate(context: Context, permission: Permission, place: Place): SQL {
  const alternatives = rules[permission].map((rule) => condition(rule, context, place));
  return sql`(${sql.join(alternatives, sql` or `)})`;
}

function condition(rule: Rule, context: Context, place: Place): SQL {
  switch (rule.by) {
    case 'operator':
      return sql`exists ${live(context, ['operator'])}`;
    case 'own':
      return place.organisation ? sql`${place.organisation} in ${live(context, rule.roles)}` : sql`0`;
    case 'network':
      return place.within(networksOf(context, rule.as, rule.roles));
    case 'audience':
      return held(context, place);
  }
}

/** Each audience is an alternative of its own, so that an index on audience and network serves them. */
function held(context: Context, { within, organisation, audience }: Place): SQL {
  if (!audience) return sql`0`;
  const owner = organisation ? sql` or (${audience} = 'organisation' and ${organisation} in ${live(context, readers)})` : sql``;
  return sql`${audience} = 'public'
    or (${audience} = 'network' and ${within(networksOf(context, holders.network, readers))})
    or (${audience} = 'governments' and ${within(networksOf(context, holders.governments, readers))})${owner}`;
}

/** The organisation of the caller's client, if both live and it has one of the roles. */
export function live({ principal }: Context, roles: readonly Role[]): SQL {
  return sql`(select ${clients.organisation} from ${clients} join ${organisations} on ${organisations.id} = ${clients.organisation}
    where ${clients.id} = ${principal?.client ?? null} and not ${clients.revoked} and not ${organisations.suspended} and ${clients.role} in ${roles})`;
}

/** The networks that the caller's organisation belongs to today in one of the capacities. */
function networksOf(context: Context, as: readonly Kind[], roles: readonly Role[]): SQL {
  const today = context.now.toISOString().slice(0, 10);
  return sql`(select ${memberships.network} from ${memberships} where ${memberships.organisation} in ${live(context, roles)}
    and ${memberships.role} in ${as} and ${memberships.from} <= ${today} and (${memberships.to} is null or ${memberships.to} > ${today}))`;
}

import { type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Permission } from '../contract/access.ts';
import { memberships, networks, organisations } from '../database/identity.ts';
import { type Rule, readers, rules } from './rules.ts';
import { type Asker, audiencesOf, groupsOf, live, namedOn, networksOf, presidedBy } from './standing.ts';

/**
 * Where a query finds what the rules need of a thing. `within` says that the thing is in one of the networks selected by `mine`,
 * `exists` that there is such a thing at all: to a rule that holds for all things, a missing one must not look like one at hand.
 * `authority` is the organisation that answers for it in its country's name. `among` asks a condition of the one row that is meant, where a
 * write has no query of its own around it.
 */
export type Place = {
  within: (mine: SQL) => SQL;
  exists?: SQL;
  organisation?: SQL;
  authority?: SQL;
  label?: LabelPlace;
  among?: (condition: SQL) => SQL;
};

/** Where the label of a shareable record is. `id` finds the persons named on it. */
type LabelPlace = { audience: SQL; network: SQL; group: SQL; id: SQL };

/** A thing of one network: the column or value with the network's id. */
export const inNetwork = (network: unknown): Place => ({
  within: (mine) => sql`${network} in ${mine}`,
  exists: sql`${network} in (select ${networks.id} from ${networks})`,
});

/** A thing of one network that belongs to one organisation of it. */
export const ofOrganisationIn = (network: unknown, organisation: unknown): Place => ({
  ...inNetwork(network),
  organisation: sql`${organisation}`,
});

/** A shareable record: the columns of its table, or what stands for them. */
export type Labelled = { id: unknown; network: unknown; organisation: unknown; audience: unknown; group: unknown };

/** A shareable record, by its own label: a new kind of record names its table here and is done. */
export const labelled = ({ id, network, organisation, audience, group }: Labelled): Place => ({
  ...ofOrganisationIn(network, organisation),
  label: { audience: sql`${audience}`, network: sql`${network}`, group: sql`${group}`, id: sql`${id}` },
});

/** A thing that belongs to an organisation, in whatever networks that one is or was. */
export const ofOrganisation = (organisation: unknown): Place => ({
  within: (mine) =>
    sql`${organisation} in (select ${memberships.organisation} from ${memberships} where ${memberships.network} in ${mine})`,
  exists: sql`${organisation} in (select ${organisations.id} from ${organisations})`,
  organisation: sql`${organisation}`,
});

/** One row of a table, for the guards of a write. Without such a row no condition holds. */
export const oneOf = (table: SQLiteTable & { id: SQLiteColumn }, id: string, place: Place): Place => ({
  ...place,
  exists: sql`1`,
  among: (asked) => sql`exists (select 1 from ${table} where ${table.id} = ${id} and ${asked})`,
});

/** A thing that belongs to the deployment alone. */
export const ofDeployment: Place = { within: () => sql`0` };

/**
 * The condition under which the caller may do this to the things at `place`: the same rules as `decide`, in SQL.
 * Clients, organisations, memberships and groups are read in the same query, so that a removal acts at once.
 */
export function predicate(asker: Asker, permission: Permission, place: Place): SQL {
  const alternatives = rules[permission].map((rule) => condition(rule, asker, place));
  return sql`(${sql.join(alternatives, sql` or `)})`;
}

function condition(rule: Rule, asker: Asker, place: Place): SQL {
  switch (rule.by) {
    case 'operator':
      return sql`exists ${live(asker, ['operator'])}`;
    case 'own':
      return place.organisation ? sql`${place.organisation} in ${live(asker, rule.roles)}` : sql`0`;
    case 'authority':
      return place.authority ? sql`${place.authority} in ${live(asker, rule.roles)}` : sql`0`;
    case 'network':
      return place.within(networksOf(asker, rule.as, rule.roles));
    case 'presidency':
      return place.within(presidedBy(asker, rule.roles));
    case 'audience':
      return held(asker, place);
  }
}

/**
 * What the caller holds by its seats comes as pairs of network and audience, so that one index on both serves all audiences and the caller
 * is looked up once for them: the longer the text, the longer the database takes to read it.
 */
function held(asker: Asker, { organisation, label }: Place): SQL {
  if (!label) return sql`0`;
  const { audience, network, group, id } = label;
  return sql`${audience} = 'public'
    or ((${network}, ${audience}) in ${audiencesOf(asker)}
      and (${audience} in ('network', 'governments')
        or (${audience} = 'group' and ${group} in ${groupsOf(asker)})
        or (${audience} = 'persons' and ${id} in ${namedOn(asker)})))
    or (${audience} <> 'persons' and ${organisation} in ${live(asker, readers)})`;
}

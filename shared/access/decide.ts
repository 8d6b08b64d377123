import type { Audience, Kind, Permission, Role } from '../contract/access.ts';
import { type Rule, holders, readers, rules } from './rules.ts';

/** What a live principal is today: its client, organisation and role, the networks it is in and presides, its groups. Null for anonymous or ended. */
export type Standing = {
  client: string;
  organisation: string;
  role: Role;
  networks: readonly { id: string; as: Kind }[];
  presides: readonly string[];
  groups: readonly string[];
};

/** What a rule needs to know of a thing: where it is, whose it is, and whom it is for. */
export type Thing = {
  networks: readonly string[];
  organisation: string | null;
  authority?: string | null;
  audience?: Audience;
  group?: string | null;
  persons?: readonly string[];
};

/** Whether the principal may do this to the thing. The same rules as `predicate`, for a thing already at hand. */
export function decide(standing: Standing | null, permission: Permission, thing: Thing): boolean {
  return rules[permission].some((rule) => matches(rule, standing, thing));
}

function matches(rule: Rule, standing: Standing | null, thing: Thing): boolean {
  if (rule.by === 'audience') return isHeld(standing, thing);
  if (!standing) return false;
  switch (rule.by) {
    case 'operator':
      return standing.role === 'operator';
    case 'own':
      return standing.organisation === thing.organisation && rule.roles.includes(standing.role);
    case 'authority':
      return standing.organisation === thing.authority && rule.roles.includes(standing.role);
    case 'network':
      return rule.roles.includes(standing.role) && belongs(standing, thing, rule.as);
    case 'presidency':
      return rule.roles.includes(standing.role) && standing.presides.some((network) => thing.networks.includes(network));
  }
}

function isHeld(standing: Standing | null, thing: Thing): boolean {
  const { audience, organisation, group, persons = [] } = thing;
  if (audience === 'public') return true;
  if (!standing || !audience || !readers.includes(standing.role)) return false;
  if (audience !== 'persons' && organisation === standing.organisation) return true;
  if (audience === 'persons' && !persons.includes(standing.client)) return false;
  if (audience === 'organisation') return false;
  if (audience === 'group' && !standing.groups.includes(group ?? '')) return false;
  return belongs(standing, thing, holders[audience]);
}

function belongs({ networks }: Standing, thing: Thing, as: readonly Kind[]): boolean {
  return networks.some((network) => thing.networks.includes(network.id) && as.includes(network.as));
}

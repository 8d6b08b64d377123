import type { Audience, Kind, Permission, Role } from '../contract/access.ts';
import { type Rule, holders, readers, rules } from './rules.ts';

/** What a live principal is today: its organisation, role and the networks it belongs to. Null for anonymous or revoked. */
export type Standing = { organisation: string; role: Role; networks: { id: string; as: Kind }[] };

/** What a rule needs to know of a thing. */
export type Thing = { networks: readonly string[]; organisation: string | null; audience?: Audience };

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
    case 'network':
      return rule.roles.includes(standing.role) && belongs(standing, thing, rule.as);
  }
}

function isHeld(standing: Standing | null, thing: Thing): boolean {
  if (thing.audience === 'public') return true;
  if (!standing || !thing.audience || !readers.includes(standing.role)) return false;
  if (thing.audience === 'organisation') return standing.organisation === thing.organisation;
  return belongs(standing, thing, holders[thing.audience]);
}

function belongs({ networks }: Standing, thing: Thing, as: readonly Kind[]): boolean {
  return networks.some((network) => thing.networks.includes(network.id) && as.includes(network.as));
}

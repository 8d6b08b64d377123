import type { Audience, Kind, Permission, Role } from '../contract/access.ts';

/**
 * One way of being allowed.
 * `operator`: runs the deployment. `own`: the thing belongs to the caller's organisation. `network`: the caller's
 * organisation is in the thing's network today, in one of these capacities. `presidency`: it presides that network today.
 * `audience`: the thing's audience holds the caller. `authority`: it is for the caller's organisation to answer for the thing in the name of
 * its country.
 */
export type Rule =
  | { by: 'operator' }
  | { by: 'own'; roles: readonly Role[] }
  | { by: 'network'; as: readonly Kind[]; roles: readonly Role[] }
  | { by: 'presidency'; roles: readonly Role[] }
  | { by: 'authority'; roles: readonly Role[] }
  | { by: 'audience' };

const staff: readonly Role[] = ['reader', 'officer', 'validator', 'administrator'];
const writers: readonly Role[] = ['officer', 'validator', 'administrator'];
const answerable: readonly Role[] = ['validator', 'administrator'];
const governments: readonly Kind[] = ['member', 'secretariat'];
const everyone: readonly Kind[] = ['member', 'secretariat', 'partner', 'civil_society'];

const operator: Rule = { by: 'operator' };
const audience: Rule = { by: 'audience' };
const insiders: Rule = { by: 'network', as: everyone, roles: staff };
const secretariat: Rule = { by: 'network', as: ['secretariat'], roles: writers };
const presidency: Rule = { by: 'presidency', roles: writers };
const ownAdministrator: Rule = { by: 'own', roles: ['administrator'] };
const ownOperator: Rule = { by: 'own', roles: ['operator'] };

/** Who may do what: any rule of the list is enough. `decide` and `predicate` both read this and nothing else. */
export const rules: Record<Permission, readonly Rule[]> = {
  'network:read': [insiders, operator],
  'network:create': [operator],
  'network:edit': [secretariat, presidency],
  'organisation:read': [insiders, { by: 'own', roles: staff }, operator],
  'organisation:create': [operator],
  'organisation:edit': [secretariat, ownAdministrator],
  'organisation:suspend': [operator],
  'membership:read': [insiders, operator],
  'membership:edit': [secretariat, operator],
  'client:read': [ownAdministrator, operator],
  'client:edit': [ownAdministrator, ownOperator],
  'client:revoke': [ownAdministrator, operator],
  'administrator:appoint': [ownAdministrator, operator],
  'operator:appoint': [operator],
  'key:rotate': [operator],
  'group:read': [audience],
  'group:create': [{ by: 'network', as: everyone, roles: writers }],
  'group:edit': [{ by: 'own', roles: writers }],
  'consent:read': [{ by: 'own', roles: staff }, secretariat],
  'consent:give': [{ by: 'own', roles: answerable }],
  'audit:read': [
    { by: 'own', roles: answerable },
    { by: 'network', as: ['secretariat'], roles: answerable },
  ],
  'plan:read': [audience],
  'plan:import': [secretariat],
  'plan:label': [secretariat],
  'plan:edit': [secretariat],
  'meeting:read': [audience],
  'meeting:edit': [secretariat, presidency],
  'participation:edit': [{ by: 'own', roles: writers }, secretariat],
  'obligation:exempt': [{ by: 'own', roles: answerable }, secretariat],
  'report:read': [audience],
  'report:write': [{ by: 'own', roles: writers }],
  'report:validate': [{ by: 'own', roles: ['validator'] }],
  'report:publish': [{ by: 'own', roles: answerable }],
  'webhook:read': [ownAdministrator],
  'webhook:edit': [ownAdministrator],
  'event:read': [audience],
  'event:acknowledge': [{ by: 'own', roles: writers }],
  'listing:read': [
    { by: 'own', roles: staff },
    { by: 'authority', roles: staff },
    { by: 'network', as: ['secretariat'], roles: staff },
  ],
  'listing:read-hidden': [
    { by: 'own', roles: staff },
    { by: 'authority', roles: staff },
  ],
  'listing:create': [{ by: 'network', as: everyone, roles: writers }],
  'listing:edit': [{ by: 'own', roles: writers }],
  'listing:approve': [{ by: 'authority', roles: ['validator'] }],
  'listing:withdraw': [
    { by: 'own', roles: writers },
    { by: 'authority', roles: answerable },
  ],
  'listing:verify': [
    { by: 'own', roles: writers },
    { by: 'authority', roles: writers },
  ],
  'focal:read': [audience],
  'focal:edit': [{ by: 'own', roles: writers }],
  'focal:purpose': [secretariat],
  'exchange:read': [audience],
  'exchange:create': [{ by: 'network', as: governments, roles: writers }],
  'exchange:write': [{ by: 'own', roles: writers }],
  'exchange:check': [{ by: 'own', roles: ['officer', 'validator'] }],
  'exchange:publish': [{ by: 'own', roles: ['validator'] }],
  'exchange:contribute': [{ by: 'network', as: governments, roles: writers }],
  'exchange:follow': [
    { by: 'own', roles: staff },
    { by: 'authority', roles: staff },
  ],
  'exchange:release': [{ by: 'own', roles: answerable }],
  'exchange:openings': [{ by: 'own', roles: answerable }],
  'figure:read': [audience],
  'figure:write': [{ by: 'own', roles: writers }],
  'figure:confirm': [{ by: 'own', roles: ['validator'] }],
  'training:read': [audience],
  'training:create': [{ by: 'network', as: everyone, roles: writers }],
  'training:write': [{ by: 'own', roles: writers }],
  'training:label': [{ by: 'own', roles: answerable }],
  'training:answer': [{ by: 'own', roles: answerable }],
  'training:terms': [secretariat],
  'training:follow': [insiders],
  'training:subscribe': [secretariat],
  'calendar:link': [{ by: 'own', roles: staff }],
  'enrolment:read': [
    { by: 'own', roles: staff },
    { by: 'authority', roles: staff },
  ],
  'enrolment:create': [{ by: 'network', as: everyone, roles: writers }],
  'enrolment:write': [
    { by: 'own', roles: writers },
    { by: 'authority', roles: writers },
  ],
  'enrolment:decide': [{ by: 'authority', roles: writers }],
};

/** The capacities that an audience holds besides the source organisation; a group's and a named person's hold anyone who is in the network. */
export const holders: Record<Exclude<Audience, 'public' | 'organisation'>, readonly Kind[]> = {
  network: ['member', 'secretariat', 'partner'],
  governments,
  group: everyone,
  persons: everyone,
};

/** Roles that read content: all but the operator's. */
export const readers = staff;

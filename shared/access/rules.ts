import type { Audience, Kind, Permission, Role } from '../contract/access.ts';

/**
 * One way of being allowed.
 * `operator`: runs the deployment. `own`: the thing belongs to the caller's organisation. `network`: the caller's
 * organisation is in the thing's network today, in one of these capacities. `audience`: the thing's audience holds the caller.
 */
export type Rule =
  | { by: 'operator' }
  | { by: 'own'; roles: readonly Role[] }
  | { by: 'network'; as: readonly Kind[]; roles: readonly Role[] }
  | { by: 'audience' };

const staff: readonly Role[] = ['reader', 'officer', 'validator', 'administrator'];
const writers: readonly Role[] = ['officer', 'validator', 'administrator'];
const everyone: readonly Kind[] = ['member', 'secretariat', 'partner', 'civil_society'];

const operator: Rule = { by: 'operator' };
const insiders: Rule = { by: 'network', as: everyone, roles: staff };
const secretariat: Rule = { by: 'network', as: ['secretariat'], roles: writers };
const ownAdministrator: Rule = { by: 'own', roles: ['administrator'] };

/** Who may do what: any rule of the list is enough. `decide` and `predicate` both read this and nothing else. */
export const rules: Record<Permission, readonly Rule[]> = {
  'network:read': [insiders, operator],
  'network:create': [operator],
  'network:edit': [secretariat],
  'organisation:read': [insiders, { by: 'own', roles: staff }, operator],
  'organisation:create': [operator],
  'organisation:edit': [secretariat, ownAdministrator],
  'organisation:suspend': [operator],
  'membership:read': [insiders, operator],
  'membership:edit': [secretariat, operator],
  'client:read': [ownAdministrator, operator],
  'client:edit': [ownAdministrator],
  'client:revoke': [ownAdministrator, operator],
  'administrator:appoint': [ownAdministrator, operator],
  'operator:appoint': [operator],
  'key:rotate': [operator],
  'plan:read': [{ by: 'audience' }],
  'plan:import': [secretariat],
};

/** The capacities that an audience holds; `organisation` holds only the owner, `public` everybody. */
export const holders: Record<Audience, readonly Kind[]> = {
  public: everyone,
  network: ['member', 'secretariat', 'partner'],
  governments: ['member', 'secretariat'],
  organisation: [],
};

/** Roles that read content: all but the operator's. */
export const readers = staff;

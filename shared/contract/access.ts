import * as z from 'zod';

/** Roles of a principal in its organisation; the operator runs the deployment and sees no content. */
export const roles = ['reader', 'officer', 'validator', 'administrator', 'operator'] as const;
export const Role = z.enum(roles).meta({ description: 'Role of a principal in its organisation', examples: ['officer'] });
export type Role = z.infer<typeof Role>;

/** Kinds of organisation, and the capacity in which one belongs to a network. */
export const kinds = ['member', 'secretariat', 'partner', 'civil_society'] as const;
export const Kind = z.enum(kinds).meta({ description: 'Kind of organisation', examples: ['member'] });
export type Kind = z.infer<typeof Kind>;

/** TLP 2.0 labels, from the narrowest to the widest; never translated (FIRST TLP 2.0). */
export const labels = ['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR'] as const;
export const Tlp = z.enum(labels).meta({ description: 'TLP 2.0 label', examples: ['GREEN'] });
export type Tlp = z.infer<typeof Tlp>;

/** Who a record is for, from the widest to the narrowest. `group` is a sharing group, `persons` are named one by one. */
export const audiences = ['public', 'network', 'governments', 'group', 'organisation', 'persons'] as const;
export const Audience = z.enum(audiences).meta({ description: 'Audience of a record', examples: ['network'] });
export type Audience = z.infer<typeof Audience>;

/** What a principal may be allowed to do. Who is, stands in `shared/access/rules.ts`. */
export const permissions = [
  'network:read',
  'network:create',
  'network:edit',
  'organisation:read',
  'organisation:create',
  'organisation:edit',
  'organisation:suspend',
  'membership:read',
  'membership:edit',
  'client:read',
  'client:edit',
  'client:revoke',
  'administrator:appoint',
  'operator:appoint',
  'key:rotate',
  'group:read',
  'group:create',
  'group:edit',
  'consent:read',
  'consent:give',
  'audit:read',
  'plan:read',
  'plan:import',
  'plan:label',
  'plan:edit',
  'meeting:read',
  'meeting:edit',
  'participation:edit',
  'obligation:exempt',
  'report:read',
  'report:write',
  'report:validate',
  'report:publish',
  'webhook:read',
  'webhook:edit',
  'event:read',
  'event:acknowledge',
  'listing:read',
  'listing:read-hidden',
  'listing:create',
  'listing:edit',
  'listing:approve',
  'listing:withdraw',
  'listing:verify',
  'focal:read',
  'focal:edit',
  'focal:purpose',
  'exchange:read',
  'exchange:create',
  'exchange:write',
  'exchange:check',
  'exchange:publish',
  'exchange:contribute',
  'exchange:follow',
  'exchange:release',
  'exchange:openings',
  'figure:read',
  'figure:write',
  'figure:confirm',
  'training:read',
  'training:create',
  'training:write',
  'training:label',
  'training:answer',
  'training:terms',
  'training:follow',
  'training:subscribe',
  'calendar:link',
  'enrolment:read',
  'enrolment:create',
  'enrolment:write',
  'enrolment:decide',
] as const;
export type Permission = (typeof permissions)[number];

import * as z from 'zod';
import { Kind } from '../access.ts';
import { Day } from '../dates.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf, nothing } from '../route.ts';
import { NetworkRef } from './networks.ts';

const period = { from: Day, to: Day.nullable().meta({ description: 'First day on which it no longer holds; null while open' }) };

/** Whether a period ends after it begins. */
const inOrder = ({ from, to }: { from?: string | undefined; to?: string | null | undefined }) => !from || !to || from < to;
const outOfOrder = { path: ['to'], error: 'It ends before it begins / Termina antes de empezar' };

const MembershipFields = z.strictObject({
  network: z.uuidv7(),
  organisation: z.uuidv7(),
  role: Kind,
  code: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{1,19}$/)
    .max(20)
    .meta({ description: 'Unique within the network: ISO alpha-3 for a member', examples: ['IOM'] }),
  aliases: z.array(z.string().trim().min(1).max(120)).max(20).meta({ description: 'Other names that documents print' }),
  ...period,
});

/** An organisation's place in a network, from a day to a day. Membership decides access at every request. */
export const Membership = MembershipFields.extend({ id: z.uuidv7() }).meta({
  id: 'Membership',
  examples: [
    {
      id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c13',
      network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
      organisation: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c12',
      role: 'partner',
      code: 'IOM',
      aliases: ['OIM'],
      from: '2009-01-01',
      to: null,
    },
  ],
});
export type Membership = z.infer<typeof Membership>;

export const NewMembership = MembershipFields.extend({
  aliases: MembershipFields.shape.aliases.default([]),
  to: period.to.default(null),
}).meta({ id: 'NewMembership' });
export type NewMembership = z.infer<typeof NewMembership>;

export const MembershipPatch = MembershipFields.pick({ role: true, code: true, aliases: true, from: true, to: true })
  .partial()
  .refine(inOrder, outOfOrder)
  .meta({ id: 'MembershipPatch', examples: [{ to: '2026-07-01' }] });
export type MembershipPatch = z.infer<typeof MembershipPatch>;

const PresidencyFields = z.strictObject({ network: z.uuidv7(), organisation: z.uuidv7(), ...period });

/** The presidency pro tempore of a network, held by a member for a period (register ME-14). */
export const Presidency = PresidencyFields.extend({ id: z.uuidv7() }).meta({
  id: 'Presidency',
  examples: [
    {
      id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c14',
      network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
      organisation: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c12',
      from: '2026-01-01',
      to: '2027-01-01',
    },
  ],
});
export type Presidency = z.infer<typeof Presidency>;

export const NewPresidency = PresidencyFields.extend({ to: period.to.default(null) })
  .refine(inOrder, outOfOrder)
  .meta({ id: 'NewPresidency' });
export type NewPresidency = z.infer<typeof NewPresidency>;

export const PresidencyPatch = z
  .strictObject(period)
  .partial()
  .refine(inOrder, outOfOrder)
  .meta({ id: 'PresidencyPatch', examples: [{ to: '2027-01-01' }] });
export type PresidencyPatch = z.infer<typeof PresidencyPatch>;

const tag = 'Memberships';
const filters = z.strictObject({
  ...paging,
  network: NetworkRef.optional(),
  organisation: z.uuidv7().optional(),
  on: Day.optional().meta({ description: 'Only those that hold on this day' }),
});

export const memberships = contract({
  listMemberships: {
    method: 'get',
    path: '/v1/memberships',
    tag,
    summary: 'List memberships',
    access: 'membership:read',
    query: filters,
    answers: { 200: listOf(Membership) },
  },
  createMembership: {
    method: 'post',
    path: '/v1/memberships',
    tag,
    summary: 'Bring an organisation into a network',
    access: 'membership:edit',
    body: json(NewMembership),
    answers: { 201: answer(Membership) },
    problems: ['conflict', 'unprocessable'],
  },
  getMembership: {
    method: 'get',
    path: '/v1/memberships/{id}',
    tag,
    summary: 'Get a membership',
    access: 'membership:read',
    params: byId,
    answers: { 200: answer(Membership) },
  },
  updateMembership: {
    method: 'patch',
    path: '/v1/memberships/{id}',
    tag,
    summary: 'Change a membership; a `to` in the past removes the organisation at once',
    access: 'membership:edit',
    params: byId,
    body: json(MembershipPatch),
    answers: { 200: answer(Membership) },
    problems: ['conflict', 'unprocessable'],
  },
  deleteMembership: {
    method: 'delete',
    path: '/v1/memberships/{id}',
    tag,
    summary: 'Take back a membership that was entered by mistake',
    access: 'membership:edit',
    params: byId,
    answers: { 204: nothing },
  },
  listPresidencies: {
    method: 'get',
    path: '/v1/presidencies',
    tag,
    summary: 'List who held the presidency and when',
    access: 'membership:read',
    query: filters,
    answers: { 200: listOf(Presidency) },
  },
  createPresidency: {
    method: 'post',
    path: '/v1/presidencies',
    tag,
    summary: 'Give the presidency to a member for a period',
    access: 'membership:edit',
    body: json(NewPresidency),
    answers: { 201: answer(Presidency) },
    problems: ['conflict', 'unprocessable'],
  },
  getPresidency: {
    method: 'get',
    path: '/v1/presidencies/{id}',
    tag,
    summary: 'Get a presidency',
    access: 'membership:read',
    params: byId,
    answers: { 200: answer(Presidency) },
  },
  updatePresidency: {
    method: 'patch',
    path: '/v1/presidencies/{id}',
    tag,
    summary: 'Change the dates of a presidency',
    access: 'membership:edit',
    params: byId,
    body: json(PresidencyPatch),
    answers: { 200: answer(Presidency) },
    problems: ['conflict', 'unprocessable'],
  },
});

import * as z from 'zod';
import { Tlp } from '../access.ts';
import { Day, Instant } from '../dates.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf } from '../route.ts';
import { Text } from '../text.ts';
import { NetworkRef } from './networks.ts';

const period = {
  from: Day,
  to: Day.nullable().meta({ description: 'First day on which it is out of the group; null while it is in' }),
};

/** An organisation in a sharing group, from when to when. A period that ends on the day it begins was a mistake taken back. */
export const GroupMember = z.strictObject({ id: z.uuidv7(), organisation: z.uuidv7(), ...period }).meta({
  id: 'GroupMember',
  examples: [
    { id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c19', organisation: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c12', from: '2026-03-01', to: null },
  ],
});
export type GroupMember = z.infer<typeof GroupMember>;

const fields = {
  name: Text,
  purpose: Text.meta({ description: 'What the group shares, and for what' }),
  tlp: Tlp.extract(['GREEN', 'AMBER']).meta({ description: 'Label of the group itself: who is in it and why', examples: ['AMBER'] }),
};

/**
 * A named set of organisations of a network with which its members share. Whoever is in it today sees what is shared with it,
 * also what was shared before; whoever is out sees nothing of it; a group of nobody is for nobody.
 */
export const Group = z
  .strictObject({
    id: z.uuidv7(),
    network: z.uuidv7(),
    owner: z.uuidv7().meta({ description: 'The organisation that says who is in it' }),
    ...fields,
    members: z.array(GroupMember).max(1000),
    createdAt: Instant,
  })
  .meta({
    id: 'Group',
    examples: [
      {
        id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c18',
        network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
        owner: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c12',
        name: { es: 'Frontera sur', en: 'Southern border' },
        purpose: { es: 'Alertas de un mismo corredor' },
        tlp: 'AMBER',
        members: [],
        createdAt: '2026-03-01T12:00:00.000Z',
      },
    ],
  });
export type Group = z.infer<typeof Group>;

export const NewGroup = z.strictObject({ network: z.uuidv7(), ...fields, tlp: fields.tlp.default('AMBER') }).meta({ id: 'NewGroup' });
export type NewGroup = z.infer<typeof NewGroup>;

export const GroupPatch = z.strictObject(fields).partial().meta({ id: 'GroupPatch' });
export type GroupPatch = z.infer<typeof GroupPatch>;

export const NewGroupMember = z
  .strictObject({ organisation: z.uuidv7(), from: Day, to: period.to.default(null) })
  .refine(({ from, to }) => to === null || from <= to, { path: ['to'], error: 'It ends before it begins / Termina antes de empezar' })
  .meta({ id: 'NewGroupMember' });
export type NewGroupMember = z.infer<typeof NewGroupMember>;

export const GroupMemberPatch = z.strictObject(period).partial().meta({ id: 'GroupMemberPatch' });
export type GroupMemberPatch = z.infer<typeof GroupMemberPatch>;

const tag = 'Sharing groups';

export const groups = contract({
  listGroups: {
    method: 'get',
    path: '/v1/groups',
    tag,
    summary: 'List the sharing groups that the caller’s organisation owns or is in',
    access: 'group:read',
    query: z.strictObject({ ...paging, network: NetworkRef.optional() }),
    answers: { 200: listOf(Group) },
  },
  createGroup: {
    method: 'post',
    path: '/v1/groups',
    tag,
    summary: 'Create a sharing group, empty at first',
    access: 'group:create',
    body: json(NewGroup),
    answers: { 201: answer(Group) },
  },
  getGroup: {
    method: 'get',
    path: '/v1/groups/{id}',
    tag,
    summary: 'Get a sharing group and who is or was in it',
    access: 'group:read',
    params: byId,
    answers: { 200: answer(Group) },
  },
  updateGroup: {
    method: 'patch',
    path: '/v1/groups/{id}',
    tag,
    summary: 'Change the name, purpose or label of a sharing group',
    access: 'group:edit',
    params: byId,
    body: json(GroupPatch),
    answers: { 200: answer(Group) },
  },
  addGroupMember: {
    method: 'post',
    path: '/v1/groups/{id}/members',
    tag,
    summary: 'Take an organisation of the network into a sharing group',
    description: 'From that day on it sees what the group shares, also what was shared before.',
    access: 'group:edit',
    params: byId,
    body: json(NewGroupMember),
    answers: { 201: answer(GroupMember) },
    problems: ['conflict', 'unprocessable'],
  },
  updateGroupMember: {
    method: 'patch',
    path: '/v1/groups/{id}/members/{memberId}',
    tag,
    summary: 'Change from when or to when an organisation is in a sharing group',
    description: 'A `to` that has come takes it out at once. The validator is the group’s.',
    access: 'group:edit',
    params: byId.extend({ memberId: z.uuidv7() }),
    body: json(GroupMemberPatch),
    answers: { 200: answer(GroupMember) },
    problems: ['conflict', 'unprocessable'],
  },
});

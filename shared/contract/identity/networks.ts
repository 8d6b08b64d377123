import { z } from 'zod';
import { Instant } from '../dates.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf } from '../route.ts';
import { Text } from '../text.ts';

/** A body of a network: who decides and meets. Aliases are the names that documents print. */
export const Body = z
  .strictObject({
    code: z.string().trim().min(1).max(20),
    name: Text,
    aliases: z.array(z.string().trim().min(1).max(120)).max(20).default([]),
  })
  .meta({ id: 'Body', examples: [{ code: 'GRCM', name: { es: 'Grupo Regional de Consulta sobre Migración' }, aliases: [] }] });
export type Body = z.infer<typeof Body>;

/** The network in a query: its code or its id. */
export const NetworkRef = z
  .string()
  .regex(/^[a-z0-9-]{2,36}$/)
  .max(36)
  .meta({ description: 'Code or id of a network', examples: ['crm'] });

const NetworkFields = z.strictObject({
  code: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,19}$/)
    .max(20)
    .meta({ examples: ['crm'] }),
  name: Text,
  bodies: z.array(Body).max(30),
});

export const Network = NetworkFields.extend({ id: z.uuidv7(), createdAt: Instant }).meta({
  id: 'Network',
  examples: [
    {
      id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
      code: 'crm',
      name: { es: 'Conferencia Regional sobre Migración' },
      bodies: [],
      createdAt: '2026-03-01T12:00:00.000Z',
    },
  ],
});
export type Network = z.infer<typeof Network>;

export const NewNetwork = NetworkFields.extend({ bodies: z.array(Body).max(30).default([]) }).meta({
  id: 'NewNetwork',
  examples: [{ code: 'crm', name: { es: 'Conferencia Regional sobre Migración' }, bodies: [] }],
});
export type NewNetwork = z.infer<typeof NewNetwork>;

export const NetworkPatch = NetworkFields.pick({ name: true, bodies: true }).partial().meta({ id: 'NetworkPatch' });
export type NetworkPatch = z.infer<typeof NetworkPatch>;

const tag = 'Networks';

export const networks = contract({
  listNetworks: {
    method: 'get',
    path: '/v1/networks',
    tag,
    summary: 'List the networks the caller belongs to',
    access: 'network:read',
    query: z.strictObject(paging),
    answers: { 200: listOf(Network) },
  },
  createNetwork: {
    method: 'post',
    path: '/v1/networks',
    tag,
    summary: 'Create a network',
    access: 'network:create',
    body: json(NewNetwork),
    answers: { 201: answer(Network) },
    problems: ['conflict'],
  },
  getNetwork: {
    method: 'get',
    path: '/v1/networks/{id}',
    tag,
    summary: 'Get a network',
    access: 'network:read',
    params: byId,
    answers: { 200: answer(Network) },
  },
  updateNetwork: {
    method: 'patch',
    path: '/v1/networks/{id}',
    tag,
    summary: 'Change the name or the bodies of a network',
    access: 'network:edit',
    params: byId,
    body: json(NetworkPatch),
    answers: { 200: answer(Network) },
  },
});

import * as z from 'zod';
import { Instant } from '../dates.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf } from '../route.ts';
import { Text } from '../text.ts';

const code = z.string().trim().min(1).max(20);

/** A body of a network: who decides and meets. Aliases are the names that documents print. */
export const Body = z
  .strictObject({
    code,
    name: Text,
    aliases: z.array(z.string().trim().min(1).max(120)).max(20).default([]),
    reportsTo: code.nullable().default(null).meta({ description: 'The body to which its reports and proposals go for approval' }),
    meetsBefore: code.nullable().default(null).meta({ description: 'The body on the eve of whose meetings it meets' }),
  })
  .meta({
    id: 'Body',
    examples: [{ code: 'RED', name: { es: 'Red de Funcionarios de Enlace' }, aliases: ['la Red'], reportsTo: 'GRCM', meetsBefore: 'GRCM' }],
  });
export type Body = z.infer<typeof Body>;

/** The bodies of a network. Each is there once, names only bodies that are there, and no order of approval comes back to where it began. */
const Bodies = z
  .array(Body)
  .max(30)
  .refine((bodies) => new Set(bodies.map((body) => body.code)).size === bodies.length, {
    error: 'Two bodies have the same code / Dos instancias tienen el mismo código',
  })
  .refine(
    (bodies) => bodies.every(({ reportsTo, meetsBefore }) => [reportsTo, meetsBefore].every((one) => one === null || has(bodies, one))),
    {
      error: '`reportsTo` and `meetsBefore` name bodies of this network / `reportsTo` y `meetsBefore` nombran instancias de esta red',
    },
  )
  .refine((bodies) => bodies.every((body) => chainOf(bodies, body.code).length <= bodies.length), {
    error: 'The order of approval comes back to where it began / El orden de aprobación vuelve a su comienzo',
  });

const has = (bodies: readonly Body[], wanted: string) => bodies.some((body) => body.code === wanted);

/** The bodies through which what a body proposes goes, in their order, itself first (register ME-02, ME-15). */
export function chainOf(bodies: readonly Body[], first: string): string[] {
  const chain: string[] = [];
  for (let next: string | null | undefined = first; next && chain.length <= bodies.length;) {
    chain.push(next);
    next = bodies.find((body) => body.code === next)?.reportsTo;
  }
  return chain;
}

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
  bodies: Bodies,
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

export const NewNetwork = NetworkFields.extend({ bodies: Bodies.default([]) }).meta({
  id: 'NewNetwork',
  examples: [{ code: 'crm', name: { es: 'Conferencia Regional sobre Migración' }, bodies: [] }],
});
export type NewNetwork = z.infer<typeof NewNetwork>;

export const NetworkPatch = NetworkFields.pick({ name: true, bodies: true })
  .partial()
  .meta({ id: 'NetworkPatch', examples: [{ name: { es: 'Conferencia Regional sobre Migración' } }] });
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

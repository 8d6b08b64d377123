import * as z from 'zod';
import { Kind, Role } from '../access.ts';
import { Instant } from '../dates.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf, nothing } from '../route.ts';

/** A live secret of a client, without the secret. */
const SecretInfo = z
  .strictObject({ id: z.uuidv7(), createdAt: Instant, expiresAt: Instant, lastUsedAt: Instant.nullable() })
  .meta({ id: 'SecretInfo' });

/** The public keys of a client: the ids of those given inline, or the address that is asked for them. */
const ClientKeysInfo = z
  .strictObject({
    kids: z.array(z.string().max(200)).max(10),
    jwksUri: z.string().max(500).nullable(),
    createdAt: Instant,
    lastUsedAt: Instant.nullable(),
  })
  .meta({ id: 'ClientKeysInfo' });

/** A machine client of an organisation: a portal or a system. Its `id` is the OAuth client id. */
export const Client = z
  .strictObject({
    id: z.uuidv7(),
    organisation: z.uuidv7(),
    name: z.string().trim().min(1).max(120),
    role: Role,
    revoked: z.boolean(),
    suspended: z.boolean().meta({ description: 'Shut out until it is readmitted' }),
    createdAt: Instant,
    keys: ClientKeysInfo.nullable().meta({ description: 'The public keys with which it signs its own assertions' }),
    secrets: z.array(SecretInfo).max(2),
  })
  .meta({
    id: 'Client',
    examples: [
      {
        id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c15',
        organisation: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c12',
        name: 'Portal',
        role: 'reader',
        revoked: false,
        suspended: false,
        createdAt: '2026-03-01T12:00:00.000Z',
        keys: null,
        secrets: [],
      },
    ],
  });
export type Client = z.infer<typeof Client>;

export const NewClient = Client.pick({ organisation: true, name: true, role: true }).meta({ id: 'NewClient' });
export type NewClient = z.infer<typeof NewClient>;

export const ClientPatch = Client.pick({ name: true, role: true, suspended: true }).partial().meta({ id: 'ClientPatch' });
export type ClientPatch = z.infer<typeof ClientPatch>;

const secret = z.string().max(200).nullable().meta({ description: 'Shown this once; null when an idempotent call is repeated' });

/** A new client with its first secret. */
export const ClientWithSecret = z.strictObject({ client: Client, secret }).meta({ id: 'ClientWithSecret' });
export type ClientWithSecret = z.infer<typeof ClientWithSecret>;

export const NewSecret = z
  .strictObject({ days: z.int().min(1).max(365).default(365).meta({ description: 'Days until it expires' }) })
  .meta({ id: 'NewSecret' });
export type NewSecret = z.infer<typeof NewSecret>;

export const IssuedSecret = SecretInfo.extend({ secret }).meta({ id: 'IssuedSecret' });
export type IssuedSecret = z.infer<typeof IssuedSecret>;

/** Who the caller is: its client, organisation, role and the networks it belongs to today. */
export const Me = z
  .strictObject({
    client: z.uuidv7(),
    organisation: z.uuidv7(),
    role: Role,
    networks: z.array(z.strictObject({ id: z.uuidv7(), code: z.string().max(20), as: Kind, presidency: z.boolean() })).max(1000),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

const tag = 'Clients';

export const clients = contract({
  getMe: { method: 'get', path: '/v1/me', tag, summary: 'Who the caller is', access: 'principal', answers: { 200: answer(Me) } },
  listClients: {
    method: 'get',
    path: '/v1/clients',
    tag,
    summary: 'List the machine clients of the caller’s organisation',
    access: 'client:read',
    query: z.strictObject({ ...paging, organisation: z.uuidv7().optional() }),
    answers: { 200: listOf(Client) },
  },
  createClient: {
    method: 'post',
    path: '/v1/clients',
    tag,
    summary: 'Create a machine client',
    description: 'An administrator creates those of its organisation; the operator creates the first administrator of an organisation.',
    access: 'client:edit',
    body: json(NewClient),
    answers: { 201: answer(ClientWithSecret) },
  },
  getClient: {
    method: 'get',
    path: '/v1/clients/{id}',
    tag,
    summary: 'Get a machine client',
    access: 'client:read',
    params: byId,
    answers: { 200: answer(Client) },
  },
  updateClient: {
    method: 'patch',
    path: '/v1/clients/{id}',
    tag,
    summary: 'Rename a machine client, change its role, suspend or readmit it',
    access: 'client:edit',
    params: byId,
    body: json(ClientPatch),
    answers: { 200: answer(Client) },
  },
  revokeClient: {
    method: 'delete',
    path: '/v1/clients/{id}',
    tag,
    summary: 'Revoke a machine client at once',
    access: 'client:edit',
    params: byId,
    answers: { 204: nothing },
  },
  issueSecret: {
    method: 'post',
    path: '/v1/clients/{id}/secrets',
    tag,
    summary: 'Give a client its next secret; two may live at a time',
    access: 'client:edit',
    params: byId,
    body: json(NewSecret),
    answers: { 201: answer(IssuedSecret) },
    problems: ['conflict'],
  },
  revokeSecret: {
    method: 'delete',
    path: '/v1/clients/{id}/secrets/{secretId}',
    tag,
    summary: 'Revoke one secret of a client',
    access: 'client:edit',
    params: byId.extend({ secretId: z.uuidv7() }),
    answers: { 204: nothing },
  },
});

import * as z from 'zod';
import { Instant } from '../dates.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf, nothing } from '../route.ts';
import { Text } from '../text.ts';
import { TypePattern } from './patterns.ts';

export const endpointStates = ['unproved', 'active', 'disabled'] as const;
/** Why an endpoint is disabled: its administrator said so, it answered 410, or it took nothing for five days. */
export const disablements = ['byHand', 'gone', 'failing'] as const;

const settings = {
  url: z
    .string()
    .max(2000)
    .meta({ description: 'https on port 443, a public name, no credentials', examples: ['https://portal.example.org/enlace'] }),
  types: z
    .array(TypePattern)
    .min(1)
    .max(50)
    .meta({ description: 'Which events it takes', examples: [['plans.*']] }),
  network: z
    .uuidv7()
    .nullable()
    .meta({ description: 'Events of one network alone; null for those of every network its organisation is in' }),
  description: Text.nullable(),
  inOrder: z.boolean().meta({ description: 'One after the other: no event is sent while an earlier one still waits', examples: [false] }),
};

/** A secret that signs what is sent to an endpoint, without the secret. The newest has no end; others end when rotation said so. */
const EndpointSecret = z.strictObject({ id: z.uuidv7(), createdAt: Instant, expiresAt: Instant.nullable() }).meta({ id: 'EndpointSecret' });

const Gap = z
  .strictObject({
    since: Instant,
    until: Instant,
    events: z.int().min(0).max(1_000_000).meta({ description: 'How many it may take and has not' }),
  })
  .meta({ id: 'Gap', examples: [{ since: '2026-03-01T12:00:00.000Z', until: '2026-03-02T12:00:00.000Z', events: 4 }] });

/**
 * An address of an organisation to which events are sent (register IX-09, IX-10, OA-11). It takes nothing before it has proved itself.
 * `silent`: it has taken nothing for longer than the weekly heartbeat. `gap`: what it missed while it was disabled, for a replay.
 */
export const Endpoint = z
  .strictObject({
    id: z.uuidv7(),
    organisation: z.uuidv7(),
    ...settings,
    state: z.enum(endpointStates),
    reason: z.enum(disablements).nullable().meta({ description: 'Why it is disabled' }),
    secrets: z.array(EndpointSecret).max(10),
    createdAt: Instant,
    provedAt: Instant.nullable(),
    deliveredAt: Instant.nullable().meta({ description: 'When it last took anything' }),
    failingSince: Instant.nullable().meta({ description: 'Since when it has taken nothing of what it was sent' }),
    heldUntil: Instant.nullable().meta({ description: 'Nothing is sent before: it asked for that by Retry-After' }),
    silent: z.boolean(),
    gap: Gap.nullable(),
  })
  .meta({
    id: 'Endpoint',
    examples: [
      {
        id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c31',
        organisation: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c12',
        url: 'https://portal.example.org/enlace',
        types: ['plans.*'],
        network: null,
        description: { es: 'Portal' },
        inOrder: false,
        state: 'active',
        reason: null,
        secrets: [],
        createdAt: '2026-03-01T12:00:00.000Z',
        provedAt: '2026-03-01T12:05:00.000Z',
        deliveredAt: '2026-03-02T08:00:00.000Z',
        failingSince: null,
        heldUntil: null,
        silent: false,
        gap: null,
      },
    ],
  });
export type Endpoint = z.infer<typeof Endpoint>;

export const NewEndpoint = z
  .strictObject({
    ...settings,
    network: settings.network.default(null),
    description: settings.description.default(null),
    inOrder: settings.inOrder.default(false),
  })
  .meta({ id: 'NewEndpoint', examples: [{ url: 'https://portal.example.org/enlace', types: ['plans.*'], description: { es: 'Portal' } }] });
export type NewEndpoint = z.output<typeof NewEndpoint>;

/** Another `url` has to be proved anew. `state` disables, or takes up again what was proved before. */
export const EndpointPatch = z
  .strictObject({ ...settings, state: z.enum(['active', 'disabled']) })
  .partial()
  .meta({ id: 'EndpointPatch' });
export type EndpointPatch = z.output<typeof EndpointPatch>;

const secret = z.string().max(200).nullable().meta({ description: '`whsec_…`, shown this once; null when an idempotent call is repeated' });

export const IssuedEndpoint = z.strictObject({ endpoint: Endpoint, secret }).meta({ id: 'IssuedEndpoint' });
export type IssuedEndpoint = z.infer<typeof IssuedEndpoint>;

export const IssuedEndpointSecret = z.strictObject({ ...EndpointSecret.shape, secret }).meta({ id: 'IssuedEndpointSecret' });
export type IssuedEndpointSecret = z.infer<typeof IssuedEndpointSecret>;

const Rotation = z
  .strictObject({
    overlapHours: z
      .int()
      .min(0)
      .max(168)
      .default(72)
      .meta({ description: 'For so many hours the secrets before sign too; 0 ends them now', examples: [72] }),
  })
  .meta({ id: 'Rotation' });

const Proof = z
  .strictObject({
    by: z.enum(['challenge', 'handshake']).default('challenge').meta({
      description: 'A signed event to be answered with its challenge, or the OPTIONS request of CloudEvents (WebHook-Request-Origin)',
    }),
  })
  .meta({ id: 'Proof' });

const Sent = z.strictObject({ event: z.uuidv7().meta({ description: 'The event that is on its way' }) }).meta({ id: 'Sent' });

const tag = 'Webhooks';

export const endpoints = contract({
  listEndpoints: {
    method: 'get',
    path: '/v1/webhook-endpoints',
    tag,
    summary: 'List the endpoints of the caller’s organisation',
    access: 'webhook:read',
    query: z.strictObject({ ...paging, state: z.enum(endpointStates).optional() }),
    answers: { 200: listOf(Endpoint) },
  },
  createEndpoint: {
    method: 'post',
    path: '/v1/webhook-endpoints',
    tag,
    summary: 'Name an address to which events are sent, and get its secret, shown once',
    description: 'It takes nothing before its verification.',
    access: 'webhook:edit',
    body: json(NewEndpoint),
    answers: { 201: answer(IssuedEndpoint) },
    problems: ['unprocessable', 'conflict'],
  },
  getEndpoint: {
    method: 'get',
    path: '/v1/webhook-endpoints/{id}',
    tag,
    summary: 'Get an endpoint and how it fares',
    access: 'webhook:read',
    params: byId,
    answers: { 200: answer(Endpoint) },
  },
  updateEndpoint: {
    method: 'patch',
    path: '/v1/webhook-endpoints/{id}',
    tag,
    summary: 'Change what an endpoint takes, disable it, or take it up again',
    description: 'Another address has to be proved anew. Taken up again, it shows in `gap` what it missed, for a replay.',
    access: 'webhook:edit',
    params: byId,
    body: json(EndpointPatch),
    answers: { 200: answer(Endpoint) },
    problems: ['unprocessable', 'endpoint-unproved'],
  },
  deleteEndpoint: {
    method: 'delete',
    path: '/v1/webhook-endpoints/{id}',
    tag,
    summary: 'Forget an endpoint, its secrets and its deliveries',
    access: 'webhook:edit',
    params: byId,
    answers: { 204: nothing },
  },
  verifyEndpoint: {
    method: 'post',
    path: '/v1/webhook-endpoints/{id}/verification',
    tag,
    summary: 'Ask an endpoint to prove itself, and open it when it does',
    description: 'It is called at once, and has fifteen seconds. A disabled endpoint that proves itself is taken up again.',
    access: 'webhook:edit',
    params: byId,
    body: json(Proof),
    answers: { 200: answer(Endpoint) },
    problems: ['endpoint-unproved'],
  },
  testEndpoint: {
    method: 'post',
    path: '/v1/webhook-endpoints/{id}/tests',
    tag,
    summary: 'Send a test event to an endpoint',
    access: 'webhook:edit',
    params: byId,
    answers: { 201: answer(Sent) },
    problems: ['endpoint-unproved'],
  },
  rotateEndpointSecret: {
    method: 'post',
    path: '/v1/webhook-endpoints/{id}/secrets',
    tag,
    summary: 'Give an endpoint its next secret, shown once; the one before signs too for as long as you say',
    access: 'webhook:edit',
    params: byId,
    body: json(Rotation),
    answers: { 201: answer(IssuedEndpointSecret) },
    problems: ['conflict'],
  },
  revokeEndpointSecret: {
    method: 'delete',
    path: '/v1/webhook-endpoints/{id}/secrets/{secretId}',
    tag,
    summary: 'End a secret that was superseded, now',
    access: 'webhook:edit',
    params: byId.extend({ secretId: z.uuidv7() }),
    answers: { 204: nothing },
    problems: ['conflict'],
  },
});

import * as z from 'zod';
import { Instant } from '../dates.ts';
import { eventTypes } from '../events.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf } from '../route.ts';
import { TypePattern } from './patterns.ts';

/** `withheld`: the organisation may no longer see the event, and got nothing. `dead`: seven days of tries have ended. */
export const deliveryStates = ['pending', 'delivered', 'dead', 'withheld'] as const;

/** `cut`: the relay was stopped in the middle, so that nobody knows. */
export const attemptOutcomes = ['delivered', 'failed', 'redirected', 'refused', 'timeout', 'unreachable', 'cut', 'running'] as const;

const EventTypeName = z.enum(eventTypes).meta({ description: 'Type of the event' });
const event = z.uuidv7().meta({ description: 'The event: the `webhook-id` of its messages' });

/** An event on its way to an endpoint. */
export const Delivery = z
  .strictObject({
    endpoint: z.uuidv7(),
    event,
    type: EventTypeName,
    time: Instant.meta({ description: 'When the event came to be' }),
    state: z.enum(deliveryStates),
    attempts: z.int().min(0).max(1_000_000).meta({ description: 'How often it was sent' }),
    nextAttemptAt: Instant.nullable().meta({ description: 'Not before; null when it is over, or at once' }),
    settledAt: Instant.nullable().meta({ description: 'When it was delivered or given up' }),
  })
  .meta({
    id: 'Delivery',
    examples: [
      {
        endpoint: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c31',
        event: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c41',
        type: 'plans.report.published',
        time: '2026-03-01T12:00:00.000Z',
        state: 'delivered',
        attempts: 1,
        nextAttemptAt: null,
        settledAt: '2026-03-01T12:00:01.000Z',
      },
    ],
  });
export type Delivery = z.infer<typeof Delivery>;

/** One call of an endpoint. */
export const Attempt = z
  .strictObject({
    event,
    type: EventTypeName,
    number: z.int().min(1).max(1_000_000),
    startedAt: Instant,
    outcome: z.enum(attemptOutcomes),
    status: z.int().min(100).max(999).nullable().meta({ description: 'The HTTP status that came back' }),
    milliseconds: z.int().min(0).max(3_600_000).nullable(),
    answer: z.string().max(1000).nullable().meta({ description: 'The beginning of what it answered' }),
  })
  .meta({
    id: 'Attempt',
    examples: [
      {
        event: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c41',
        type: 'plans.report.published',
        number: 1,
        startedAt: '2026-03-01T12:00:00.500Z',
        outcome: 'delivered',
        status: 204,
        milliseconds: 80,
        answer: '',
      },
    ],
  });
export type Attempt = z.infer<typeof Attempt>;

const Replay = z
  .strictObject({
    since: Instant.meta({ description: 'Events from then on' }),
    until: Instant.optional().meta({ description: 'Events before then; now unless told' }),
    types: z.array(TypePattern).min(1).max(50).optional().meta({ description: 'Of these types alone, among those the endpoint takes' }),
    only: z
      .enum(['all', 'missed', 'failed'])
      .default('missed')
      .meta({ description: 'all; those that were not delivered; those that were sent and given up' }),
  })
  .meta({ id: 'Replay', examples: [{ since: '2026-03-01T00:00:00.000Z', only: 'missed' }] });
export type Replay = z.output<typeof Replay>;

const Replayed = z
  .strictObject({ deliveries: z.int().min(0).max(1_000_000_000).meta({ description: 'How many are on their way' }) })
  .meta({ id: 'Replayed' });

const tag = 'Webhooks';
const time = { from: Instant.optional(), to: Instant.optional() };
const ofEvent = byId.extend({ eventId: z.uuidv7() });

export const deliveries = contract({
  listDeliveries: {
    method: 'get',
    path: '/v1/webhook-endpoints/{id}/deliveries',
    tag,
    summary: 'List what was and is to be sent to an endpoint, the newest event first',
    description: 'They are kept for 90 days.',
    access: 'webhook:read',
    params: byId,
    query: z.strictObject({ ...paging, state: z.enum(deliveryStates).optional(), type: TypePattern.optional(), ...time }),
    answers: { 200: listOf(Delivery) },
  },
  getDelivery: {
    method: 'get',
    path: '/v1/webhook-endpoints/{id}/deliveries/{eventId}',
    tag,
    summary: 'Get how an event fares on its way to an endpoint',
    access: 'webhook:read',
    params: ofEvent,
    answers: { 200: answer(Delivery) },
  },
  resendDelivery: {
    method: 'post',
    path: '/v1/webhook-endpoints/{id}/deliveries/{eventId}/resend',
    tag,
    summary: 'Send an event to an endpoint again, now',
    access: 'webhook:edit',
    params: ofEvent,
    answers: { 200: answer(Delivery) },
    problems: ['endpoint-unproved'],
  },
  listAttempts: {
    method: 'get',
    path: '/v1/webhook-endpoints/{id}/attempts',
    tag,
    summary: 'List the calls of an endpoint, those of the newest event first',
    access: 'webhook:read',
    params: byId,
    query: z.strictObject({
      ...paging,
      event: z.uuidv7().optional(),
      type: TypePattern.optional(),
      outcome: z.enum(attemptOutcomes).optional(),
      ...time,
    }),
    answers: { 200: listOf(Attempt) },
  },
  replayEvents: {
    method: 'post',
    path: '/v1/webhook-endpoints/{id}/replays',
    tag,
    summary: 'Send the events of a time again, or those that were missed or failed',
    description: 'Only what the organisation may see today, and what the endpoint takes. The gap of a disabled endpoint ends with it.',
    access: 'webhook:edit',
    params: byId,
    body: json(Replay),
    answers: { 201: answer(Replayed) },
    problems: ['endpoint-unproved'],
  },
});

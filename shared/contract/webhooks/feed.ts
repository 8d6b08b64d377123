import * as z from 'zod';
import { Instant } from '../dates.ts';
import { NetworkRef } from '../identity/networks.ts';
import { KeySet } from '../identity/tokens.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf } from '../route.ts';
import { CloudEvent } from './cloud-event.ts';
import { TypePattern } from './patterns.ts';

/** How far an organisation is with an event, one after the other. */
export const acknowledgements = ['notified', 'read', 'acted'] as const;

/** An organisation's word on an event. */
export const Acknowledgement = z.strictObject({ organisation: z.uuidv7(), state: z.enum(acknowledgements), at: Instant }).meta({
  id: 'Acknowledgement',
  examples: [{ organisation: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c12', state: 'read', at: '2026-03-01T12:10:00.000Z' }],
});
export type Acknowledgement = z.infer<typeof Acknowledgement>;

const count = z.int().min(0).max(1_000_000);

/** How many of the organisations that may see an event were notified of it (by a delivery, or by their own word), read it, acted on it. */
export const Tally = z
  .strictObject({ organisations: count, notified: count, read: count, acted: count })
  .meta({ id: 'Tally', examples: [{ organisations: 13, notified: 9, read: 4, acted: 1 }] });

export const EventStanding = z.strictObject({ event: CloudEvent, tally: Tally }).meta({ id: 'EventStanding' });
export type EventStanding = z.infer<typeof EventStanding>;

const EventTypeInfo = z
  .strictObject({
    type: z
      .string()
      .max(100)
      .meta({ examples: ['plans.report.published'] }),
    about: z
      .string()
      .max(500)
      .meta({ description: 'What it tells, in the asked language', examples: ['Un informe se publicó'] }),
    directed: z.boolean().meta({ description: 'It goes to one endpoint alone, whatever that one takes' }),
    schema: z.record(z.string().max(100), z.unknown()).meta({ description: 'JSON Schema of `data`' }),
    example: CloudEvent,
  })
  .meta({ id: 'EventTypeInfo' });
export const EventTypes = z.strictObject({ types: z.array(EventTypeInfo).max(1000) }).meta({ id: 'EventTypes' });
export type EventTypes = z.infer<typeof EventTypes>;

const NewAcknowledgement = z
  .strictObject({ state: z.enum(acknowledgements).meta({ examples: ['read'] }) })
  .meta({ id: 'NewAcknowledgement' });

const tag = 'Events';

export const feed = contract({
  listEvents: {
    method: 'get',
    path: '/v1/events',
    tag,
    summary: 'Pull the events that the caller may see, oldest first, with the ids and filters of webhooks',
    description:
      'For those without a server. `after` names the last event that you have; an event comes after another when it was committed after it. ' +
      'As `text/event-stream` the list goes on as events come, for five minutes; `Last-Event-ID` goes before `after`, ' +
      'and without either it begins with the oldest; a client follows five at once, at most. Events are kept for 90 days. ' +
      'What you may see only later (a group that you joined, a record that was opened) keeps its place: begin earlier to get it.',
    access: 'event:read',
    query: z.strictObject({
      ...paging,
      after: z.uuidv7().optional().meta({ description: 'Id of the last event that you have' }),
      type: TypePattern.optional(),
      network: NetworkRef.optional(),
    }),
    answers: { 200: listOf(CloudEvent) },
    live: true,
  },
  getEvent: {
    method: 'get',
    path: '/v1/events/{id}',
    tag,
    summary: 'Get an event, and how many were notified of it, read it and acted on it',
    access: 'event:read',
    params: byId,
    answers: { 200: answer(EventStanding) },
  },
  listAcknowledgements: {
    method: 'get',
    path: '/v1/events/{id}/acknowledgements',
    tag,
    summary: 'List which organisations have said that they were notified of an event, read it or acted on it',
    access: 'event:read',
    params: byId,
    query: z.strictObject(paging),
    answers: { 200: listOf(Acknowledgement) },
  },
  acknowledgeEvent: {
    method: 'post',
    path: '/v1/events/{id}/acknowledgements',
    tag,
    summary: 'Say for the caller’s organisation how far it is with an event; it never goes back',
    access: 'event:acknowledge',
    params: byId,
    body: json(NewAcknowledgement),
    answers: { 201: answer(Acknowledgement) },
  },
  listEventTypes: {
    method: 'get',
    path: '/v1/event-types',
    tag,
    summary: 'The catalogue: every type of event, what it tells, its schema and an example',
    access: 'anyone',
    answers: { 200: answer(EventTypes) },
  },
  getWebhookKeys: {
    method: 'get',
    path: '/.well-known/webhook-jwks.json',
    tag: 'Webhooks',
    summary: 'The public keys of `v1a` signatures (RFC 7517, Standard Webhooks)',
    access: 'anyone',
    answers: { 200: answer(KeySet) },
  },
});

import * as z from 'zod';
import type { EventType } from '../../shared/contract/events.ts';
import { exampleEvent, kindOf } from '../../shared/contract/events/told.ts';
import { CloudEvent } from '../../shared/contract/webhooks/cloud-event.ts';

const header = (name: string, description: string, maxLength: number, example: string) =>
  ({ name, in: 'header', required: true, description, schema: { type: 'string', maxLength, example } }) as const;

/** The headers of a message (Standard Webhooks 1.0). */
export const messageHeaders = {
  WebhookId: header('webhook-id', 'The id of the event, the same each time it is sent', 36, '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c41'),
  WebhookTimestamp: header('webhook-timestamp', 'When it was sent, in seconds since 1970', 15, '1772366400'),
  WebhookSignature: header(
    'webhook-signature',
    'Signatures of `{id}.{timestamp}.{body}`, separated by spaces: `v1` by each secret of the endpoint (HMAC-SHA256), `v1a` by the platform (Ed25519)',
    2000,
    'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
  ),
};

/** What an endpoint may answer to a message. */
export const messageAnswers = {
  EventTaken: { description: 'Taken, within fifteen seconds' },
  EndpointGone: { description: 'Never again: the endpoint is disabled' },
  EndpointBusy: {
    description: 'Not now: it is sent again, not before Retry-After',
    headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } },
  },
};

const ref = (kind: string) => (name: string) => ({ $ref: `#/components/${kind}/${name}` });
const answerOf = ref('responses');

/** How the document describes what is sent to endpoints when something of that type happens. */
export function webhookOf(type: EventType, origin: string) {
  const { about, data, directed } = kindOf(type);
  const name = type.replaceAll(/(?:^|\.)(\w)/g, (_, letter: string) => letter.toUpperCase());
  const schema = CloudEvent.extend({ type: z.literal(type), data });
  return {
    operationId: `on${name}`,
    method: 'post',
    path: type,
    tags: ['Events'],
    summary: about.en,
    description: directed
      ? 'To the one endpoint that is its subject.'
      : 'To each endpoint that takes this type, as long as its organisation may see the event.',
    security: [],
    parameters: Object.keys(messageHeaders).map(ref('parameters')),
    request: { body: { required: true, content: { 'application/cloudevents+json': { schema, example: exampleEvent(type, origin) } } } },
    responses: { '2XX': answerOf('EventTaken'), '410': answerOf('EndpointGone'), '429': answerOf('EndpointBusy') },
  };
}

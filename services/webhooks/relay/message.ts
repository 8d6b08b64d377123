import type { CloudEvent } from '../../../shared/contract/webhooks/cloud-event.ts';
import { signWebhook } from '../../../shared/contract/webhooks/signature.ts';

/** What signs a message: the live secrets of its endpoint (`v1`) and the platform's own keys (`v1a`). */
export type Signers = { secrets: string[]; keys: CryptoKey[] };

/**
 * An event as it is posted: CloudEvents 1.0 in structured mode, signed as Standard Webhooks says. `at` is in seconds since 1970; the id
 * stays the same however often it is sent.
 */
export async function messageOf(event: CloudEvent, at: number, { secrets, keys }: Signers) {
  const body = JSON.stringify(event);
  const signature = await signWebhook({ id: event.id, timestamp: at, body, secrets, keys });
  return {
    body,
    headers: {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'webhook-id': event.id,
      'webhook-timestamp': String(at),
      'webhook-signature': signature,
    },
  };
}

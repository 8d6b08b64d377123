import type { EventType } from '../../shared/contract/events.ts';
import type { WebhookHeaders } from '../../shared/contract/webhooks/headers.ts';
import type { WebhookTrust } from '../../shared/contract/webhooks/keys.ts';
import { type ReceivedEvent, verifySignatures, verifyWebhook } from '../../shared/contract/webhooks/signature.ts';
import { WebhookError } from '../../shared/contract/webhooks/webhook-error.ts';

/** A request as it arrived, its body as the bytes that came. */
export type Arrived = { method: string; headers: WebhookHeaders; body: Uint8Array };

/** What goes back, as JSON when there is a body, and the line that tells a person about it. */
export type Answer = { status: number; body?: unknown; line: string };

const challenged: EventType = 'webhooks.endpoint.challenged';

/** What a receiver of webhooks answers: 204 to an event, the challenge to a challenge, 400 to what does not verify. */
export async function answerTo({ method, headers, body }: Arrived, trust: WebhookTrust, now = new Date()): Promise<Answer> {
  if (method !== 'POST') return { status: 405, line: refusal(`${method}: only POST / solo POST`) };
  try {
    const event = await verifyWebhook(body, headers, { ...trust, now });
    const line = tell(event, await verifySignatures(body, headers, { ...trust, now }));
    const { challenge } = event.data;
    return event.type === challenged ? { status: 200, body: { challenge }, line } : { status: 204, line };
  } catch (error) {
    if (!(error instanceof WebhookError)) throw error;
    return { status: 400, line: refusal(`${error.code}: ${error.message}`) };
  }
}

const refusal = (reason: string) => shown(`✗ refused / rechazado  ${reason}`);

function tell({ time, type, subject, data }: ReceivedEvent, kinds: string[]): string {
  const links = typeof data['links'] === 'object' && data['links'] !== null ? Object.values(data['links']) : [];
  return shown(['✓', time, type, subject, kinds.join('+'), ...links.map(String)].join('  '));
}

/** A terminal takes some characters for orders. */
const shown = (line: string) => line.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');

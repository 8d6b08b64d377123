import { type Client, createClient } from '@libsql/client';
import { verifyWebhook } from '../../shared/contract/webhooks/signature.ts';
import type { Partner } from './partners.ts';

/** A message as it came to a receiver. */
export type Received = { path: string; id: string; timestamp: string; signature: string; body: string };

/** Each of these queries finds what must not be, about the deliveries of one endpoint. */
const wrong: Record<string, string> = {
  'event without its delivery': `select o.id from outbox o join webhook_endpoints w on w.id = ?1
    join memberships m on m.organisation_id = w.organisation_id and m.network_id = o.network_id
    where o.type = 'identity.membership.changed' and o.at > w.proved_at
      and not exists (select 1 from webhook_deliveries d where d.endpoint_id = w.id and d.position = o.position)`,
  'event that was never relayed': 'select id from outbox where relayed_at is null and ?1 is not null',
  'delivery that is not settled': `select position from webhook_deliveries where endpoint_id = ?1 and state = 'pending'`,
  'settled delivery that a run still holds': `select position from webhook_deliveries where endpoint_id = ?1 and state <> 'pending' and run_id is not null`,
  'delivery whose attempts do not count up': `select d.position from webhook_deliveries d where d.endpoint_id = ?1 and d.attempts <>
    (select count(*) from webhook_attempts a where a.endpoint_id = d.endpoint_id and a.position = d.position)`,
  'delivery settled without an attempt that says so': `select d.position from webhook_deliveries d where d.endpoint_id = ?1 and d.state = 'delivered'
    and not exists (select 1 from webhook_attempts a where a.endpoint_id = d.endpoint_id and a.position = d.position and a.outcome = 'delivered')`,
  'attempt without its delivery': `select a.position from webhook_attempts a where a.endpoint_id = ?1
    and not exists (select 1 from webhook_deliveries d where d.endpoint_id = a.endpoint_id and d.position = a.position)`,
};

/** What the database says was sent to an endpoint: each event, how often it was tried, and its place among those of its subject. */
const sent = `select o.id, o.subject, o.sequence, d.state, d.attempts from webhook_deliveries d join outbox o on o.position = d.position
  where d.endpoint_id = ? order by d.position`;

/**
 * Compares what an endpoint received with what the database says. Gives one line for each thing that is wrong: an event that is lost, a
 * message that was sent without an attempt, does not verify, or came before one it should have followed.
 */
export async function relayViolations(database: string, partner: Partner, receipts: Received[]): Promise<string[]> {
  const client = createClient({ url: database });
  try {
    const stored = await torn(client, partner);
    const { rows } = await client.execute({ sql: sent, args: [partner.endpoint] });
    const own = receipts.filter(({ path, body }) => path === partner.path && !body.includes('webhooks.endpoint.challenged'));
    const unread = await Promise.all(own.map((one) => unverified(one, partner)));
    return [...stored, ...rows.flatMap((row) => about(row as never, own)), ...unread.flat(), ...disordered(own)];
  } finally {
    client.close();
  }
}

async function torn(client: Client, { endpoint }: Partner): Promise<string[]> {
  const results = await client.batch(
    Object.values(wrong).map((sql) => ({ sql, args: [endpoint] })),
    'read',
  );
  return Object.keys(wrong).flatMap((what, index) => (results[index]?.rows ?? []).map((row) => `${what}: ${String(row[0])}`));
}

type Sent = { id: string; state: string; attempts: number };

function about({ id, state, attempts }: Sent, own: Received[]): string[] {
  const count = own.filter((one) => one.id === id).length;
  return [
    ...(state === 'delivered' && count === 0 ? [`delivered, but never received: ${id}`] : []),
    ...(count > attempts ? [`received ${count} times after ${attempts} attempts: ${id}`] : []),
  ];
}

async function unverified({ body, id, timestamp, signature }: Received, { secret }: Partner): Promise<string[]> {
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
  const now = new Date(Number(timestamp) * 1_000);
  return verifyWebhook(body, headers, { secrets: [secret], now }).then(
    () => [],
    (error: Error) => [`does not verify: ${id}: ${error.message}`],
  );
}

/** The first time that each event came, those of one subject came in their order. */
function disordered(own: Received[]): string[] {
  const last = new Map<string, number>();
  const seen = new Set<string>();
  return own.flatMap(({ id, body }) => {
    const { subject, sequence } = JSON.parse(body) as { subject: string; sequence: string };
    if (seen.has(id)) return [];
    seen.add(id);
    const before = last.get(subject) ?? 0;
    last.set(subject, Number(sequence));
    return Number(sequence) > before ? [] : [`came after a later one of its subject: ${id}`];
  });
}

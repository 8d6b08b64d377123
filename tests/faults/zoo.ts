import { type Client, createClient } from '@libsql/client';
import { waitFor } from '../../scripts/platform/wait.ts';
import { sendUntilAnswered } from './calls.ts';
import { type Partner, makePartner } from './partners.ts';
import type { Receivers } from './receivers.ts';
import { passTime, settle, sweep } from './relay.ts';
import type { Rig } from './rig.ts';
import { creation, makeNetwork } from './writes.ts';

/** What a kind of receiver does to the first attempt of an event, and how the event's delivery stands after its second. */
export type Kind = { name: string; first: string; last: string };

/** Kinds of receivers by the path on which they behave so. */
export const kinds: Kind[] = [
  { name: '/ok', first: 'delivered 200', last: 'delivered' },
  { name: '/created', first: 'delivered 204', last: 'delivered' },
  { name: '/500', first: 'failed 500', last: 'pending' },
  { name: '/301', first: 'redirected 301', last: 'pending' },
  { name: '/410', first: 'failed 410', last: 'pending' },
  { name: '/429?after=1', first: 'failed 429', last: 'delivered' },
  { name: '/503-date?after=1', first: 'failed 503', last: 'delivered' },
  { name: '/reset', first: 'unreachable null', last: 'pending' },
  { name: '/reset-before', first: 'unreachable null', last: 'pending' },
  { name: '/wrong-length', first: 'unreachable null', last: 'pending' },
  { name: '/huge', first: 'delivered 200', last: 'delivered' },
  { name: '/hang', first: 'timeout null', last: 'pending' },
  { name: '/flapping?every=2', first: 'failed 500', last: 'delivered' },
  { name: 'tls', first: 'unreachable null', last: 'pending' },
  { name: 'closed', first: 'unreachable null', last: 'pending' },
  { name: 'nowhere', first: 'unreachable null', last: 'pending' },
];

/** Those that take the whole of the time a receiver has, and a little more: for the long run. */
export const slowKinds: Kind[] = [
  { name: '/slow?ms=14900', first: 'delivered 200', last: 'delivered' },
  { name: '/slow?ms=15100', first: 'timeout null', last: 'pending' },
];

/** What was seen of a kind. */
export type Seen = Kind & { state: string };

const ended = "select count(*) from webhook_attempts where number = ? and outcome <> 'running'";

/** Sends one event to an endpoint of each kind, and once more to whom it did not reach. Gives what became of it, and whether all was settled. */
export async function visitZoo(rig: Rig, receivers: Receivers, list: readonly Kind[]): Promise<Seen[]> {
  const network = await makeNetwork(rig, 'zoo-1x');
  const client = createClient({ url: rig.database });
  try {
    const endpoints = new Map<string, string>();
    for (const { name } of list) endpoints.set(name, (await housed(rig, receivers, client, network, name)).endpoint);
    await settle(rig);
    await client.execute(`update webhook_endpoints set types = '["identity.*"]'`);
    await sendUntilAnswered(rig, creation('member', 'zoo-2x', network));
    await round(rig, client, 1, list.length);
    // One quarter of a minute of it is enough.
    await client.execute("update webhook_endpoints set state = 'disabled', reason = 'byHand' where url like '%/hang'");
    const again = list.filter(({ first, name }) => !first.startsWith('delivered') && !['/410', '/hang'].includes(name));
    await round(rig, client, 2, again.length);
    return await Promise.all(list.map(({ name }) => seen(client, name, endpoints.get(name) ?? '')));
  } finally {
    client.close();
  }
}

/** So that it hears nothing of the others' coming. */
const quiet = ['webhooks.endpoint.failed'];

async function housed(rig: Rig, receivers: Receivers, client: Client, network: string, name: string): Promise<Partner> {
  const elsewhere = { tls: receivers.tls, closed: receivers.closed, nowhere: receivers.nowhere }[name];
  const partner = await makePartner(rig, network, `${receivers.origin}${elsewhere ? '/ok?of=' : ''}${name}`, { types: quiet });
  if (elsewhere) await client.execute({ sql: 'update webhook_endpoints set url = ? where id = ?', args: [elsewhere, partner.endpoint] });
  return partner;
}

/** Waits until so many have answered, or failed to, for the so-manieth time. */
async function round(rig: Rig, client: Client, number: number, count: number): Promise<void> {
  if (number > 1) await passTime(rig);
  const done = await waitFor(
    async () => {
      await sweep(rig);
      return Number((await client.execute({ sql: ended, args: [number] })).rows[0]?.[0]) >= count;
    },
    { within: 60_000, every: 100 },
  );
  if (!done) throw new Error(`Attempt ${number} was not made by all`);
}

async function seen(client: Client, name: string, endpoint: string): Promise<Seen> {
  const attempt = 'select outcome, status from webhook_attempts where endpoint_id = ? and number = 1';
  const delivery = 'select d.state, w.state from webhook_deliveries d join webhook_endpoints w on w.id = d.endpoint_id where w.id = ?';
  const rowOf = async (sql: string) => (await client.execute({ sql, args: [endpoint] })).rows[0];
  const [first, last] = [await rowOf(attempt), await rowOf(delivery)];
  return { name, first: `${String(first?.[0])} ${String(first?.[1])}`, last: String(last?.[0]), state: String(last?.[1]) };
}

import { createClient } from '@libsql/client';
import { waitFor } from '../../scripts/platform/wait.ts';
import type { Rig } from './rig.ts';

const every = '* * * * *';

/** Fires the minute's sweep; a platform that is just coming back does not take it. */
export const sweep = ({ platform }: Rig): Promise<unknown> => platform.fire('enlace-webhooks', every).catch(() => undefined);

/** As much time goes by as a lease, a pause and an endpoint's own wish to be left alone can last. */
export async function passTime({ database }: Rig): Promise<void> {
  const client = createClient({ url: database });
  try {
    await client.batch(
      ["update webhook_deliveries set due_at = '' where state = 'pending'", 'update webhook_endpoints set held_until = null'],
      'write',
    );
  } catch {
    // The database is just coming back: the caller comes again.
  } finally {
    client.close();
  }
}

async function count({ database }: Rig, sql: string): Promise<number> {
  const client = createClient({ url: database });
  try {
    return Number((await client.execute(sql)).rows[0]?.[0]);
  } catch {
    return Number.NaN;
  } finally {
    client.close();
  }
}

/** How much is still to be relayed; NaN while the database cannot say. */
export const leftToRelay = (rig: Rig): Promise<number> =>
  count(
    rig,
    "select (select count(*) from outbox where relayed_at is null) + (select count(*) from webhook_deliveries where state = 'pending')",
  );

/** Waits until everything is relayed by itself; then, and again and again, lets time pass and fires the sweep. */
export async function settle(rig: Rig, { alone = 0, within = 60_000 }: { alone?: number; within?: number } = {}): Promise<void> {
  const isDone = async () => (await leftToRelay(rig)) === 0;
  if (alone > 0 && (await waitFor(isDone, { within: alone, every: 50 }))) return;
  const done = await waitFor(
    async () => {
      await passTime(rig);
      await sweep(rig);
      return isDone();
    },
    { within, every: 100 },
  );
  if (!done) throw new Error(`${await leftToRelay(rig)} are still to be relayed`);
}

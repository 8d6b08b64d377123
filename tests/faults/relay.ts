import { setTimeout as pause } from 'node:timers/promises';
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

/**
 * Waits until everything is relayed by itself; then fires the sweep again and again, and lets time pass whenever nothing goes on by itself.
 * Gives up when nothing has gone on for so long.
 */
export async function settle(rig: Rig, { alone = 0, within = 60_000 }: { alone?: number; within?: number } = {}): Promise<void> {
  if (alone > 0 && (await waitFor(async () => (await leftToRelay(rig)) === 0, { within: alone, every: 50 }))) return;
  let least = Infinity;
  let movedAt = Date.now();
  while (Date.now() - movedAt < within) {
    const left = await leftToRelay(rig);
    if (left === 0) return;
    if (left < least) [least, movedAt] = [left, Date.now()];
    else await passTime(rig);
    await sweep(rig);
    await pause(100);
  }
  throw new Error(`${await leftToRelay(rig)} are still to be relayed`);
}

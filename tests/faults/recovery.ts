import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '../../scripts/platform/wait.ts';
import { sendUntilAnswered } from './calls.ts';
import { kill } from './kills.ts';
import { type Partner, makePartner } from './partners.ts';
import { randomFrom } from './random.ts';
import type { Receivers } from './receivers.ts';
import { settle } from './relay.ts';
import type { Rig } from './rig.ts';
import { creation, makeNetwork } from './writes.ts';

const patience = { within: 120_000, every: 10 };

/**
 * How long it takes, in milliseconds, from the loss of queue, workers and database to the first receipt, with nobody doing anything: after the
 * commit, before anything was sent; and after the claim, while the message was with its receiver. The platform's own cron does it.
 */
export async function recoveries(rig: Rig, receivers: Receivers): Promise<{ afterCommit: number; afterClaim: number }> {
  const network = await makeNetwork(rig, 'back-1x');
  const partner = await makePartner(rig, network, `${receivers.origin}/ok?of=back`);
  await settle(rig);
  const afterCommit = await untilReceived(receivers, partner, async () => {
    await sendUntilAnswered(rig, creation('member', 'back-2x', network));
    await kill(rig, 'both');
  });
  await settle(rig);
  const afterClaim = await untilReceived(receivers, partner, async () => {
    const met = Promise.withResolvers<void>();
    receivers.hook = async (at) => {
      if (at === 'after') return;
      receivers.hook = () => Promise.resolve();
      await kill(rig, 'both');
      met.resolve();
    };
    await sendUntilAnswered(rig, creation('member', 'back-3x', network));
    await met.promise;
  });
  return { afterCommit, afterClaim };
}

/** The milliseconds from a loss to the first message that came after it. */
async function untilReceived(receivers: Receivers, { path }: Partner, lose: () => Promise<void>): Promise<number> {
  await lose();
  const lost = Date.now();
  const first = () => receivers.receipts.find((one) => one.path === path && !one.proof && one.at >= lost);
  const found = await waitFor(first, patience);
  if (!found) throw new Error('Nothing was received within two minutes');
  return found.at - lost;
}

/** The milliseconds within which 95 of 100 events were first sent after their commit, while nothing else goes on. */
export async function idleLatency(rig: Rig, receivers: Receivers, seed: number, count: number): Promise<number> {
  const network = await makeNetwork(rig, 'idle-1x');
  const partner = await makePartner(rig, network, `${receivers.origin}/ok?of=idle`);
  await settle(rig);
  const random = randomFrom(seed);
  const times: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const before = receivers.receipts.length;
    await sendUntilAnswered(rig, creation('member', `idle-${at}y`, network));
    const committed = Date.now();
    const first = () => receivers.receipts.slice(before).find((one) => one.path === partner.path);
    const found = await waitFor(first, patience);
    times.push((found?.at ?? Infinity) - committed);
    await pause(random.below(1_000));
  }
  return times.toSorted((a, b) => a - b)[Math.ceil(count * 0.95) - 1] ?? Infinity;
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Platform } from '../../scripts/platform/platform.ts';
import type { SqldSupervisor } from '../../scripts/platform/supervisor.ts';
import { waitFor } from '../../scripts/platform/wait.ts';
import { type Random, randomFrom } from './random.ts';
import type { Rig } from './rig.ts';
import { type History, makeNetwork, write } from './writes.ts';

/** Who is killed. */
export type Victim = 'sqld' | 'workerd' | 'both';

const writers = 8;
const patience = { within: 60_000 };

/** So many kills of each, in an order that the seed decides. */
export function victims(random: Random, counts: Record<Victim, number>): Victim[] {
  return random.shuffle((Object.entries(counts) as [Victim, number][]).flatMap(([victim, count]) => new Array<Victim>(count).fill(victim)));
}

/**
 * Lets eight writers write while the victims are killed one after the other at random moments, until each was followed by new answers.
 * `prepare` is done in the network of the run before they begin.
 */
export async function writeUnderKills(
  rig: Rig,
  seed: number,
  list: Victim[],
  prepare: (network: string) => Promise<void> = () => Promise.resolve(),
): Promise<History> {
  const network = await makeNetwork(rig, `base-${seed % 100_000}`);
  await prepare(network);
  let sent = 0;
  let killing = true;
  const running = Array.from({ length: writers }, (_, index) => {
    const name = `w${index}`;
    const options = { name, random: randomFrom(seed + index), network, more: () => killing, onSend: () => void (sent += 1) };
    return write(rig, options);
  });
  const failed = Promise.all(running);
  failed.catch(() => (killing = false));
  await killAll(rig.platform, randomFrom(seed - 1), list, { sent: () => sent, over: () => !killing });
  killing = false;
  const histories = await failed;
  return { writes: histories.flatMap(({ writes }) => writes), owned: histories.flatMap(({ owned }) => owned) };
}

async function killAll(
  platform: Platform,
  random: Random,
  list: Victim[],
  run: { sent: () => number; over: () => boolean },
): Promise<void> {
  for (const victim of list) {
    const from = run.sent() + 8 + random.below(40);
    await waitFor(() => run.sent() >= from || run.over(), patience);
    if (run.over()) return;
    await pause(random.below(15));
    await kill({ platform }, victim);
  }
}

type Prey = { platform: Platform; sqld?: SqldSupervisor | undefined };

/** Kills, and waits until another process is there in its place. */
export async function kill({ platform, sqld = platform.sqld }: Prey, victim: Victim): Promise<void> {
  const before = { sqld: sqld?.pid, workerd: platform.workerdPid() };
  if (victim !== 'workerd') sqld?.kill('SIGKILL');
  if (victim !== 'sqld' && before.workerd) process.kill(before.workerd, 'SIGKILL');
  const isBack = () =>
    (victim === 'workerd' || changed(before.sqld, sqld?.pid)) && (victim === 'sqld' || changed(before.workerd, platform.workerdPid()));
  if (!(await waitFor(isBack, patience))) throw new Error(`${victim} did not come back`);
}

const changed = (before: number | undefined, now: number | undefined) => now !== undefined && now !== before;

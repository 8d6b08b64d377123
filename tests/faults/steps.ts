import { waitFor } from '../../scripts/platform/wait.ts';
import { sendUntilAnswered } from './calls.ts';
import { type Victim, kill } from './kills.ts';
import type { ProxiedRig } from './losses.ts';
import type { Receivers } from './receivers.ts';
import { settle } from './relay.ts';
import { creation } from './writes.ts';

/** The steps of an event on its way: it is committed, its delivery is claimed, the endpoint is called, the attempt is completed. */
export const steps = ['commit', 'claim', 'call', 'completion'] as const;
export type Step = (typeof steps)[number];
export type Moment = 'before' | 'after';

/** Somebody is killed at one moment of one step: before the database has seen it or before its answer is back; before or after the call's own. */
export type Case = { step: Step; moment: Moment; victim: Victim };

export const cases: Case[] = steps.flatMap((step) =>
  (['before', 'after'] as const).flatMap((moment) =>
    (['workerd', 'sqld', 'both'] as const).map((victim): Case => ({ step, moment, victim })),
  ),
);

/** What the request of each step says to the database, and no other step's does. */
const signs: Record<Exclude<Step, 'call'>, (text: string, marker: string) => boolean> = {
  commit: (text, marker) => text.includes(marker) && text.includes('outbox'),
  claim: (text) => text.includes('insert into \\"webhook_attempts\\"') && !isCompletion(text),
  completion: (text) => isCompletion(text),
};
const isCompletion = (text: string) => text.includes('update \\"webhook_attempts\\" set outcome = (r.value');

/**
 * Commits one event and kills the victim at the moment of the case, once; then lets the platform come back and finish. Gives how many
 * times the victim was killed: one, or the case was never met.
 */
export async function survive(rig: ProxiedRig, receivers: Receivers, { step, moment, victim }: Case, marker: string, network: string) {
  let kills = 0;
  const strike = async () => {
    if (kills > 0) return;
    kills += 1;
    await kill(rig, victim);
  };
  rig.proxy.watch = async (text, at) => {
    if (step === 'call' || at !== moment || !signs[step](text, marker)) return;
    await strike();
  };
  receivers.hook = (at) => (step === 'call' && at === moment ? strike() : Promise.resolve());
  await sendUntilAnswered(rig, creation('member', marker, network));
  await waitFor(() => kills > 0, { within: 20_000 });
  // Where the workers live on, the run that was hurt goes on by itself; where they died, its lease must end first.
  await settle(rig, { alone: victim === 'sqld' ? 8_000 : 0 });
  rig.proxy.watch = () => Promise.resolve();
  receivers.hook = () => Promise.resolve();
  return kills;
}

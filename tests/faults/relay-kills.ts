import { setTimeout as pause } from 'node:timers/promises';
import { violations } from './check.ts';
import { type Victim, writeUnderKills } from './kills.ts';
import { type Partner, makePartner } from './partners.ts';
import { randomFrom } from './random.ts';
import type { Receivers } from './receivers.ts';
import { relayViolations } from './relay-check.ts';
import { settle, sweep } from './relay.ts';
import type { Rig } from './rig.ts';

/** The receivers of a run: one that is well, one that fails every other time, one that wants its events in order, one that is slow. */
const tempers: [path: string, wish: object][] = [
  ['/ok', {}],
  ['/flapping?every=2', {}],
  ['/ok?of=ordered', { inOrder: true }],
  ['/slow?ms=200', {}],
];

/** What a run did: writes acknowledged and tried, events of the run, messages received, those of them that came again, and what is wrong. */
export type Run = { writes: number; tries: number; events: number; messages: number; again: number; wrong: string[] };

/**
 * Eight writers, four partners that are told of every write, and victims killed at random; the sweep is fired each second, and queue messages
 * come by threes now and then. Afterwards everything is relayed, and all that must hold is looked at.
 */
export async function relayUnderKills(rig: Rig, receivers: Receivers, seed: number, list: Victim[]): Promise<Run> {
  const partners: Partner[] = [];
  const over = new AbortController();
  const prepare = async (network: string) => {
    for (const [path, wish] of tempers) partners.push(await makePartner(rig, network, `${receivers.origin}${path}`, wish));
  };
  const beating = beat(rig, seed, over.signal);
  const history = await writeUnderKills(rig, seed, list, prepare).finally(() => over.abort());
  await beating;
  await settle(rig);
  const wrong = [await violations(rig.database, history)];
  for (const partner of partners) wrong.push(await relayViolations(rig.database, partner, receivers.receipts));
  const messages = receivers.receipts.filter(({ proof }) => !proof);
  const different = (key: (one: (typeof messages)[number]) => string) => new Set(messages.map(key)).size;
  return {
    writes: history.writes.length,
    tries: history.writes.reduce((sum, { story }) => sum + story.answers.length, 0),
    events: different(({ id }) => id),
    messages: messages.length,
    again: messages.length - different(({ id, path }) => `${id} ${path}`),
    wrong: wrong.flat(),
  };
}

async function beat(rig: Rig, seed: number, over: AbortSignal): Promise<void> {
  const random = randomFrom(seed + 100);
  while (!over.aborted) {
    const work = random.below(3) === 0 ? rig.platform.hint('enlace-webhooks', 'enlace-events', 3) : sweep(rig);
    // A process that is just dying or coming back does not answer.
    await Promise.race([work.catch(() => undefined), pause(5_000)]);
    await pause(1_000, undefined, { signal: over }).catch(() => undefined);
  }
}

import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendUntilAnswered } from './calls.ts';
import { type Partner, makePartner } from './partners.ts';
import { randomFrom, runSeed } from './random.ts';
import { type Receivers, startReceivers } from './receivers.ts';
import { relayViolations } from './relay-check.ts';
import { leftToRelay, settle, sweep } from './relay.ts';
import { type Rig, startRig } from './rig.ts';
import { creation, makeNetwork } from './writes.ts';

const queue = ['enlace-webhooks', 'enlace-events'] as const;
let rig: Rig;
let receivers: Receivers;
let network: string;
let partner: Partner;

beforeAll(async () => {
  receivers = await startReceivers();
  rig = await startRig({ overrides: { ALLOWED_ORIGINS: receivers.allow } });
  network = await makeNetwork(rig, 'hints-1x');
  partner = await makePartner(rig, network, `${receivers.origin}/ok`);
  // Its own coming into the network is told to it as well.
  await settle(rig);
}, 120_000);
afterAll(async () => {
  await rig.stop();
  await receivers.stop();
});

const messages = () => receivers.receipts.filter(({ proof }) => !proof);

/** Each event came exactly once, and all else is as it should be. */
async function expectOnce(): Promise<void> {
  const ids = messages().map(({ id }) => id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  expect(await relayViolations(rig.database, partner, receivers.receipts)).toEqual([]);
}

test('queue messages that come three times, at once and in any order, send each event once', async () => {
  const random = randomFrom(runSeed());
  const before = messages().length;
  const writing = Array.from({ length: 40 }, (_, at) => sendUntilAnswered(rig, creation('member', `h${at}x`, network)));
  const hinting = random.shuffle([1, 1, 1, 2, 2, 2, 5, 5, 5, 9, 9, 9]).map((count) => rig.platform.hint(...queue, count));
  await Promise.all([...writing, ...hinting]);
  await settle(rig, { alone: 20_000 });
  expect(messages().length - before).toBe(40);
  await expectOnce();
});

test('where no queue message ever comes, the sweep sends each event once', async () => {
  const before = messages().length;
  for (let at = 0; at < 10; at += 1) await sendUntilAnswered(rig, creation('member', `s${at}x`, network));
  const sweeps = [];
  while ((await leftToRelay(rig)) > 0) sweeps.push(await sweep(rig));
  await Promise.all([sweep(rig), sweep(rig), sweep(rig)]);
  expect(messages().length - before).toBe(10);
  await expectOnce();
});

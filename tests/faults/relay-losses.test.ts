import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendUntilAnswered } from './calls.ts';
import { violations } from './check.ts';
import { type ProxiedRig, startProxiedRig } from './losses.ts';
import { type Partner, makePartner } from './partners.ts';
import type { Treatment } from './proxy.ts';
import { type Receivers, startReceivers } from './receivers.ts';
import { relayViolations } from './relay-check.ts';
import { settle } from './relay.ts';
import { creation, makeNetwork } from './writes.ts';

let rig: ProxiedRig;
let receivers: Receivers;
let network: string;
let partner: Partner;

beforeAll(async () => {
  receivers = await startReceivers();
  rig = await startProxiedRig({ overrides: { ALLOWED_ORIGINS: receivers.allow } });
  network = await makeNetwork(rig, 'losses-1x');
  partner = await makePartner(rig, network, `${receivers.origin}/ok`);
  // Its own coming into the network is told to it as well.
  await settle(rig);
}, 120_000);
afterAll(async () => {
  await rig.stop();
  await receivers.stop();
});

const isTurn = (text: string) => text.includes('insert into \\"webhook_attempts\\"');

/** Treats so many requests of the relay, every other one, so that each is answered at last. */
function treatTurns(treatment: Treatment, together: number): void {
  let count = 0;
  rig.proxy.treated = 0;
  rig.proxy.rule = (text) => (isTurn(text) && (count++ / together) % 2 < 1 ? treatment : 'pass');
}

async function tellSome(prefix: string, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) await sendUntilAnswered(rig, creation('member', `${prefix}${at}x`, network));
}

const messages = () => receivers.receipts.filter(({ proof }) => !proof).map(({ id }) => id);

test.each<[what: string, treatment: Treatment, together: number]>([
  ['whose answers are lost once', 'lose', 1],
  ['that reach the database twice', 'double', 1],
])('claims and completions %s send each event once', async (_what, treatment, together) => {
  const before = messages().length;
  treatTurns(treatment, together);
  await tellSome(treatment, 12);
  await settle(rig, { alone: 20_000 });
  expect(rig.proxy.treated).toBeGreaterThan(1);
  rig.proxy.rule = () => 'pass';
  expect(messages().length - before).toBe(12);
  expect(await relayViolations(rig.database, partner, receivers.receipts)).toEqual([]);
});

test('a run whose every answer is lost is taken up by the next one, and nothing is lost', async () => {
  treatTurns('lose', 5);
  await tellSome('gone', 3);
  await settle(rig, { alone: 6_000 });
  rig.proxy.rule = () => 'pass';
  expect(await relayViolations(rig.database, partner, receivers.receipts)).toEqual([]);
  expect(await violations(rig.database, { writes: [], owned: [] })).toEqual([]);
});

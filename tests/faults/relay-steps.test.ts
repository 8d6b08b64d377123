import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './check.ts';
import { type ProxiedRig, startProxiedRig } from './losses.ts';
import { type Partner, makePartner } from './partners.ts';
import { type Receivers, startReceivers } from './receivers.ts';
import { relayViolations } from './relay-check.ts';
import { cases, survive } from './steps.ts';
import { makeNetwork } from './writes.ts';

let rig: ProxiedRig;
let receivers: Receivers;
let partner: Partner;
let network: string;

beforeAll(async () => {
  receivers = await startReceivers();
  rig = await startProxiedRig({ overrides: { ALLOWED_ORIGINS: receivers.origin } });
  network = await makeNetwork(rig, 'steps-1x');
  partner = await makePartner(rig, network, `${receivers.origin}/ok`);
}, 120_000);
afterAll(async () => {
  await rig.stop();
  await receivers.stop();
});

test.each(cases)('killing $victim $moment the $step loses nothing', { timeout: 90_000 }, async (one) => {
  const before = receivers.receipts.length;
  const marker = `step-${cases.indexOf(one)}x`;
  expect(await survive(rig, receivers, one, marker, network)).toBe(1);
  expect(receivers.receipts.length).toBeGreaterThan(before);
  expect(await relayViolations(rig.database, partner, receivers.receipts)).toEqual([]);
});

test('nothing was torn by any of it', async () => {
  expect(await violations(rig.database, { writes: [], owned: [] })).toEqual([]);
});

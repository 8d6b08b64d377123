import { expect, onTestFinished, test } from 'vitest';
import { victims } from './kills.ts';
import { randomFrom, runSeed } from './random.ts';
import { startReceivers } from './receivers.ts';
import { relayUnderKills } from './relay-kills.ts';
import { startRig } from './rig.ts';

test('nothing acknowledged is lost, torn, doubled or kept from partners when database and workers are killed under eight writers', async () => {
  const seed = runSeed();
  const receivers = await startReceivers();
  onTestFinished(() => receivers.stop());
  const rig = await startRig({ overrides: { ALLOWED_ORIGINS: receivers.allow } });
  onTestFinished(() => rig.stop());
  const run = await relayUnderKills(rig, receivers, seed, victims(randomFrom(seed), { sqld: 2, workerd: 2, both: 1 }));
  expect(run.tries).toBeGreaterThan(run.writes);
  expect(run.messages).toBeGreaterThan(run.events);
  expect(run.wrong).toEqual([]);
}, 300_000);

import { expect, onTestFinished, test } from 'vitest';
import { startReceivers } from './receivers.ts';
import { startRig } from './rig.ts';
import { kinds, visitZoo } from './zoo.ts';

test('every kind of receiver is treated as the design says, and none keeps the others waiting', async () => {
  const receivers = await startReceivers();
  onTestFinished(() => receivers.stop());
  const rig = await startRig({ overrides: { ALLOWED_ORIGINS: receivers.allow } });
  onTestFinished(() => rig.stop());
  const seen = await visitZoo(rig, receivers, kinds);
  expect(seen.map(({ name, first, last }) => ({ name, first, last }))).toEqual(kinds);
  // 410 ends it at once; the one that hangs was sent away by hand.
  expect(seen.filter(({ state }) => state !== 'active').map(({ name }) => name)).toEqual(['/410', '/hang']);
  const messages = receivers.receipts.filter(({ proof }) => !proof);
  // The redirect led there, and was not followed.
  expect(messages.filter(({ path }) => path === '/ok')).toHaveLength(1);
  const huge = await Promise.all(messages.filter(({ path }) => path === '/huge').map(({ taken }) => taken));
  expect(huge.every((bytes) => bytes < 100_000_000)).toBe(true);
}, 180_000);

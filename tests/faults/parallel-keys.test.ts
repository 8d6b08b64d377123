import { expect, onTestFinished, test } from 'vitest';
import { violations } from './check.ts';
import { differentAnswers, sendInParallel } from './parallel-keys.ts';
import { startRig } from './rig.ts';

test('twenty keys, each sent by twenty callers at once, have twenty effects', async () => {
  const rig = await startRig();
  onTestFinished(() => rig.stop());
  const shared = await sendInParallel(rig, { keys: 20, copies: 20, prefix: 'same' });
  expect(shared.map(({ story }) => story.final.status)).toEqual(shared.map(() => 201));
  expect(differentAnswers(shared)).toEqual(shared.map(() => 1));
  expect(await violations(rig.database, { writes: shared, owned: [] })).toEqual([]);
}, 180_000);

import { expect, onTestFinished, test } from 'vitest';
import { sendOnce, statuses } from './calls.ts';
import { violations } from './check.ts';
import { hangUp } from './hang-ups.ts';
import { startRig } from './rig.ts';
import { creation } from './writes.ts';

test('callers that hang up in the middle of a write do not keep others from writing', async () => {
  const rig = await startRig();
  onTestFinished(() => rig.stop());
  await hangUp(rig, 160);
  const calls = Array.from({ length: 8 }, (_, index) => creation('organisation', `after-${index}x`, ''));
  const answers = await Promise.all(calls.map((call) => sendOnce(rig, call)));
  expect(statuses(answers)).toBe('201 201 201 201 201 201 201 201');
  expect(await violations(rig.database, { writes: [], owned: [] })).toEqual([]);
});

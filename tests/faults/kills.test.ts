import { expect, onTestFinished, test } from 'vitest';
import { violations } from './check.ts';
import { victims, writeUnderKills } from './kills.ts';
import { randomFrom, runSeed } from './random.ts';
import { startRig } from './rig.ts';

test('nothing acknowledged is lost, torn or doubled when database and workers are killed under eight writers', async () => {
  const seed = runSeed();
  const rig = await startRig();
  onTestFinished(() => rig.stop());
  const list = victims(randomFrom(seed), { sqld: 6, workerd: 5, both: 1 });
  const history = await writeUnderKills(rig, seed, list);
  expect(history.writes.some(({ story }) => story.answers.length > 1)).toBe(true);
  expect(await violations(rig.database, history)).toEqual([]);
}, 180_000);

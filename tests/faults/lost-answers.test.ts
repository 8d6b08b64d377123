import { createClient } from '@libsql/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitFor } from '../../scripts/platform/wait.ts';
import { sendOnce, statuses } from './calls.ts';
import { violations } from './check.ts';
import { markersOf, type ProxiedRig, type Repeated, startProxiedRig, writeThrough } from './losses.ts';
import { creation } from './writes.ts';

let rig: ProxiedRig;
beforeAll(async () => {
  rig = await startProxiedRig();
});
afterAll(() => rig.stop());

/** Every call was answered 201 at last, the same call got the same answer again, and each has one whole effect. */
async function expectOneEffectEach(writes: Repeated[], treated = writes.length): Promise<void> {
  expect(rig.proxy.treated).toBe(treated);
  expect(writes.map(({ story }) => story.final.status)).toEqual(writes.map(() => 201));
  expect(writes.map(({ again }) => again.final.text)).toEqual(writes.map(({ story }) => story.final.text));
  await waitFor(rig.proxy.idle, { within: 30_000 });
  expect(await violations(rig.database, { writes, owned: [] })).toEqual([]);
}

test('an answer lost after the commit is found again within the same call', async () => {
  const writes = await writeThrough(rig, { markers: markersOf('once', 20), treatment: 'lose', count: 1 });
  expect(writes.map(({ story }) => statuses(story.answers))).toEqual(writes.map(() => '201'));
  await expectOneEffectEach(writes);
});

test('when every try of a call loses its answer, the caller repeats it with its key and gets the first answer', async () => {
  const writes = await writeThrough(rig, { markers: markersOf('always', 10), treatment: 'lose', count: 5 });
  expect(writes.map(({ story }) => statuses(story.answers))).toEqual(writes.map(() => '503 201'));
  expect(writes.map(({ story }) => story.answers[0]?.retryAfter)).toEqual(writes.map(() => '1'));
  await expectOneEffectEach(writes, 5 * writes.length);
});

test('a request that reaches the database twice acts once', async () => {
  const writes = await writeThrough(rig, { markers: markersOf('double', 10), treatment: 'double', count: 1 });
  expect(writes.map(({ story }) => statuses(story.answers))).toEqual(writes.map(() => '201'));
  await expectOneEffectEach(writes);
});

test.each(['hold', 'late'] as const)('a try that outlives the deadline of five seconds acts once (%s)', async (treatment) => {
  const writes = await writeThrough(rig, { markers: markersOf(treatment, 4), treatment, count: 1 });
  expect(writes.map(({ story }) => statuses(story.answers))).toEqual(writes.map(() => '201'));
  await expectOneEffectEach(writes);
});

test('writers that meet a lock succeed once it is gone, or are told to come again', async () => {
  const client = createClient({ url: rig.database });
  const lock = await client.transaction('write');
  const calls = markersOf('lock', 6).map((marker) => creation('organisation', marker, ''));
  const seen = { count: 0 };
  rig.proxy.rule = () => ((seen.count += 1), 'pass');
  const sent = calls.map((call) => sendOnce(rig, call));
  await waitFor(() => seen.count >= calls.length, { within: 10_000 });
  await lock.rollback().catch(() => undefined);
  client.close();
  const answers = await Promise.all(sent);
  expect(answers.filter((answer) => answer?.status !== 201 && !(answer?.status === 503 && answer.retryAfter === '1'))).toEqual([]);
  expect(await violations(rig.database, { writes: [], owned: [] })).toEqual([]);
});

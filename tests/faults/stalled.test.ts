import { expect, onTestFinished, test } from 'vitest';
import { waitFor } from '../../scripts/platform/wait.ts';
import { type Call, sendOnce, sendUntilAnswered, statuses } from './calls.ts';
import { violations } from './check.ts';
import { startRig } from './rig.ts';
import { creation, type Written } from './writes.ts';

const clean = (status: number | undefined, retryAfter: string | null | undefined) =>
  status === 200 || status === 201 || (status === 503 && retryAfter === '1');

test('while the database is stalled a call waits or is told to come again, and what was acknowledged is there afterwards', async () => {
  const rig = await startRig({ probe: { everyMs: 100, withinMs: 1_000 } });
  onTestFinished(() => rig.stop());
  const writes = Array.from({ length: 6 }, (_, index) => ({
    marker: `stall-${index}x`,
    call: creation('organisation', `stall-${index}x`, ''),
  }));
  const before = await sendUntilAnswered(rig, { method: 'GET', path: '/v1/networks' });
  expect(before.final.status).toBe(200);
  const stalled = rig.platform.sqld?.pid;
  rig.platform.sqld?.kill('SIGSTOP');
  const read: Call = { method: 'GET', path: '/v1/networks' };
  const between = await Promise.all([...writes.map(({ call }) => sendOnce(rig, call)), sendOnce(rig, read)]);
  expect(between.filter((answer) => !clean(answer?.status, answer?.retryAfter)).map((answer) => statuses([answer]))).toEqual([]);
  await waitFor(() => rig.platform.sqld?.pid !== undefined && rig.platform.sqld.pid !== stalled, { within: 30_000 });
  expect(rig.platform.sqld?.pid).not.toBe(stalled);
  const acknowledged: Written[] = [];
  for (const { marker, call } of writes) {
    const story = await sendUntilAnswered(rig, call);
    acknowledged.push({ kind: 'organisation', marker, key: call.key, story, id: (JSON.parse(story.final.text) as { id: string }).id });
  }
  expect(await violations(rig.database, { writes: acknowledged, owned: [] })).toEqual([]);
}, 120_000);

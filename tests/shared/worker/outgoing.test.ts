import { expect, test } from 'vitest';
import { assertCallable, callOutside } from '../../../shared/worker/outgoing.ts';
import { farWorker, killed } from '../../support/far-worker.ts';

const url = 'https://portal.example/';

test.each(killed)('one that %s has reached nobody, and an address can be given again later', async (_how, answers) => {
  const outgoing = await farWorker(answers);
  expect(await callOutside(outgoing, { url })).toEqual({ kind: 'unreachable' });
  await expect(assertCallable(outgoing, url, '/body/url')).rejects.toMatchObject({ code: 'unavailable' });
});

test('one that gives no answer is waited for a second longer than the call may take', async () => {
  expect(await callOutside(await farWorker(() => undefined), { url, within: 1 })).toEqual({ kind: 'timeout' });
});

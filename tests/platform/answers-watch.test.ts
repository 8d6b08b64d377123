import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { watchAnswers } from '../../scripts/platform/answers-watch.ts';
import { LogFile } from '../../scripts/platform/log-file.ts';
import { freePort } from '../../scripts/platform/ports.ts';
import { startRuntime } from '../../scripts/platform/runtime.ts';
import { eventually, temporaryFolder } from './support.ts';

const contents = `export default { fetch: () => new Response('here') };`;

/** One worker on a port, and what is said of it. */
async function started() {
  const port = await freePort();
  const modules = [{ type: 'ESModule' as const, path: 'worker.js', contents }];
  const worker = { name: 'one', modules, compatibilityDate: '2026-07-30', unsafeDirectSockets: [{ host: '127.0.0.1', port }] };
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const log = new LogFile(join(temporaryFolder(), 'workers.log'));
  const { pid, stop } = await startRuntime({ workers: [worker], what: 'The workers', log, onSpawn: () => undefined, say });
  onTestFinished(stop);
  await eventually('a number', pid);
  return { url: `http://127.0.0.1:${port}/`, pid, say, said };
}

test('workers that live and answer nobody are ended and come back', async () => {
  const workers = await started();
  onTestFinished(watchAnswers(workers, { everyMs: 10, withinMs: 1_000 }));
  const pid = workers.pid()!;
  process.kill(pid, 'SIGSTOP');
  await eventually('another process', () => workers.pid() !== undefined && workers.pid() !== pid);
  const answer = () =>
    fetch(workers.url).then(
      (response) => response.text(),
      () => undefined,
    );
  expect(await eventually('an answer', answer)).toBe('here');
  expect(workers.said).toContain('The workers gave no answer for 1 seconds: starting them again.');
});

test('workers that answer, and those that are started again just now, are left alone', async () => {
  const workers = await started();
  let asked = 0;
  const pid = () => {
    asked += 1;
    return workers.pid();
  };
  onTestFinished(watchAnswers({ ...workers, pid }, { everyMs: 1, withinMs: 20_000 }));
  await eventually('twenty looks', () => asked > 20);
  process.kill(workers.pid()!, 'SIGKILL');
  await eventually('forty looks', () => asked > 40 && workers.pid() !== undefined);
  expect(workers.said).toEqual(['The workers ended: starting again.']);
});

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { PlainError } from '../../scripts/platform/plain-error.ts';
import { readSynchronous } from '../../scripts/platform/sqld-http.ts';
import { SqldSupervisor, type SupervisorOptions } from '../../scripts/platform/supervisor.ts';
import { eventually, temporaryFolder } from './support.ts';

const quiet = { onSpawn: () => undefined, onFatal: () => undefined, say: () => undefined };

async function supervise(options: Partial<SupervisorOptions> = {}): Promise<SqldSupervisor> {
  const supervisor = await SqldSupervisor.start({ ...quiet, dataDir: temporaryFolder(), ...options });
  onTestFinished(() => supervisor.stop());
  return supervisor;
}

const isDurable = (url: string) => async () => (await readSynchronous(url).catch(() => 0)) === 2;

test('a killed database server is back on the same port with durable commits', async () => {
  const supervisor = await supervise();
  const { pid, url } = supervisor;
  supervisor.kill('SIGKILL');
  await eventually('another process', () => supervisor.pid !== undefined && supervisor.pid !== pid);
  await eventually('PRAGMA synchronous = 2', isDurable(url));
});

test('commits are durable from the start', async () => {
  expect(await readSynchronous((await supervise()).url)).toBe(2);
});

test('a stalled database server is found and restarted', async () => {
  const supervisor = await supervise({ probe: { everyMs: 100, withinMs: 1_000 } });
  const { pid, url } = supervisor;
  supervisor.kill('SIGSTOP');
  await eventually('another process', () => supervisor.pid !== undefined && supervisor.pid !== pid);
  await eventually('PRAGMA synchronous = 2', isDurable(url));
});

test('a busy but living database server is left alone', async () => {
  const lines: string[] = [];
  const supervisor = await supervise({ probe: { everyMs: 20, withinMs: 5_000 }, say: (line) => lines.push(line) });
  const { pid, url } = supervisor;
  await Promise.allSettled(Array.from({ length: 300 }, () => readSynchronous(url)));
  expect(supervisor.pid).toBe(pid);
  expect(lines).toEqual([]);
});

test('a database server that keeps dying is given up with one clear line', async () => {
  const failure = Promise.withResolvers<Error>();
  const supervisor = await supervise({
    onFatal: failure.resolve,
    onSpawn: (pid) => queueMicrotask(() => process.kill(pid, 'SIGKILL')),
  }).catch((error: unknown) => error);
  expect(supervisor).toBeInstanceOf(PlainError);
  expect((supervisor as PlainError).message).toMatch(/ended 5 times within 10 seconds: see .*sqld\.log/);
});

test('a damaged database file is named in one clear line', async () => {
  const dataDir = temporaryFolder();
  const file = join(dataDir, 'db', 'dbs', 'default', 'data');
  mkdirSync(join(dataDir, 'db', 'dbs', 'default'), { recursive: true });
  writeFileSync(file, Buffer.alloc(100_000, 'garbage'));
  const failure = await supervise({ dataDir }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(PlainError);
  expect((failure as PlainError).message).toContain(`The database is damaged: ${file} cannot be read.`);
  expect(readFileSync(file, 'utf8')).toMatch(/^garbage/);
});

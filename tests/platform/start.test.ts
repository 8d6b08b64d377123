import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readRecordedRun } from '../../scripts/platform/orphans.ts';
import { freePort } from '../../scripts/platform/ports.ts';
import { isAlive } from '../../scripts/platform/process-table.ts';
import { eventually, startEnlace, type StartedProcess, temporaryFolder } from './support.ts';

async function startReady(dataDir: string): Promise<StartedProcess & { url: string }> {
  const port = String(await freePort());
  const started = startEnlace({ PORT: port, ENLACE_DATA: dataDir });
  await eventually('ready', () => started.output().includes('Enlace is ready') || started.child.exitCode !== null, 45_000);
  expect(started.output()).toContain('Enlace is ready');
  return { ...started, url: `http://127.0.0.1:${port}` };
}

function childrenOf(dataDir: string) {
  const children = Object.entries(readRecordedRun(dataDir)?.children ?? {});
  expect(children.map(([name]) => name).toSorted()).toEqual(['images', 'outgoing', 'sqld', 'workerd']);
  return children.map(([, child]) => child);
}

test('a second start on the same data folder is told about the first, and SIGTERM ends everything of the first', async () => {
  const dataDir = temporaryFolder();
  const { child, ended, url } = await startReady(dataDir);
  const children = childrenOf(dataDir);
  const second = startEnlace({ PORT: '0', ENLACE_DATA: dataDir });
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain(`Enlace already runs on ${dataDir} (process ${child.pid}, ${url})`);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(children.filter(isAlive)).toEqual([]);
  expect(readRecordedRun(dataDir)).toBeUndefined();
});

test('what a killed run leaves behind is ended by the next one, which keeps the secrets and ends with SIGINT', async () => {
  const dataDir = temporaryFolder();
  const first = await startReady(dataDir);
  const orphans = childrenOf(dataDir);
  const secrets = readFileSync(join(dataDir, 'secrets.json'), 'utf8');
  first.child.kill('SIGKILL');
  await first.ended;
  expect(orphans.filter(isAlive)).toHaveLength(4);
  const second = await startReady(dataDir);
  expect(orphans.filter(isAlive)).toEqual([]);
  const ended = /ended what it left behind \(([^)]*)\)/.exec(second.output())?.[1];
  expect(ended?.split(', ').toSorted()).toEqual(['images', 'outgoing', 'sqld', 'workerd']);
  expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).toBe(secrets);
  const children = childrenOf(dataDir);
  second.child.kill('SIGINT');
  expect(await second.ended).toBe(0);
  expect(children.filter(isAlive)).toEqual([]);
});

test('a port in use is said in one clear line', async () => {
  const port = await freePort();
  const other = createServer().listen(port, '127.0.0.1');
  onTestFinished(() => void other.close());
  const { ended, output } = startEnlace({ PORT: String(port), ENLACE_DATA: temporaryFolder() });
  expect(await ended).toBe(1);
  expect(output()).toMatch(new RegExp(`^Port ${port} is in use: .*\\nEl puerto ${port} está ocupado: .*\\n$`));
});

test('a database that cannot be reached is said in one clear line', async () => {
  const DATABASE_URL = `http://127.0.0.1:${await freePort()}?authToken=secret`;
  const { ended, output } = startEnlace({ PORT: '0', ENLACE_DATA: temporaryFolder(), DATABASE_URL });
  expect(await ended).toBe(1);
  expect(output()).toMatch(/^The database at http:\/\/127\.0\.0\.1:\d+ cannot be reached \(.*\): .*\nNo se puede llegar .*\n$/);
  expect(output()).not.toContain('secret');
});

test.each([{ PORT: 'http' }, { PORT: '70000' }])('$PORT is not a port', async (env) => {
  const { ended, output } = startEnlace({ ...env, ENLACE_DATA: temporaryFolder() });
  expect(await ended).toBe(1);
  expect(output()).toMatch(/^PORT=.* is not a port: give a number/);
});

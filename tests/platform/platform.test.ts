import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startPlatform } from '../support/start-platform.ts';
import { eventually, temporaryFolder } from './support.ts';

async function start(dataDir = temporaryFolder()) {
  const platform = await startPlatform({ dataDir, port: 0 });
  onTestFinished(() => platform.stop());
  return platform;
}

const answers = async (url: string) => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(1_000) })).status;
  } catch {
    return undefined;
  }
};

test('killed workers are back on the same port', async () => {
  const { url, workerdPid } = await start();
  expect(await answers(url)).toBeTypeOf('number');
  const pid = await eventually('a number', workerdPid);
  process.kill(pid, 'SIGKILL');
  await eventually('another process', () => workerdPid() !== undefined && workerdPid() !== pid);
  await eventually('an answer', () => answers(url));
});

test('secrets are for the owner alone and outlive the run, and a stopped platform gives its data folder back', async () => {
  const dataDir = temporaryFolder();
  const first = await start(dataDir);
  expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(Object.values(first.secrets).map((secret) => Buffer.from(secret, 'base64url').length)).toEqual([32, 32, 32]);
  await first.stop();
  expect((await start(dataDir)).secrets).toEqual(first.secrets);
});

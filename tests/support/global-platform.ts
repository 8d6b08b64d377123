import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { createOperator, type Credential } from '../../scripts/operator.ts';
import { waitUntilReady } from '../../scripts/platform/ready.ts';
import { describeWorkers } from '../../scripts/platform/worker-config.ts';
import { startAnsweringReceiver } from './answering-receiver.ts';
import { describedWorkers, tellRunFolder } from './run-folder.ts';
import { startPlatform } from './start-platform.ts';

declare module 'vitest' {
  interface ProvidedContext {
    platform: { url: string; databaseUrl: string; operator: Credential; wrappingKey: string; receiver: string };
  }
}

/** One running platform for all tests that talk to it over HTTP. Each of them makes a network of its own there. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'enlace-tests-'));
  tellRunFolder(folder);
  await bundleOnce();
  const receiver = await startAnsweringReceiver();
  const platform = await startPlatform({ dataDir: join(folder, 'data'), port: 0, overrides: { ALLOWED_ORIGINS: receiver.origin } });
  await waitUntilReady(platform.url);
  const { url, databaseUrl, secrets } = platform;
  const newOperator = () => createOperator({ url: databaseUrl }, secrets['PEPPER'] ?? '');
  // Each makes an act to be sealed: a list of checkpoints is tested like any other, with more than one of them.
  await newOperator();
  await platform.fire('enlace-identity', '* * * * *');
  const operator = await newOperator();
  await platform.fire('enlace-identity', '* * * * *');
  await platform.fire('enlace-webhooks', '* * * * *');
  project.provide('platform', { url, databaseUrl, operator, wrappingKey: secrets['KEY_ENCRYPTION_KEY'] ?? '', receiver: receiver.origin });
  return async () => {
    await platform.stop();
    receiver.stop();
    tellFaults(join(folder, 'data', 'logs', 'workers.log'));
    rmSync(folder, { recursive: true, force: true });
  };
}

/** What no test means to happen in a worker is told with the results: of an answer of 500 its caller learns nothing more. */
function tellFaults(log: string): void {
  const faults = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"status":500'));
  if (faults.length > 0) console.error(`Answers of 500 in this run:\n${faults.join('\n')}`);
}

/** Bundles the workers for this platform and for all that the tests start. `npm start` bundles its own, also in its tests. */
async function bundleOnce(): Promise<void> {
  writeFileSync(describedWorkers() ?? '', await describeWorkers(resolve(import.meta.dirname, '../..')));
}

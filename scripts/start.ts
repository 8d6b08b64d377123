import { join, relative } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { loadDemoOnce } from './platform/demo.ts';
import { describeFailure } from './platform/plain-error.ts';
import { type Platform, startPlatform } from './platform/platform.ts';
import { waitUntilReady } from './platform/ready.ts';
import { readSettings, type Settings } from './platform/settings.ts';

// This process only watches over the others: it need not hold memory for speed.
setFlagsFromString('--optimize-for-size');

const SAME_KEY_PRESS_MS = 500;

function say(line: string): void {
  console.log(line);
}

function fail(error: unknown): void {
  console.error(describeFailure(error));
  process.exitCode = 1;
}

function greet(platform: Platform, { dataDir }: Settings): void {
  const data = relative(process.cwd(), dataDir) || '.';
  const seconds = (performance.now() / 1000).toFixed(1);
  say(`Enlace is ready after ${seconds} s: ${platform.url}  (Ctrl-C stops it)

  API and its pages   ${platform.url}/docs
  demo credentials    ${join(data, 'credentials.json')}
  logs                ${join(data, 'logs')}

  curl ${platform.url}/readyz
`);
}

/** One Ctrl-C arrives several times, from the terminal and from npm: only a later one means "at once". */
function onStopRequest(stop: () => void): void {
  let first: number | undefined;
  const request = () => {
    first ??= performance.now();
    if (performance.now() - first > SAME_KEY_PRESS_MS) process.exit(130);
    stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, request);
}

async function main(): Promise<void> {
  const settings = readSettings(process.env, process.argv.slice(2));
  const stopRequested = Promise.withResolvers<void>();
  onStopRequest(stopRequested.resolve);
  const onFatal = (error: Error) => {
    fail(error);
    stopRequested.resolve();
  };
  const { port, dataDir, databaseUrl } = settings;
  const platform = await startPlatform({ port, dataDir, databaseUrl, say, onFatal });
  const opening = open(platform, settings).catch(onFatal);
  await stopRequested.promise;
  say('Stopping …');
  await platform.stop();
  await opening;
}

async function open(platform: Platform, settings: Settings): Promise<void> {
  await waitUntilReady(platform.url);
  if (await loadDemoOnce(platform, settings)) say('The demo network is loaded.');
  greet(platform, settings);
}

try {
  await main();
} catch (error) {
  fail(error);
}
// Whatever a stopped part left open must not keep the process.
process.exit();

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadDemo } from '../../scripts/demo/load.ts';
import type { Platform } from '../../scripts/platform/platform.ts';
import { startPlatform } from '../support/start-platform.ts';
import { waitUntilReady } from '../../scripts/platform/ready.ts';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

let platform: Platform;
let dataDir: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'enlace-readme-'));
  platform = await startPlatform({ dataDir, port: 0 });
  await waitUntilReady(platform.url);
  await loadDemo({ ...platform, dataDir });
});
afterAll(async () => {
  await platform.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test.each(['README.md', 'LEAME.md'])('the first five calls of %s answer as printed there', async (file) => {
  const steps = stepsOf(readFileSync(join(root, file), 'utf8'));
  expect(steps).toHaveLength(5);
  const printed: string[] = [];
  let before = '';
  for (const { command } of steps) {
    const script = `${before}\n${command}`.replaceAll('http://127.0.0.1:8787', platform.url);
    const env = { ...process.env, ENLACE_DATA: dataDir };
    printed.push(anonymous((await run('bash', ['-ec', script], { cwd: root, env })).stdout));
    before += command
      .split('\n')
      .filter((line) => line.startsWith('TOKEN='))
      .join('\n');
  }
  expect(printed).toEqual(steps.map(({ answer }) => answer));
});

/** The commands that are followed by an answer, in the order of the page. */
function stepsOf(page: string): { command: string; answer: string }[] {
  const pairs = page.matchAll(/```sh\n([^`]+?)\n```\n```json\n([^`]+?)\n```/g);
  return [...pairs].map(([, command = '', answer = '']) => ({ command, answer }));
}

/** What differs from one machine to the next, as the page prints it. */
const anonymous = (text: string) =>
  text
    .trim()
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, '…')
    .replaceAll(/("(?:access_token|next)":")[^"]+"/g, '$1…"');

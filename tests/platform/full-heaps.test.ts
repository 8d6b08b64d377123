import { join } from 'node:path';
import type { WorkerOptions } from 'miniflare';
import { expect, onTestFinished, test } from 'vitest';
import { LogFile } from '../../scripts/platform/log-file.ts';
import { freePort } from '../../scripts/platform/ports.ts';
import { startRuntime } from '../../scripts/platform/runtime.ts';
import { temporaryFolder } from './support.ts';

/** Functions that V8 compiles when they have run often enough, twenty at a time, while old lists make room for new ones. */
const compiles = `
const all = [${Array.from({ length: 2000 }, (_, seed) => compiled(seed)).join(',\n')}];
const numbers = Array.from({ length: 40 }, (_, index) => index);
let next = 0;
let kept = [];

export default {
  fetch() {
    let sum = 0;
    for (const own of all.slice(next, next + 20)) for (let time = 0; time < 60; time += 1) sum += own(numbers);
    next = (next + 20) % all.length;
    for (let list = 0; list < 40; list += 1) kept.push(new Array(1500).fill({ list }));
    if (kept.length > 4500) kept = kept.slice(1000);
    return new Response(String(sum));
  },
};
`;

function compiled(seed: number): string {
  return `(numbers) => {
    let sum = ${seed};
    const kept = { first: sum, others: [sum] };
    for (const number of numbers) {
      sum = (sum * 31 + number * ${seed + 3}) % 1000003;
      if (sum % 7 === 3) kept['at' + kept.others.push(sum)] = number;
      else if (sum % 11 === 2) sum += JSON.parse('1');
    }
    return sum + kept.others.length;
  }`;
}

/** Leaves hundreds of things behind that are of workerd and not of V8, and are swept apart. */
const leaves = `
export default {
  fetch() {
    let sum = 0;
    for (let time = 0; time < 400; time += 1) {
      const headers = new Headers({ time: String(time) });
      sum += new Response(new Request('http://own/', { headers }).url, { headers }).status;
    }
    return new Response(String(sum));
  },
};
`;

async function worker(name: string, contents: string): Promise<WorkerOptions & { port: number }> {
  const port = await freePort();
  const modules = [{ type: 'ESModule' as const, path: 'worker.js', contents }];
  return { name, modules, compatibilityDate: '2026-07-30', unsafeDirectSockets: [{ host: '127.0.0.1', port }], port };
}

test('workers whose heaps are full and workers that leave much behind go on answering, in one process', async () => {
  const workers = [];
  for (const index of [1, 2, 3]) workers.push(await worker(`compiles-${index}`, compiles), await worker(`leaves-${index}`, leaves));
  const log = new LogFile(join(temporaryFolder(), 'workers.log'));
  const quiet = { onSpawn: () => undefined, say: () => undefined };
  const runtime = await startRuntime({ ...quiet, workers: workers.map(({ port: _, ...options }) => options), what: 'These workers', log });
  onTestFinished(runtime.stop);
  const answered = async ({ port }: { port: number }) => {
    for (let time = 0; time < 50; time += 1) expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
  };
  await Promise.all([...workers, ...workers].map(answered));
});

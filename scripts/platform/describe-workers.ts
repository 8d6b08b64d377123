import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { bundleWorkers } from './bundle.ts';
import { describeFailure, PlainError } from './plain-error.ts';
import type { WorkerDescription } from './worker-config.ts';

/*
 * A process of its own, which prints what every wrangler.toml says and ends: wrangler and esbuild would otherwise hold a quarter of a
 * gigabyte for as long as the platform runs.
 */

// It warns about secrets that only the environment could give it: here they come from the data folder.
process.env['WRANGLER_LOG'] ??= 'error';
process.env['WRANGLER_SEND_METRICS'] ??= 'false';

async function describe(root: string): Promise<WorkerDescription[]> {
  const files = ['wrangler.toml', ...globSync('services/*/wrangler.toml', { cwd: root }).toSorted()];
  // Both take a second, and on two processors: esbuild is a program of its own.
  const bundling = bundleWorkers(root, globSync('services/*/worker.ts', { cwd: root }));
  const [wrangler, bundles] = await Promise.all([import('wrangler'), bundling]);
  return files.map((file) => {
    const config = wrangler.unstable_readConfig({ config: join(root, file) });
    const { workerOptions: options, main = '' } = wrangler.unstable_getMiniflareWorkerOptions(config);
    const { name, vars, secrets, triggers } = config;
    const bundle = bundles.get(relative(root, main));
    if (!bundle || !name) throw new PlainError(`${file} needs a name, and as its main the worker.ts of a service.`);
    const required: string[] = secrets?.required ?? [];
    return { file, name, options, bundle, crons: triggers.crons ?? [], declared: Object.keys(vars), required };
  });
}

try {
  process.stdout.write(JSON.stringify(await describe(process.argv[2] ?? '.')));
} catch (error) {
  process.stderr.write(describeFailure(error));
  process.exitCode = 1;
}

import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { bundleWorker } from './bundle.ts';
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
  const wrangler = await import('wrangler');
  const files = [join(root, 'wrangler.toml'), ...globSync(join(root, 'services/*/wrangler.toml')).toSorted()];
  return Promise.all(
    files.map(async (file) => {
      const config = wrangler.unstable_readConfig({ config: file });
      const { workerOptions: options, define, main } = wrangler.unstable_getMiniflareWorkerOptions(config);
      const { name, vars, secrets, triggers } = config;
      if (!main || !name) throw new PlainError(`${relative(root, file)} needs a name and a main.`);
      const bundle = await bundleWorker(main, define);
      const required: string[] = secrets?.required ?? [];
      return { file: relative(root, file), name, options, bundle, crons: triggers.crons ?? [], declared: Object.keys(vars), required };
    }),
  );
}

try {
  process.stdout.write(JSON.stringify(await describe(process.argv[2] ?? '.')));
} catch (error) {
  process.stderr.write(describeFailure(error));
  process.exitCode = 1;
}

import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { migrate } from './platform/migrate.ts';

const root = resolve(import.meta.dirname, '..');
/** Those that are called before those that call. */
const services = ['outgoing', 'documents', 'images', 'identity', 'plans', 'directory', 'specimens', 'training', 'webhooks', 'files'];
const configs = [...services.map((service) => `services/${service}/wrangler.toml`), 'wrangler.toml'];
const flags = process.argv.slice(2);
const rehearsal = flags.includes('--dry-run');

/** Migrates the database, then deploys every worker in dependency order. `--env NAME` and `--dry-run` go to wrangler. */
async function deploy(): Promise<void> {
  const url = process.env['DATABASE_URL'];
  if (!rehearsal) {
    if (!url) throw new Error('Set DATABASE_URL to the database of the environment: it is migrated before the workers are deployed.');
    const { applied } = await migrate(url, join(root, 'migrations'));
    console.log(`Migrations applied: ${applied.length === 0 ? 'none' : applied.join(', ')}`);
  }
  for (const config of configs) {
    const { status } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/wrangler/bin/wrangler.js'), 'deploy', '--config', config, ...flags],
      {
        cwd: root,
        stdio: 'inherit',
        env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
      },
    );
    if (status !== 0) throw new Error(`${config} was not deployed; those before it were.`);
  }
}

await deploy().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

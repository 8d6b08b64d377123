import { join } from 'node:path';
import type { WorkerOptions } from 'miniflare';
import { migrate } from '../platform/migrate.ts';
import { freePort } from '../platform/ports.ts';
import { waitUntilReady } from '../platform/ready.ts';
import { keepSecrets, type Secrets } from '../platform/secrets.ts';
import { SqldSupervisor } from '../platform/supervisor.ts';
import { readWorkers, type WorkerDefinition } from '../platform/worker-config.ts';
import { startWorkers, type Workers } from '../platform/workers.ts';
import { root } from './bundle.ts';

/** A database server with the real migrations, which workers can be put on. */
export type Base = { dataDir: string; databaseUrl: string; sqld: SqldSupervisor; secrets: Secrets };

/** A worker of the bench: its script, and what it is bound to. Each listens on a socket of its own. */
export type Extra = { name: string; script: string; options?: Partial<WorkerOptions>; values?: boolean };

/** All workers of one measurement, and where each of the bench's own listens. */
export type WorkerSet = {
  url: string;
  urls: Map<string, string>;
  workers: Workers;
  definitions: WorkerDefinition[];
  stop: () => Promise<void>;
};

const silent = () => undefined;

/** Starts the database alone, so that workers can be changed without losing its data. */
export async function startBase(dataDir: string): Promise<Base> {
  const fail = (error: Error) => {
    throw error;
  };
  const sqld = await SqldSupervisor.start({ dataDir, onSpawn: silent, onFatal: fail, say: silent });
  await migrate(sqld.url, join(root, 'migrations'));
  return { dataDir, databaseUrl: sqld.url, sqld, secrets: keepSecrets(dataDir) };
}

/** Starts the product's workers, its rate limit out of the way, and beside them, in the same workerd, those of the bench. */
export async function startSet(base: Base, extras: Extra[]): Promise<WorkerSet> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const definitions = (await readWorkers(root)).map(unlimited);
  const urls = new Map<string, string>();
  const added: WorkerDefinition[] = [];
  for (const extra of extras) {
    const own = await freePort();
    urls.set(extra.name, `http://127.0.0.1:${own}`);
    added.push(definitionOf(extra, own));
  }
  const values = { ...base.secrets, ORIGIN: url, DATABASE_URL: base.databaseUrl };
  const all = [...definitions, ...added];
  const workers = await startWorkers({ dataDir: base.dataDir, port, definitions: all, values, onSpawn: silent, say: silent });
  await waitUntilReady(url);
  return { url, urls, workers, definitions, stop: workers.stop };
}

function definitionOf({ name, script, options = {}, values: given = false }: Extra, port: number): WorkerDefinition {
  const withValues = (values: Record<string, string>): WorkerOptions => ({
    compatibilityDate: '2026-07-30',
    ...options,
    name,
    modules: true,
    script,
    bindings: { ...(given ? values : { DATABASE_URL: values['DATABASE_URL'] ?? '' }), ...options.bindings },
    unsafeDirectSockets: [{ host: '127.0.0.1', port }],
  });
  return { name, crons: [], withValues };
}

/** The limit is there to refuse exactly what a bench does. */
function unlimited(definition: WorkerDefinition): WorkerDefinition {
  const withValues = (values: Record<string, string>): WorkerOptions => {
    const options = definition.withValues(values);
    const limits = Object.entries(options.ratelimits ?? {}).map(([name, limit]) => [
      name,
      { ...Object(limit), simple: { limit: 1e9, period: 60 } },
    ]);
    return { ...options, ratelimits: Object.fromEntries(limits) as NonNullable<WorkerOptions['ratelimits']> };
  };
  return { ...definition, withValues };
}

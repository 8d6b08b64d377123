import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { WorkerOptions } from 'miniflare';
import { bundleWorker } from './bundle.ts';
import { PlainError } from './plain-error.ts';

// wrangler takes a second to load, which the database uses to start.
function loadWrangler() {
  // It warns about secrets that only the environment could give it: here they come from the data folder.
  process.env['WRANGLER_LOG'] ??= 'error';
  process.env['WRANGLER_SEND_METRICS'] ??= 'false';
  return import('wrangler');
}

/** One worker as its wrangler.toml describes it. */
export interface WorkerDefinition {
  name: string;
  crons: string[];
  /** Gives Miniflare's options once the values that only the running platform knows are known. */
  withValues: (values: Record<string, string>) => WorkerOptions;
}

/** The gateway's definition first, then every other worker's, read from their wrangler.toml and bundled. */
export function readWorkers(root: string): Promise<WorkerDefinition[]> {
  const files = [join(root, 'wrangler.toml'), ...globSync(join(root, 'services/*/wrangler.toml')).toSorted()];
  return Promise.all(files.map((file) => readWorker(root, file)));
}

async function readWorker(root: string, file: string): Promise<WorkerDefinition> {
  const wrangler = await loadWrangler();
  const config = wrangler.unstable_readConfig({ config: file });
  const { workerOptions, define, main } = wrangler.unstable_getMiniflareWorkerOptions(config);
  const { name } = config;
  if (!main || !name) throw new PlainError(`${relative(root, file)} needs a name and a main.`);
  const declared = Object.keys(config.vars);
  const required: string[] = config.secrets?.required ?? [];
  const script = await bundleWorker(main, define);
  const withValues = (values: Record<string, string>): WorkerOptions => {
    const missing = required.filter((secret) => values[secret] === undefined);
    if (missing.length > 0) {
      throw new PlainError(`${relative(root, file)} requires the secret ${missing.join(', ')}: set it in the environment and start again.`);
    }
    const bindings = { ...workerOptions.bindings, ...pick(values, [...declared, ...required]) };
    const ratelimits = limitsAt(workerOptions.ratelimits, values['REQUESTS_PER_MINUTE']);
    return { ...workerOptions, name, modules: true, script, bindings, ratelimits };
  };
  return { name, crons: config.triggers.crons ?? [], withValues };
}

type Limits = Record<string, { namespace_id: string; simple: { limit: number; period?: 10 | 60 | undefined } }>;

/** What the gateway counts is what it says: the figure of its [vars] goes before the one of its binding. */
function limitsAt(limits: Limits = {}, perMinute: string | undefined): Limits {
  if (perMinute === undefined) return limits;
  const simple = { limit: Number(perMinute), period: 60 } as const;
  return Object.fromEntries(Object.entries(limits).map(([name, { namespace_id }]) => [name, { namespace_id, simple }]));
}

function pick(values: Record<string, string>, names: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { WorkerOptions } from 'miniflare';
import { PlainError } from './plain-error.ts';

/** One worker as its wrangler.toml describes it, with its code as one module. */
export interface WorkerDescription {
  file: string;
  name: string;
  options: Omit<WorkerOptions, 'name'>;
  script: string;
  crons: string[];
  /** The names in its [vars]. */
  declared: string[];
  /** The secrets that it requires. */
  required: string[];
}

/** One worker, ready to be given the values that only the running platform knows. */
export interface WorkerDefinition {
  name: string;
  crons: string[];
  withValues: (values: Record<string, string>) => WorkerOptions;
}

/** The gateway's definition first, then every other worker's, read from their wrangler.toml and bundled. */
export async function readWorkers(root: string): Promise<WorkerDefinition[]> {
  const script = join(import.meta.dirname, 'describe-workers.ts');
  const run = promisify(execFile)(process.execPath, [script, root], { maxBuffer: 100_000_000 });
  const { stdout } = await run.catch((error: { stderr?: string }) => {
    throw new PlainError(error.stderr?.trim() || 'The workers could not be bundled.');
  });
  return (JSON.parse(stdout) as WorkerDescription[]).map((description) => ({
    name: description.name,
    crons: description.crons,
    withValues: (values) => optionsOf(description, values),
  }));
}

function optionsOf({ file, name, options, script, declared, required }: WorkerDescription, values: Record<string, string>): WorkerOptions {
  const missing = required.filter((secret) => values[secret] === undefined);
  if (missing.length > 0) {
    throw new PlainError(`${file} requires the secret ${missing.join(', ')}: set it in the environment and start again.`);
  }
  const bindings = { ...options.bindings, ...pick(values, [...declared, ...required]) };
  const ratelimits = limitsAt(options.ratelimits, values['REQUESTS_PER_MINUTE']);
  return { ...options, name, modules: true, script, bindings, ratelimits };
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

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ModuleDefinition, WorkerOptions } from 'miniflare';
import type { Bundle } from './bundle.ts';
import { PlainError } from './plain-error.ts';

/** One worker as its wrangler.toml describes it, with its code. */
export interface WorkerDescription {
  file: string;
  name: string;
  options: Omit<WorkerOptions, 'name'>;
  bundle: Bundle;
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

/** The gateway's definition first, then every other worker's, read from their wrangler.toml and bundled, or taken from `described`. */
export async function readWorkers(root: string, described?: string): Promise<WorkerDefinition[]> {
  const text = described ? await readFile(described, 'utf8') : await describeWorkers(root);
  return (JSON.parse(text) as WorkerDescription[]).map((description) => ({
    name: description.name,
    crons: description.crons,
    withValues: (values) => optionsOf(description, values),
  }));
}

/** What describe-workers.ts says of every worker, as JSON. */
export async function describeWorkers(root: string): Promise<string> {
  const script = join(import.meta.dirname, 'describe-workers.ts');
  const run = promisify(execFile)(process.execPath, [script, root], { maxBuffer: 100_000_000 });
  const { stdout } = await run.catch((error: { stderr?: string }) => {
    throw new PlainError(error.stderr?.trim() || 'The workers could not be bundled.');
  });
  return stdout;
}

function optionsOf({ file, name, options, bundle, declared, required }: WorkerDescription, values: Record<string, string>): WorkerOptions {
  const missing = required.filter((secret) => values[secret] === undefined);
  if (missing.length > 0) {
    throw new PlainError(`${file} requires the secret ${missing.join(', ')}: set it in the environment and start again.`);
  }
  const bindings = { ...options.bindings, ...pick(values, [...declared, ...required]) };
  const ratelimits = limitsAt(options.ratelimits, values['REQUESTS_PER_MINUTE']);
  const settled: WorkerOptions = { ...options, name, modules: modulesOf(bundle), bindings, ratelimits };
  return name === 'enlace-outgoing' ? { ...settled, ...outgoingNetwork(values['ALLOWED_ORIGINS']) } : settled;
}

/** The code as the modules that it is. Of a script Miniflare parses every line in search of imports, at each start of workerd. */
const modulesOf = ({ script, wasm }: Bundle): ModuleDefinition[] => [
  { type: 'ESModule', path: 'worker.js', contents: script },
  ...Object.entries(wasm).map(([path, code]): ModuleDefinition => ({ type: 'CompiledWasm', path, contents: Buffer.from(code, 'base64') })),
];

const tlsOptions = { trustBrowserCas: true };

/**
 * The network of the outgoing worker, which no wrangler.toml can describe; a deployment needs none, for Cloudflare's edge reaches no private
 * network. workerd looks at each address that a name has, when connecting to it: nothing can change between the look and the connection.
 * LOOPBACK is a second way, which the worker takes to the origins named for tests alone, so naming them opens nothing to other names.
 * What stays open then: a named origin leads to whatever listens on that port.
 */
function outgoingNetwork(allowedOrigins = ''): Partial<WorkerOptions> {
  const outboundService = { network: { allow: ['public'], deny: notPublic, tlsOptions } };
  if (allowedOrigins === '') return { outboundService };
  const loopback = { network: { allow: ['127.0.0.0/8', '::1/128'], tlsOptions } };
  return { outboundService, serviceBindings: { LOOPBACK: loopback } };
}

/**
 * All of IANA's special-purpose ranges. workerd's "public" leaves out loopback, private, link-local, CGNAT, multicast, reserved and 2001::/23
 * by itself, but lets 0.0.0.0/8, the ranges for documentation and benchmarks, NAT64, 6to4 and others pass, so none is left to it.
 */
const notPublic = [
  '0.0.0.0/8', // this network; connecting to it means this machine
  '10.0.0.0/8', // private
  '100.64.0.0/10', // CGNAT
  '127.0.0.0/8', // loopback
  '168.63.129.16/32', // Azure's own services
  '169.254.0.0/16', // link-local, with the metadata of clouds
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocols
  '192.0.2.0/24', // documentation
  '192.31.196.0/24', // AS112
  '192.52.193.0/24', // AMT
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '192.175.48.0/24', // AS112
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved
  '::/3', // loopback, mapped, NAT64, discard-only: all public IPv6 addresses are in 2000::/3
  '4000::/2', // SRv6 and unassigned
  '8000::/1', // unique local, link-local, site-local, multicast
  '2001::/23', // protocols, with Teredo
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4
  '2620:4f:8000::/48', // AS112
  '3ffe::/16', // the former 6bone
  '3fff::/20', // documentation
];

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

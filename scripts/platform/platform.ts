import { chmodSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Fire } from './cron.ts';
import { assertReachable } from './database.ts';
import { lockDataFolder } from './lock.ts';
import { migrate, type MigrationReport } from './migrate.ts';
import { endOrphans, ProcessRecord } from './orphans.ts';
import { claimPort } from './ports.ts';
import { keepSecrets, type Secrets } from './secrets.ts';
import { readAllowedOrigins } from './settings.ts';
import { type Probe, SqldSupervisor } from './supervisor.ts';
import { readWorkers } from './worker-config.ts';
import { type Workers, startWorkers } from './workers.ts';

const ROOT = resolve(import.meta.dirname, '../..');

export interface PlatformOptions {
  dataDir: string;
  /** 0 = any free port. */
  port: number;
  /** A libSQL server of somebody else: no sqld is started then. */
  databaseUrl?: string | undefined;
  /** Values that go before every other for [vars] and secrets that a wrangler.toml declares. */
  overrides?: Record<string, string>;
  migrationsDir?: string;
  probe?: Probe;
  maxDeaths?: number;
  /** A file that holds what `describeWorkers` gave: nothing is bundled then. For tests, which start many platforms of the same code. */
  described?: string | undefined;
  say?: (line: string) => void;
  /** Told when it cannot go on; call `stop()` then. */
  onFatal?: (error: Error) => void;
}

/** The whole product, running. */
export interface Platform {
  readonly url: string;
  readonly databaseUrl: string;
  readonly secrets: Secrets;
  readonly migrations: MigrationReport;
  /** The supervised database server: its `pid`, and `kill(signal)` for tests that hurt it. */
  readonly sqld: SqldSupervisor | undefined;
  workerdPid: () => number | undefined;
  /** The process of a worker that runs alone. */
  pidOf: Workers['pidOf'];
  fire: Fire;
  hint: Workers['hint'];
  stop: () => Promise<void>;
}

type Undo = () => unknown;

/**
 * Starts the product on one data folder: lock, orphans of a killed run, sqld, migrations, workers.
 * When a step fails, the steps before it are undone. Foreseen failures are PlainErrors.
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const undo: Undo[] = [];
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= undoAll(undo));
  try {
    return { ...(await startSteps(options, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function undoAll(steps: Undo[]): Promise<void> {
  for (const step of steps.toReversed()) await step();
}

async function startSteps(options: PlatformOptions, undo: Undo[]): Promise<Omit<Platform, 'stop'>> {
  const { say = () => undefined, migrationsDir = join(ROOT, 'migrations') } = options;
  const dataDir = resolve(options.dataDir);
  await takeDataFolder(dataDir, say, undo);
  const port = await claimPort(options.port);
  const url = `http://127.0.0.1:${port}`;
  const run = new ProcessRecord(dataDir, url);
  undo.push(() => run.clear());
  // Bundling takes a second of its own: it goes on while the database starts.
  const reading = readWorkers(ROOT, options.described);
  reading.catch(() => undefined);
  const sqld = options.databaseUrl ? undefined : await startDatabase(options, dataDir, run);
  if (sqld) undo.push(() => sqld.stop());
  const databaseUrl = sqld?.url ?? options.databaseUrl ?? '';
  if (!sqld) await assertReachable(databaseUrl);
  const migrations = await migrate(databaseUrl, migrationsDir);
  const values = gatherValues(keepSecrets(dataDir), url, databaseUrl, options.overrides);
  const onSpawn = (name: string, pid: number) => run.add(name, pid);
  const workers = await startWorkers({ dataDir, port, definitions: await reading, values: values.all, say, onSpawn });
  undo.push(() => workers.stop());
  const { pid: workerdPid, pidOf, fire, hint } = workers;
  return { url, databaseUrl, secrets: values.secrets, migrations, sqld, workerdPid, pidOf, fire, hint };
}

async function takeDataFolder(dataDir: string, say: (line: string) => void, undo: Undo[]): Promise<void> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  chmodSync(dataDir, 0o700);
  undo.push(lockDataFolder(dataDir));
  const ended = await endOrphans(dataDir);
  if (ended.length > 0) say(`The last run was killed: ended what it left behind (${ended.join(', ')}).`);
}

function startDatabase(options: PlatformOptions, dataDir: string, run: ProcessRecord): Promise<SqldSupervisor> {
  const { probe, maxDeaths, say = () => undefined, onFatal = () => undefined } = options;
  return SqldSupervisor.start({ dataDir, probe, maxDeaths, say, onFatal, onSpawn: (pid) => run.add('sqld', pid) });
}

/** The environment goes before the kept secrets, so that an operator can bring secrets and an ORIGIN of their own. */
function gatherValues(kept: Secrets, url: string, databaseUrl: string, overrides: Record<string, string> = {}) {
  const environment = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
  const named = { DATABASE_URL: databaseUrl, ALLOWED_ORIGINS: readAllowedOrigins(environment['ENLACE_WEBHOOK_ALLOW']) };
  const all: Record<string, string> = { ORIGIN: url, ...kept, ...environment, ...named, ...overrides };
  const secrets: Secrets = Object.fromEntries(Object.keys(kept).map((name) => [name, all[name] ?? '']));
  return { all, secrets };
}

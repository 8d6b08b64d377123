import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { SqldSupervisor } from '../../scripts/platform/supervisor.ts';
import { waitFor } from '../../scripts/platform/wait.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** A data folder that is removed when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'enlace-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** A database server on a folder of its own, and what ends both. */
export async function startServer(): Promise<{ server: SqldSupervisor; end: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'enlace-'));
  const quiet = { onSpawn: () => undefined, onFatal: () => undefined, say: () => undefined };
  const server = await SqldSupervisor.start({ ...quiet, dataDir });
  const end = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  return { server, end };
}

/** The address of a database server that ends with the test. */
export async function serverUrl(): Promise<string> {
  const { server, end } = await startServer();
  onTestFinished(end);
  return server.url;
}

/** A migrations folder as drizzle-kit writes it. */
export function migrationsFolder(files: Record<string, string>): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'meta'));
  writeMigrations(folder, files);
  return folder;
}

export function writeMigrations(folder: string, files: Record<string, string>): void {
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(folder, `${name}.sql`), sql);
  const entries = Object.keys(files).map((tag, idx) => ({ idx, tag }));
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ entries }));
}

/** Looks at a condition until it holds, and fails loudly when it never does. */
export async function eventually<T>(what: string, condition: () => T | Promise<T>, within = 15_000): Promise<NonNullable<T>> {
  const found = await waitFor(condition, { within });
  if (found === undefined) throw new Error(`never happened: ${what}`);
  return found as NonNullable<T>;
}

/** `scripts/start.ts` as a process of its own. */
export interface StartedProcess {
  child: ChildProcess;
  output: () => string;
  /** Resolves to the exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>;
}

export function startEnlace(env: Record<string, string>): StartedProcess {
  let output = '';
  const child = spawn(process.execPath, [join(ROOT, 'scripts/start.ts'), '--empty'], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const take = (chunk: Buffer) => (output += chunk.toString('utf8'));
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = new Promise<number | NodeJS.Signals | null>((done) => child.once('close', (code, signal) => done(signal ?? code)));
  return { child, output: () => output, ended };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { findDamage } from './damage.ts';
import { LogFile } from './log-file.ts';
import { PlainError } from './plain-error.ts';
import { freePort } from './ports.ts';
import { findSqld } from './sqld-binary.ts';
import { answersWrites, demandDurability, isHealthy } from './sqld-http.ts';
import { waitFor } from './wait.ts';

const START_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 5_000;

/** One database server on one data folder: what stays the same however often its process is started. */
export class SqldServer {
  readonly url: string;
  readonly databaseDir: string;
  readonly log: LogFile;
  readonly #adminUrl: string;
  readonly #binary: string;

  private constructor(dataDir: string, binary: string, port: number, adminPort: number) {
    this.#binary = binary;
    this.databaseDir = join(dataDir, 'db');
    this.log = new LogFile(join(dataDir, 'logs', 'sqld.log'));
    this.url = `http://127.0.0.1:${port}`;
    this.#adminUrl = `http://127.0.0.1:${adminPort}`;
  }

  /** Chooses two free ports for the server on this data folder; nothing is started yet. */
  static async on(dataDir: string): Promise<SqldServer> {
    return new SqldServer(dataDir, findSqld(), await freePort(), await freePort());
  }

  spawn(): ChildProcess {
    // Places for the eight streams that each worker keeps, and some more; how many write at once the workers limit themselves.
    const args = ['--db-path', this.databaseDir, '--no-welcome', '--max-concurrent-connections', '96'];
    const listen = ['--http-listen-addr', new URL(this.url).host, '--admin-listen-addr', new URL(this.#adminUrl).host];
    // A process group of its own: a Ctrl-C in the terminal must not end the database before the workers that use it.
    const child = spawn(this.#binary, [...args, ...listen], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    this.log.forget();
    this.log.follow(child.stdout);
    this.log.follow(child.stderr);
    return child;
  }

  /** Waits until this process takes durable writes; throws when it ends first or takes too long. */
  async ready(child: ChildProcess): Promise<void> {
    const patience = { within: START_WITHIN_MS };
    await waitFor(() => hasEnded(child) || isHealthy(this.url), patience);
    const durable = await waitFor(() => hasEnded(child) || demandDurability(this.url, this.#adminUrl), patience);
    if (!durable || hasEnded(child)) throw new Error('sqld did not become ready');
    // Also forces to disk whatever was committed between the start and the durability setting.
    await answersWrites(this.url, START_WITHIN_MS);
  }

  /** The clear line for why it ended, when its last words give one. */
  diagnose(): PlainError | undefined {
    return findDamage(this.databaseDir, this.log.tail);
  }
}

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Ends a process politely, then by force, and waits until it is gone. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  child.kill('SIGTERM');
  const ended = await waitFor(() => hasEnded(child), { within: STOP_WITHIN_MS });
  if (!ended) child.kill('SIGKILL');
  await waitFor(() => hasEnded(child), { within: STOP_WITHIN_MS });
}

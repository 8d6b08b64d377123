import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlainError } from './plain-error.ts';
import { identify, isAlive, type ProcessIdentity } from './process-table.ts';
import { waitFor } from './wait.ts';

interface RecordedRun {
  pid: number;
  url: string;
  children: Record<string, ProcessIdentity>;
}

const fileIn = (dataDir: string): string => join(dataDir, 'processes.json');

/** What the last run on this data folder left written about itself. */
export function readRecordedRun(dataDir: string): RecordedRun | undefined {
  const file = fileIn(dataDir);
  try {
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RecordedRun) : undefined;
  } catch {
    return undefined;
  }
}

/** Writes down which processes this run started, so that the next one can end them if this one is killed. */
export class ProcessRecord {
  readonly #dataDir: string;
  readonly #run: RecordedRun;

  constructor(dataDir: string, url: string) {
    this.#dataDir = dataDir;
    this.#run = { pid: process.pid, url, children: {} };
    this.#write();
  }

  add(name: string, pid: number): void {
    const identity = identify(pid);
    if (!identity) return;
    this.#run.children[name] = identity;
    this.#write();
  }

  clear(): void {
    rmSync(fileIn(this.#dataDir), { force: true });
  }

  #write(): void {
    const file = fileIn(this.#dataDir);
    writeFileSync(`${file}.new`, JSON.stringify(this.#run, null, 2));
    renameSync(`${file}.new`, file);
  }
}

async function end(orphan: ProcessIdentity): Promise<void> {
  process.kill(orphan.pid, 'SIGKILL');
  // A process that is ending loses its command line before it lets go of its port, so only its start is compared.
  const gone = await waitFor(() => identify(orphan.pid)?.startedAt !== orphan.startedAt, { within: 5_000 });
  if (!gone)
    throw new PlainError(`Process ${orphan.pid} of the last run does not end: end it yourself (kill -9 ${orphan.pid}) and start again.`);
}

/** Ends what a killed run left behind and gives the names of what it ended. Call it only while holding the lock. */
export async function endOrphans(dataDir: string): Promise<string[]> {
  const left = Object.entries(readRecordedRun(dataDir)?.children ?? {}).filter(([, child]) => isAlive(child));
  for (const [, child] of left) await end(child);
  rmSync(fileIn(dataDir), { force: true });
  return left.map(([name]) => name);
}

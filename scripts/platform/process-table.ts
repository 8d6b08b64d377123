import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A process told apart for ever: its number is used again by others, its number with its start and command is not. */
export interface ProcessIdentity {
  pid: number;
  startedAt: string;
  command: string;
}

interface Entry extends ProcessIdentity {
  parent: number;
}

function readProc(path: string): string | undefined {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return undefined;
  }
}

function fromProc(pid: number): Entry | undefined {
  const stat = readProc(`${pid}/stat`);
  const command = readProc(`${pid}/cmdline`)?.replaceAll('\0', ' ').trim();
  // The name in brackets may hold anything, so the fields are counted from its end: state, parent, …, start (see proc_pid_stat(5)).
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (!fields || command === undefined || fields[0] === 'Z') return undefined;
  const boot = readProc('sys/kernel/random/boot_id')?.trim();
  return { pid, parent: Number(fields[1]), startedAt: `${boot} ${fields[19]}`, command };
}

function fromPs(args: string[]): Entry[] {
  try {
    const text = execFileSync('ps', [...args, '-o', 'pid=,ppid=,lstart=,command='], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    });
    return [...text.matchAll(/^\s*(\d+)\s+(\d+)\s+(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/gm)].map(
      ([, pid, parent, startedAt = '', command = '']) => ({ pid: Number(pid), parent: Number(parent), startedAt, command }),
    );
  } catch {
    return [];
  }
}

/** Who runs under this number now; undefined when nobody does. */
export function identify(pid: number): ProcessIdentity | undefined {
  const entry = process.platform === 'linux' ? fromProc(pid) : fromPs(['-p', String(pid)])[0];
  return entry && { pid: entry.pid, startedAt: entry.startedAt, command: entry.command };
}

/** The number of a child of this process whose command line holds `mark`. */
export function findChild(mark: string): number | undefined {
  const entries =
    process.platform === 'linux'
      ? readdirSync('/proc')
          .filter((name) => /^\d+$/.test(name))
          .flatMap((name) => fromProc(Number(name)) ?? [])
      : fromPs(['-ax']);
  return entries.find((entry) => entry.parent === process.pid && entry.command.includes(mark))?.pid;
}

/** Whether exactly this process is still there. */
export function isAlive(process: ProcessIdentity): boolean {
  const now = identify(process.pid);
  return now?.startedAt === process.startedAt && now.command === process.command;
}

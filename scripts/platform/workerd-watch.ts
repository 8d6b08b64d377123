import { setTimeout as pause } from 'node:timers/promises';
import { findChild, identify, isAlive, type ProcessIdentity } from './process-table.ts';
import { waitFor } from './wait.ts';

const LOOK_EVERY_MS = 200;
const BACK_WITHIN_MS = 3_000;

/** A workerd process of this run, whichever number it has now. */
export interface WorkerdWatch {
  pid: () => number | undefined;
  stop: () => void;
}

interface WatchOptions {
  /** The part of the command line that no other process has. */
  mark: string;
  /** What the process is in a line for people. */
  what: string;
  onSpawn: (pid: number) => void;
  /** Called when a process that ended was not replaced in time. */
  onLost: () => Promise<void>;
  say: (line: string) => void;
}

/** Follows workerd through its restarts. Miniflare tells nobody its number, so it is found among the children of this process. */
export function watchWorkerd({ mark, what, onSpawn, onLost, say }: WatchOptions): WorkerdWatch {
  const ending = new AbortController();
  let current: ProcessIdentity | undefined;
  const find = async () => {
    const pid = await waitFor(() => ending.signal.aborted || findChild(mark), { within: BACK_WITHIN_MS, every: 10 });
    current = typeof pid === 'number' ? identify(pid) : undefined;
    if (current) onSpawn(current.pid);
    else if (!ending.signal.aborted) await onLost();
  };
  const follow = async () => {
    while (!ending.signal.aborted) {
      if (!current) await find();
      else if (isAlive(current)) await pause(LOOK_EVERY_MS, undefined, { ref: false });
      else {
        say(`${what} ended: starting again.`);
        current = undefined;
      }
    }
  };
  void follow();
  return { pid: () => current?.pid, stop: () => ending.abort() };
}

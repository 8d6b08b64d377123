import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readRecordedRun } from './orphans.ts';
import { PlainError } from './plain-error.ts';

/** Lets go of the data folder. */
export type Unlock = () => void;

/**
 * Takes the data folder for this process alone. The lock is one of the operating system, held through an empty SQLite file,
 * so it ends with the process however that ends: there are no stale locks to judge.
 */
export function lockDataFolder(dataDir: string): Unlock {
  const file = new DatabaseSync(join(dataDir, 'lock'));
  try {
    file.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch {
    file.close();
    const run = readRecordedRun(dataDir);
    const who = run ? ` (process ${run.pid}, ${run.url})` : '';
    throw new PlainError(
      `Enlace already runs on ${dataDir}${who}: use that one, stop it, or choose another folder with ENLACE_DATA.`,
      `Enlace ya está en marcha con ${dataDir}${who}: úselo, deténgalo o elija otra carpeta con ENLACE_DATA.`,
    );
  }
  return () => file.close();
}

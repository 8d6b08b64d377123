import { join } from 'node:path';

const variable = 'ENLACE_TESTS';

/** The folder of this run of the tests, which is removed after it; undefined where no global setup has made one. */
export const runFolder = (): string | undefined => process.env[variable];

/** Tells the processes that run the tests where the folder is. */
export const tellRunFolder = (folder: string): void => void (process.env[variable] = folder);

/** Where the workers are that the global setup has bundled for every platform of the run; undefined where it has not. */
export function describedWorkers(): string | undefined {
  const folder = runFolder();
  return folder && join(folder, 'workers.json');
}

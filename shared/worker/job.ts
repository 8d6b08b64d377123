import { v7 as uuid } from 'uuid';
import { type Database, openDatabase } from '../database/open.ts';
import { hint } from './hint.ts';
import { log, storyOf } from './log.ts';
import { settingsOf } from './settings.ts';

/** Does a piece of work that no caller waits for, with a database handle of its own, and leaves a line in the log. Throws what the work throws. */
export async function runJob(worker: string, operation: string, env: object, work: (db: Database) => Promise<unknown>): Promise<void> {
  const started = Date.now();
  const db = openDatabase(settingsOf(env).database);
  const line = (status: number) => ({
    worker,
    requestId: uuid(),
    operation,
    status,
    milliseconds: Date.now() - started,
    trips: db.trips,
    client: null,
  });
  try {
    await work(db);
    log(line(200));
  } catch (error) {
    log({ ...line(500), error: storyOf(error) });
    throw error;
  } finally {
    if (db.told > 0) await hint(env);
  }
}

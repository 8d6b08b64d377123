import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { v7 as uuid } from 'uuid';
import { afterAll } from 'vitest';
import { migrate } from '../../scripts/platform/migrate.ts';
import type { Context } from '../../shared/database/context.ts';
import { type Database, openDatabase } from '../../shared/database/open.ts';
import { runFolder } from './run-folder.ts';

const folder = mkdtempSync(join(runFolder() ?? tmpdir(), 'enlace-db-'));
if (!runFolder()) afterAll(() => rmSync(folder, { recursive: true, force: true }));

let template: Promise<string> | undefined;

/** A libSQL file of the test's own with the real migrations, and its handle. */
export async function ownDatabase(): Promise<Database> {
  template ??= migratedFile();
  const file = join(folder, `${uuid()}.db`);
  copyFileSync(await template, file);
  const db = openDatabase({ url: `file:${file}` });
  // It is gone when the test is over: to wait until the disk has each write would be a third of the time these tests take.
  await db.client.execute('pragma synchronous = off');
  return db;
}

async function migratedFile(): Promise<string> {
  const file = join(folder, 'template.db');
  await migrate(`file:${file}`, resolve(import.meta.dirname, '../../migrations'));
  return file;
}

/** The context of a call on that database, with what a test wants different. */
export const contextOn = (db: Database, difference: Partial<Context> = {}): Context => ({
  db,
  principal: null,
  requestId: uuid(),
  now: new Date(),
  contentHash: 'hash',
  idempotencyKey: null,
  ...difference,
});

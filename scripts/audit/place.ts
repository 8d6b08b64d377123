import { closeSync, copyFileSync, existsSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Client } from '@libsql/client';
import { assertReachable, openForScript } from '../platform/database.ts';
import { readRecordedRun } from '../platform/orphans.ts';
import { PlainError } from '../platform/plain-error.ts';
import { isAlive } from '../platform/process-table.ts';
import { loadDump } from './dump.ts';

/** A database to read the audit from. `live`: it is in use, so what is late is late now. */
export type Place = { name: string; client: Client; live: boolean; close: () => void };

/** Opens a libSQL URL, a dump or a copy of a database file; without any, DATABASE_URL or the platform that runs here. */
export async function openPlace(where: string | undefined): Promise<Place> {
  const chosen = where ?? (process.env['DATABASE_URL'] || runningHere());
  if (/^[a-z]+:/.test(chosen)) return openUrl(chosen);
  const file = fromCaller(chosen);
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new PlainError(
      `${file} is no file: give a libSQL URL, a SQL dump or a copy of a database file.`,
      `No hay ningún archivo ${file}.`,
    );
  }
  return openFile(file);
}

/** A path as the person meant it: npm runs scripts elsewhere. */
export const fromCaller = (path: string) => resolve(process.env['INIT_CWD'] ?? '.', path);

async function openUrl(url: string): Promise<Place> {
  await assertReachable(url);
  const client = openForScript(url);
  return { name: url.replace(/\?.*$/s, '').replace(/\/\/[^/@]*@/, '//'), client, live: true, close: () => client.close() };
}

/** Never opens the file itself: it may be evidence, or a server may be using it. */
async function openFile(file: string): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'enlace-audit-'));
  const own = join(folder, 'audit.db');
  const isDump = !isDatabase(file);
  if (!isDump) for (const end of ['', '-wal']) if (existsSync(file + end)) copyFileSync(file + end, own + end);
  const client = openForScript(`file:${own}`);
  const close = () => {
    client.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    if (isDump) await loadDump(file, client);
  } catch (error) {
    close();
    throw error;
  }
  return { name: file, client, live: false, close };
}

function isDatabase(file: string): boolean {
  const start = Buffer.alloc(15);
  const descriptor = openSync(file, 'r');
  readSync(descriptor, start);
  closeSync(descriptor);
  return start.toString('latin1') === 'SQLite format 3';
}

/** The address of the database server that `npm start` runs on this data folder. */
function runningHere(): string {
  const sqld = readRecordedRun(fromCaller(process.env['ENLACE_DATA'] || '.data'))?.children['sqld'];
  const address = sqld && isAlive(sqld) ? /--http-listen-addr (\S+)/.exec(sqld.command)?.[1] : undefined;
  if (address) return `http://${address}`;
  throw new PlainError(
    'Enlace does not run here: start it, set DATABASE_URL, or name a libSQL URL, a SQL dump or a copy of a database file.',
    'Enlace no está en marcha aquí: arránquelo, indique DATABASE_URL, o dé una URL libSQL, un volcado SQL o la copia de un archivo.',
  );
}

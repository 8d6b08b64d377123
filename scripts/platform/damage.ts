import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { PlainError } from './plain-error.ts';

const SIGNS = /file is not a database|not a database file|disk image is malformed|invalid replication log|not a multiple of page size/i;

function startsLikeSqlite(file: string): boolean {
  try {
    const head = Buffer.alloc(16);
    const handle = openSync(file, 'r');
    const read = readSync(handle, head, 0, 16, 0);
    closeSync(handle);
    return read === 0 || head.toString('latin1') === 'SQLite format 3\0';
  } catch {
    return true;
  }
}

/** The clear line for a database that cannot be read, or undefined when neither its files nor sqld's last words look like that. */
export function findDamage(databaseDir: string, lastWords: string): PlainError | undefined {
  const files = [join(databaseDir, 'dbs', 'default', 'data'), join(databaseDir, 'metastore', 'data')];
  const broken = files.find((file) => !startsLikeSqlite(file)) ?? (SIGNS.test(lastWords) ? join(databaseDir, 'dbs', 'default') : undefined);
  if (!broken) return undefined;
  return new PlainError(
    `The database is damaged: ${broken} cannot be read. Put ${databaseDir} back from a backup, or move that folder away to start with an empty one.`,
    `La base de datos está dañada: no se puede leer ${broken}. Restaure ${databaseDir} de una copia, o mueva esa carpeta para empezar de cero.`,
  );
}

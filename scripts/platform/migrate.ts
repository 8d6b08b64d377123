import { type Client, type InStatement, LibsqlBatchError } from '@libsql/client';
import { openForScript, rootMessage } from './database.ts';
import { type Migration, readMigrations } from './journal.ts';
import { PlainError } from './plain-error.ts';

const CREATE_TABLE = 'create table if not exists migrations (name text primary key, hash text not null, applied_at text not null) strict';

/** How the database stood before, and what was done to it. */
export interface MigrationReport {
  before: number;
  applied: string[];
}

/**
 * Brings a database to the state of `folder`. Each migration is all or nothing: its statements, a check of the foreign keys and its row
 * in `migrations` go in one transaction. Throws a PlainError when a landed migration was edited, is unknown here, or fails.
 */
export async function migrate(url: string, folder: string): Promise<MigrationReport> {
  const migrations = readMigrations(folder);
  if (migrations.length === 0) return { before: 0, applied: [] };
  const client = openForScript(url);
  try {
    await client.execute(CREATE_TABLE);
    const landed = await readLanded(client);
    const due = migrations.filter(({ name }) => !landed.has(name));
    refuseChanged(migrations, landed);
    for (const migration of due) await apply(client, migration);
    return { before: landed.size, applied: due.map(({ name }) => name) };
  } finally {
    client.close();
  }
}

async function readLanded(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.execute('select name, hash from migrations');
  return new Map(rows.map((row) => [String(row['name']), String(row['hash'])]));
}

function refuseChanged(migrations: Migration[], landed: Map<string, string>): void {
  const changed = migrations.find(({ name, hash }) => landed.has(name) && landed.get(name) !== hash);
  if (changed) {
    throw new PlainError(
      `${changed.file} was changed after this database applied it: put the file back as it was and write a new migration.`,
    );
  }
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = [...landed.keys()].find((name) => !known.has(name));
  if (unknown)
    throw new PlainError(`The database has the migration ${unknown}, which this copy of Enlace does not know: update this copy.`);
}

async function apply(client: Client, migration: Migration): Promise<void> {
  try {
    // Unlike batch(), migrate() switches foreign keys off around the transaction: SQLite rebuilds a table by dropping it.
    await client.migrate([...migration.statements, recordOf(migration)]);
  } catch (error) {
    throw new PlainError(`${migration.file} failed and nothing of it was kept: ${whatFailed(error, migration)}`);
  }
}

/** Its own row, with NULL for the hash when a foreign key is broken: the NOT NULL then undoes the whole migration. */
function recordOf({ name, hash }: Migration): InStatement {
  return {
    sql: `insert into migrations (name, hash, applied_at)
      select ?, case when exists (select 1 from pragma_foreign_key_check) then null else ? end, strftime('%Y-%m-%dT%H:%M:%fZ')`,
    args: [name, hash],
  };
}

function whatFailed(error: unknown, { statements }: Migration): string {
  const index = error instanceof LibsqlBatchError ? error.statementIndex : -1;
  if (index === statements.length)
    return `it leaves rows that point to nothing (foreign keys), or could not be recorded: ${rootMessage(error)}`;
  const statement = statements[index];
  return statement ? `statement ${index + 1} (${firstLine(statement)}): ${rootMessage(error)}` : rootMessage(error);
}

function firstLine(statement: string): string {
  const line = statement.split('\n').find((text) => text.trim() !== '' && !text.trim().startsWith('--')) ?? '';
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}

import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { expect, test } from 'vitest';
import { migrate } from '../../scripts/platform/migrate.ts';
import { migrationsFolder, serverUrl, temporaryFolder, writeMigrations } from './support.ts';

const START = [
  'create table parents (id integer primary key, name text)',
  'create table children (id integer primary key, parent integer not null references parents (id) on delete cascade)',
  "insert into parents values (1, 'one')",
  'insert into children values (1, 1)',
].join(';\n--> statement-breakpoint\n');

const databases: [string, () => string | Promise<string>][] = [
  ['a file', () => `file:${join(temporaryFolder(), 'test.db')}`],
  ['sqld', serverUrl],
];

async function rowsOf(url: string, sql: string): Promise<unknown[]> {
  const client = createClient({ url });
  const { rows } = await client.execute(sql);
  client.close();
  return rows.map((row) => Object.values({ ...row }));
}

const TABLES = "select name from sqlite_schema where type = 'table' and name not like '\\_%' escape '\\' order by name";

test.each(databases)('on %s each migration is applied once and recorded', async (_name, open) => {
  const url = await open();
  const folder = migrationsFolder({ '0000_start': START });
  expect(await migrate(url, folder)).toEqual({ before: 0, applied: ['0000_start'] });
  expect(await migrate(url, folder)).toEqual({ before: 1, applied: [] });
  expect(await rowsOf(url, 'select name, length(hash) from migrations')).toEqual([['0000_start', 64]]);
});

test.each(databases)('on %s a failing migration leaves nothing and names file and statement', async (_name, open) => {
  const url = await open();
  const folder = migrationsFolder({
    '0000_start': START,
    '0001_broken': 'create table extra (id integer);--> statement-breakpoint\ninsert into nowhere values (1);',
  });
  await expect(migrate(url, folder)).rejects.toThrow(
    /0001_broken\.sql failed and nothing of it was kept: statement 2 \(insert into nowhere/,
  );
  expect(await rowsOf(url, TABLES)).toEqual([['children'], ['migrations'], ['parents']]);
  expect(await rowsOf(url, 'select name from migrations')).toEqual([['0000_start']]);
});

test.each(databases)('on %s a rebuilt table keeps the rows that point to it', async (_name, open) => {
  const url = await open();
  const rebuild = [
    'PRAGMA foreign_keys=OFF',
    'create table __new_parents (id integer primary key, name text not null)',
    'insert into __new_parents select id, name from parents',
    'drop table parents',
    'alter table __new_parents rename to parents',
    'PRAGMA foreign_keys=ON',
  ].join(';--> statement-breakpoint\n');
  await migrate(url, migrationsFolder({ '0000_start': START, '0001_rebuild': rebuild }));
  expect(await rowsOf(url, 'select id, parent from children')).toEqual([[1, 1]]);
});

test.each(databases)('on %s a migration that breaks a foreign key is undone', async (_name, open) => {
  const url = await open();
  const folder = migrationsFolder({ '0000_start': START, '0001_dangling': 'insert into children values (2, 99);' });
  await expect(migrate(url, folder)).rejects.toThrow(/0001_dangling\.sql failed .* rows that point to nothing/);
  expect(await rowsOf(url, 'select id from children')).toEqual([[1]]);
});

test.each(databases)('on %s a landed migration that was edited is refused', async (_name, open) => {
  const url = await open();
  const folder = migrationsFolder({ '0000_start': START });
  await migrate(url, folder);
  writeMigrations(folder, { '0000_start': `${START} -- later thought`, '0001_next': 'create table next (id integer)' });
  await expect(migrate(url, folder)).rejects.toThrow(/0000_start\.sql was changed after this database applied it/);
  expect(await rowsOf(url, TABLES)).toEqual([['children'], ['migrations'], ['parents']]);
});

test('a database that is newer than this copy is refused', async () => {
  const url = `file:${join(temporaryFolder(), 'test.db')}`;
  await migrate(url, migrationsFolder({ '0000_start': START, '0001_next': 'create table next (id integer)' }));
  await expect(migrate(url, migrationsFolder({ '0000_start': START }))).rejects.toThrow(
    /0001_next, which this copy of Enlace does not know/,
  );
});

test('two statements without a breakpoint are refused, because libSQL would drop the second', async () => {
  const url = `file:${join(temporaryFolder(), 'test.db')}`;
  const folder = migrationsFolder({ '0000_two': "insert into a values (';'); create table b (id integer);" });
  await expect(migrate(url, folder)).rejects.toThrow(/0000_two\.sql: part 1 holds more than one statement/);
});

test('a trigger may hold several statements, and text may hold semicolons', async () => {
  const url = `file:${join(temporaryFolder(), 'test.db')}`;
  const trigger = 'create trigger noted after insert on notes begin insert into log values (new.text); insert into log values (2); end;';
  const parts = ['create table notes (text text)', 'create table log (text text)', trigger, "insert into notes values ('a; b')"];
  await migrate(url, migrationsFolder({ '0000_trigger': parts.join(';--> statement-breakpoint\n').replace('end;;', 'end;') }));
  expect(await rowsOf(url, 'select text from log')).toEqual([['a; b'], ['2']]);
});

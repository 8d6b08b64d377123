import { type Client, createClient, type InStatement, LibsqlError, type TransactionMode } from '@libsql/client';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../shared/database/open.ts';
import { startServer } from './support.ts';

let ours: Client;
let theirs: Client;

beforeAll(async () => {
  const { server, end } = await startServer();
  ours = openDatabase({ url: server.url }).client;
  theirs = createClient({ url: server.url, intMode: 'number' });
  await theirs.execute(
    'create table things (id text primary key, size integer check (size < 100), part blob, parent text references things (id))',
  );
  return end;
});

/** What a batch gives, by name and by position, or how it is refused. */
async function told(client: Client, statements: InStatement[], mode: TransactionMode) {
  try {
    const results = await client.batch(statements, mode);
    return results.map(({ columns, rows, rowsAffected }) => ({
      columns,
      rowsAffected,
      rows,
      cells: rows.map((row) => Array.from(row as never)),
    }));
  } catch (error) {
    const { name, code, message, statementIndex } = error as LibsqlError & { statementIndex?: number };
    // The library says the code twice.
    return {
      isOfTheClient: error instanceof LibsqlError,
      name,
      code,
      message: message.replace(`${code}: ${code}: `, `${code}: `),
      statementIndex,
    };
  }
}

const text = 'ñ 漢字 🛂 "\\ \u0000 \u2028';
const bytes = new Uint8Array([0, 1, 250, 255]);
const reads: [string, InStatement[]][] = [
  ['every kind of value', [{ sql: 'select ?, ?, ?, ?, ?, ?, ?, ?', args: [null, 'x', 5, 1.5, text, bytes, 12n, true] }]],
  [
    'values made by the database',
    [{ sql: "select 5 whole, 2.5 broken, x'00ff' part, '' nothing, null missing, 9007199254740991 large", args: [] }],
  ],
  ['two columns of one name', ['select 1 as a, 2 as a, 3 as b']],
  ['no rows', ['select * from things where 0', 'select 1 where 0']],
  ['a day', [{ sql: 'select ?', args: [new Date(1_700_000_000_000)] }]],
  ['a statement that is none', ['select 1', 'selct 2']],
  ['a table that is not there', ['select 1', 'select * from nothing', 'select 2']],
];
const writes: [string, InStatement[]][] = [
  [
    'rows come and go',
    ["insert into things (id, size) values ('a', 1), ('b', 2)", 'update things set size = 3', 'delete from things returning id, size'],
  ],
  ['blobs', [{ sql: "insert into things (id, part) values ('c', ?) returning part", args: [bytes] }, 'delete from things']],
  ['a check', ["insert into things (id) values ('d')", "insert into things (id, size) values ('e', 500)", 'select 1']],
  ['a key twice', ["insert into things (id) values ('f')", "insert into things (id) values ('f')"]],
  ['a reference into nothing', ["insert into things (id, parent) values ('g', 'nobody')"]],
  [
    'a raise',
    ["create trigger stop before insert on things begin select raise(abort, 'stopped'); end", "insert into things (id) values ('h')"],
  ],
];

describe('a batch is told as the client of the library tells it', () => {
  test.each(reads)('%s', async (_, statements) => {
    expect(await told(ours, statements, 'read')).toEqual(await told(theirs, statements, 'read'));
  });
  test.each(writes)('%s', async (_, statements) => {
    expect(await told(ours, statements, 'write')).toEqual(await told(theirs, statements, 'write'));
    expect((await theirs.execute('select count(*) as count from things')).rows[0]).toMatchObject({ count: 0 });
  });
});

test('a server that is not there is no answer of the database', async () => {
  await expect(openDatabase({ url: 'http://127.0.0.1:1' }).client.batch(['select 1'])).rejects.toThrow(/fetch failed/);
});

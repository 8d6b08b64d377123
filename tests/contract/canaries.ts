import { type Client, type InStatement, createClient } from '@libsql/client';
import { runningPlatform } from '../support/world.ts';

/** Rows of each table, by rowid. */
export type Rows = Map<string, Set<number>>;

/** What would take a row out of everybody's sight rather than plant something in it. */
const structural = ['role', 'kind', 'state', 'tlp', 'audience', 'purpose', 'party', 'part'];
/** The journal of the platform itself, and tables that refuse any change. */
const untouched = [
  'migrations',
  'guard',
  'idempotency',
  'audit',
  'audit_seals',
  'audit_checkpoints',
  'signing_keys',
  'client_secrets',
  'platform_keys',
  // What is written there is for everyone to read.
  'public_organisations',
  'public_locations',
  'public_services',
  'public_service_places',
];

const withDatabase = async <T>(act: (client: Client) => Promise<T>): Promise<T> => {
  const client = createClient({ url: runningPlatform().databaseUrl });
  try {
    return await act(client);
  } finally {
    client.close();
  }
};

async function tables(client: Client): Promise<string[]> {
  const { rows } = await client.execute("select name from sqlite_schema where type = 'table' and sql not like '%virtual%'");
  return rows.map(({ name }) => String(name)).filter((name) => !/^(sqlite|libsql|_)|_search/.test(name) && !untouched.includes(name));
}

/** All that is stored at this moment. */
export const storedRows = (): Promise<Rows> =>
  withDatabase(async (client) => {
    const names = await tables(client);
    const results = await client.batch(names.map((name) => `select rowid as row from ${name}`), 'read'); // prettier-ignore
    return new Map(names.map((name, at) => [name, new Set(results[at]?.rows.map(({ row }) => Number(row)))]));
  });

/** The mark that is planted in a table. */
export const canary = (table: string) => `canary${table.replaceAll('_', '')}`;

/** Plants a mark in every text of every row that is not among `spared`. Gives how many columns it reached. */
export const plant = (spared: Rows): Promise<number> =>
  withDatabase(async (client) => {
    const changes: InStatement[] = [];
    const columns = new Set<string>();
    for (const table of await tables(client)) {
      const { rows } = await client.execute(`select rowid as row_id, * from ${table}`);
      const derived = await derivedColumns(client, table);
      for (const row of rows.filter(({ row_id: id }) => !spared.get(table)?.has(Number(id)))) {
        for (const [column, value] of Object.entries(row)) {
          const marked = typeof value === 'string' && ![...structural, ...derived].includes(column) ? mark(value, canary(table)) : value;
          if (marked === value) continue;
          columns.add(`${table}.${column}`);
          changes.push({ sql: `update ${table} set ${column} = ? where rowid = ?`, args: [marked, row['row_id'] ?? null] });
        }
      }
    }
    const words = {
      sql: 'insert into activity_search (rowid, text) select row + 1000000, ? from activities',
      args: [canary('activities')],
    };
    await client.batch([...changes, words], 'write');
    return columns.size;
  });

/** Columns that the database itself puts together out of others. */
async function derivedColumns(client: Client, table: string): Promise<string[]> {
  const { rows } = await client.execute(`select name from pragma_table_xinfo('${table}') where hidden > 1`);
  return rows.map(({ name }) => String(name));
}

const isId = (text: string) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text);
const isTime = (text: string) => /^\d{4}(-\d\d){0,2}(T[\d:.]+Z)?$/.test(text);

function mark(text: string, word: string): string {
  if (isId(text) || isTime(text) || text === '') return text;
  if (/^[[{]/.test(text)) return JSON.stringify(markAll(JSON.parse(text), word));
  return `${text} ${word}`;
}

function markAll(value: unknown, word: string): unknown {
  if (typeof value === 'string') return /^[[{]/.test(value) ? `${value} ${word}` : mark(value, word);
  if (Array.isArray(value)) return value.map((one) => markAll(one, word));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, markAll(one, word)]));
}

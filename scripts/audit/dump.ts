import type { Client, InStatement } from '@libsql/client';
import { PlainError } from '../platform/plain-error.ts';
import { statementsIn } from './statements.ts';
import { valuesOf } from './values.ts';

const tables = new Set(['audit', 'audit_seals', 'audit_checkpoints', 'signing_keys']);
const create = /^\s*create\s+table\s+(?:if\s+not\s+exists\s+)?(["'`]?)(\w+)\1/i;
const insert = /^\s*insert\s+into\s+(["'`]?)(\w+)\1\s*(values)?\s*/i;
const harmless = /^\s*(;|pragma\b|begin\b|commit\b|create\b|insert\s+into\b|analyze\b|delete\s+from\s+sqlite_sequence\b)/i;
const mostAtOnce = 1_000;

/** Loads the audit and the keys of a SQL dump into an empty database: neither constraints nor triggers nor anything else of it. */
export async function loadDump(file: string, client: Client): Promise<void> {
  let waiting: InStatement[] = [];
  for await (const statement of statementsIn(file)) {
    if (!harmless.test(statement)) throw new PlainError(`${file} holds what no dump does: ${statement.trim().slice(0, 80)}`);
    const shape = nameIn(create, statement);
    if (shape) await makeTable(client, shape, statement);
    waiting.push(...rowsOf(statement));
    if (waiting.length < mostAtOnce) continue;
    await client.batch(waiting, 'write');
    waiting = [];
  }
  if (waiting.length > 0) await client.batch(waiting, 'write');
  for (const table of ['audit', 'audit_seals', 'audit_checkpoints'])
    await client.execute(`create index ${table}_order on ${table} (position)`);
}

/** The same columns without constraints: two rows at one position are to be told, not refused. */
async function makeTable(client: Client, name: string, statement: string): Promise<void> {
  await client.batch(
    [statement, `alter table ${name} rename to shape`, `create table ${name} as select * from shape limit 0`, 'drop table shape'],
    'write',
  );
}

function rowsOf(statement: string): InStatement[] {
  const name = nameIn(insert, statement);
  if (!name) return [];
  const [start = ''] = insert.exec(statement) ?? [];
  return valuesOf(statement, start.length).map((values) => ({
    sql: `insert into ${name} values (${values.map(() => '?').join()})`,
    args: values,
  }));
}

function nameIn(pattern: RegExp, statement: string): string | undefined {
  const name = pattern.exec(statement)?.[2]?.toLowerCase();
  return name !== undefined && tables.has(name) ? name : undefined;
}

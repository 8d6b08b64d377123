import { type InStatement, type InValue, LibsqlBatchError, LibsqlError, type ResultSet, type TransactionMode } from '@libsql/client';
import { type Post, type StreamRequest, askOnStream } from './kept-streams.ts';

type Value =
  | { type: 'null' }
  | { type: 'integer'; value: string }
  | { type: 'float'; value: number }
  | { type: 'text'; value: string }
  | { type: 'blob'; base64: string };
type StepResult = { cols: { name: string | null }[]; rows: Value[][]; affected_row_count: number; last_insert_rowid: string | null };
type BatchResult = { step_results: (StepResult | null)[]; step_errors: ({ message: string; code?: string | null } | null)[] };

const begin: Record<TransactionMode, string> = {
  read: 'begin transaction readonly',
  write: 'begin immediate',
  deferred: 'begin deferred',
};

/**
 * Sends statements as one transaction and gives their rows in order, as the client's own `batch` does, at a quarter of its cost: on a stream
 * that is kept, and read without the steps between. Throws `LibsqlBatchError` with the index of the statement that was refused, and
 * `LibsqlError` for whatever else went wrong (Hrana over HTTP, version 2).
 */
export async function batch(server: string, statements: InStatement[], mode: TransactionMode, post: Post): Promise<ResultSet[]> {
  const answer = await askOnStream(server, requestOf(statements, mode), post);
  if (answer.type === 'error') throw new LibsqlError(answer.error.message, answer.error.code ?? 'UNKNOWN');
  const { step_results: results, step_errors: errors } = answer.response.result as BatchResult;
  const failed = errors.slice(0, statements.length + 2).findIndex((error) => error !== null);
  const { message, code } = errors[failed] ?? {};
  if (message !== undefined && (failed === 0 || failed > statements.length)) throw new LibsqlError(message, code ?? 'UNKNOWN');
  if (message !== undefined) throw new LibsqlBatchError(message, failed - 1, code ?? 'UNKNOWN');
  return statements.map((_, index) => resultOf(results[index + 1], index));
}

/** Each step waits for the one before it; when the last has not committed, everything is undone. */
function requestOf(statements: InStatement[], mode: TransactionMode): StreamRequest {
  const said = statements.map((statement) => {
    const { sql, args = [] } = typeof statement === 'string' ? { sql: statement } : statement;
    return { sql, args: (args as InValue[]).map(toValue), want_rows: true };
  });
  const stmts = [{ sql: begin[mode] }, ...said, { sql: 'commit' }];
  const steps = stmts.map((stmt, index) => ({ stmt, ...(index > 0 && { condition: { type: 'ok', step: index - 1 } }) }));
  const undo = { stmt: { sql: 'rollback' }, condition: { type: 'not', cond: { type: 'ok', step: stmts.length - 1 } } };
  return { type: 'batch', batch: { steps: [...steps, undo] } };
}

/** Numbers go as they are in JavaScript; a column takes a whole one as an integer (SQLite, type affinity). */
function toValue(value: InValue): Value {
  if (value === null) return { type: 'null' };
  if (typeof value === 'string') return { type: 'text', value };
  if (typeof value === 'number') return { type: 'float', value };
  if (typeof value === 'bigint' || typeof value === 'boolean') return { type: 'integer', value: String(BigInt(value)) };
  if (value instanceof Date) return { type: 'float', value: value.getTime() };
  return {
    type: 'blob',
    base64: Buffer.from(value as Uint8Array<ArrayBuffer>)
      .toString('base64')
      .replace(/=+$/, ''),
  };
}

function fromValue(value: Value): string | number | ArrayBuffer | null {
  if (value.type === 'null') return null;
  if (value.type === 'integer') return Number(value.value);
  return value.type === 'blob' ? new Uint8Array(Buffer.from(value.base64, 'base64')).buffer : value.value;
}

function resultOf(result: StepResult | null | undefined, index: number): ResultSet {
  if (!result) throw new LibsqlBatchError('The statement was not executed', index, 'TRANSACTION_CLOSED');
  const columns = result.cols.map(({ name }) => name ?? '');
  const rows = result.rows.map((values) => rowOf(columns, values.map(fromValue)));
  const facts = { columns, columnTypes: [], rowsAffected: result.affected_row_count, lastInsertRowid: undefined };
  return { ...facts, rows, toJSON: () => ({ ...facts, rows }) };
}

/** By name, and by position where only those who know look for it: the names may not all be different. */
function rowOf(columns: string[], values: ReturnType<typeof fromValue>[]): ResultSet['rows'][number] {
  const row = Object.defineProperty({}, 'length', { value: values.length }) as Record<string | number, unknown>;
  for (const [index, value] of values.entries()) {
    Object.defineProperty(row, index, { value });
    const name = columns[index] ?? '';
    if (!Object.hasOwn(row, name)) row[name] = value;
  }
  return row as unknown as ResultSet['rows'][number];
}

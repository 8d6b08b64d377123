import type { Client, Row } from '@libsql/client';
import type { AuditRow } from '../../shared/contract/audit-chain.ts';
import type { AuditSource } from '../../shared/contract/audit-verifier.ts';
import { rootMessage } from '../platform/database.ts';
import { PlainError } from '../platform/plain-error.ts';

const pageSize = 5_000;
const most = Number.MAX_SAFE_INTEGER;
const rowColumns = [
  'id',
  'at',
  'client_id',
  'organisation_id',
  'network_id',
  'action',
  'subject',
  'source_id',
  'request_id',
  'change_hash',
];

/** How many there are of each, and up to which position. */
export type Extent = Record<'rows' | 'seals' | 'checkpoints', { count: number; last: number }>;

/** What the database holds at one moment. Rows that come later are not looked at. */
export async function extentOf(client: Client): Promise<Extent> {
  const of = (table: string) => `select count(*) as count, coalesce(min(max(position), ${most}), 0) as last from ${table}`;
  try {
    const results = await client.batch([of('audit'), of('audit_seals'), of('audit_checkpoints')], 'read');
    const [rows, seals, checkpoints] = results.map((result) => numbersOf(result.rows[0]));
    return { rows, seals, checkpoints } as Extent;
  } catch (error) {
    throw new PlainError(
      `There is no audit to read here: ${rootMessage(error)}.`,
      `Aquí no hay auditoría que se pueda leer: ${rootMessage(error)}.`,
    );
  }
}

const numbersOf = (row: Row | undefined) => ({ count: Number(row?.['count']), last: Number(row?.['last']) });

/** The audit in order of position, read in pages. */
export const sourceOf = (client: Client, { rows, seals, checkpoints }: Extent): AuditSource => ({
  rows: mapped(inOrder(client, 'audit', rowColumns, rows.last), toAuditRow),
  seals: mapped(inOrder(client, 'audit_seals', ['hash'], seals.last), ({ position, cell }) => ({ position, hash: cell('hash') as string })),
  checkpoints: mapped(inOrder(client, 'audit_checkpoints', ['at', 'jws'], checkpoints.last), ({ position, cell }) => ({
    position,
    at: cell('at') as string,
    jws: cell('jws') ?? '',
  })),
});

type Cells = { position: number; cell: (column: string) => string | null };

function toAuditRow({ position, cell }: Cells): AuditRow {
  const [id, at, client, organisation, network, action, subject, source, request, hash] = rowColumns.map(cell);
  return { position, id, at, client, organisation, network, action, subject, source, request, hash } as AuditRow;
}

/**
 * Each page begins with the last row of the one before, so that a second row at that position is not passed over. What stands at no
 * position that a number can be comes last, as if at 0. The table may be one that an attacker has made: nothing is taken for granted.
 */
async function* inOrder(client: Client, table: string, columns: string[], last: number): AsyncGenerator<Cells> {
  const octets = columns.map((column) => `coalesce(octet_length(${column}), 0)`).join(' + ');
  const select = (position: string) => `select ${position} as position, ${columns.join()}, ${octets} as octets from ${table} where `;
  const paged = `${select('position')} position between ? and ? order by position limit ${pageSize}`;
  for (let from = -most, seen = 0; ; seen = 1) {
    const { rows } = await client.execute({ sql: paged, args: [from, last] });
    const fresh = rows.slice(seen);
    if (fresh.length === 0) break;
    yield* fresh.map((row) => cellsOf(row, columns));
    from = Number(fresh.at(-1)?.['position']);
  }
  const odd = `typeof(position) <> 'integer' or position not between ${-most} and ${most}`;
  const { rows } = await client.execute(`${select('0')} ${odd} limit 1`);
  yield* rows.map((row) => cellsOf(row, columns));
}

/** A driver may cut a text at a NUL: what it does not show whole must not pass for what was sealed. */
function cellsOf(row: Row, columns: string[]): Cells {
  const bytes = columns.map((column) => (typeof row[column] === 'string' ? Buffer.byteLength(row[column]) : 0));
  const whole = bytes.reduce((sum, count) => sum + count, 0) === Number(row['octets']);
  return { position: Number(row['position']), cell: (column) => (whole || column === 'id' ? (row[column] as string | null) : null) };
}

async function* mapped<T>(items: AsyncIterable<Cells>, change: (cells: Cells) => T): AsyncGenerator<T> {
  for await (const item of items) yield change(item);
}

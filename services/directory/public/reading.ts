import { type SQL, sql } from 'drizzle-orm';
import { read } from '../../../shared/access/read.ts';
import type { Language } from '../../../shared/contract/text.ts';
import type { Context } from '../../../shared/database/context.ts';
import type { Query } from '../../../shared/database/send.ts';
import { sha256 } from '../../../shared/worker/etag.ts';
import { type Paging, windowOf } from './paging.ts';

/** The tables whose listed rows are counted in blocks. */
export type Counted = 'services' | 'organisations' | 'places';

type Rows<R> = Query & { _: { result: R[] } };
const all = <R>({ db }: Context, query: SQL) => db.orm.all<R>(query) as unknown as Rows<R>;

/**
 * What a list asks for: its table with what is joined, the condition, the order, and whether the condition is nothing but "listed", so that
 * the counts of the blocks say how many there are and where a page begins, however many there are.
 */
export type Wanted = { row: SQL; from: SQL; where: SQL; order: SQL; position: SQL; counted?: Counted | undefined };

/** A page of rows in one round trip, how many there are, and the edition of the directory in which that is so. */
export async function readPage<Row>(
  context: Context,
  wanted: Wanted,
  paging: Paging,
): Promise<{ rows: Row[]; total: number; edition: number }> {
  const [[edition], [total], rows] = await read(context, [
    all<{ edition: number }>(context, sql`select edition from public_edition`),
    all<{ total: number }>(context, totalOf(wanted)),
    all<{ row: string }>(context, pageQuery(wanted, paging)),
  ]);
  return { rows: rows.map(({ row }) => JSON.parse(row) as Row), total: total?.total ?? 0, edition: edition?.edition ?? 0 };
}

const totalOf = ({ from, where, counted }: Wanted): SQL =>
  counted
    ? sql`select coalesce(sum(count), 0) as total from public_blocks where "of" = ${counted}`
    : sql`select count(*) as total from ${from} where ${where}`;

function pageQuery({ row, from, where, order, position, counted }: Wanted, paging: Paging): SQL {
  const { offset, limit } = windowOf(paging);
  if (!counted) return sql`select ${row} as row from ${from} where ${where} order by ${order} limit ${limit} offset ${offset}`;
  return sql`with blocks as (select block, count, sum(count) over (order by block) as upto from public_blocks where "of" = ${counted}),
    start as (select block * 1000 as position, upto - count as before from blocks where upto > ${offset} order by block limit 1)
    select ${row} as row from ${from} where ${where} and ${position} >= coalesce((select position from start), 9000000000000000)
    order by ${order} limit ${limit} offset max(0, ${offset} - coalesce((select before from start), 0))`;
}

/** The one row that a condition finds; undefined when there is none. */
export async function readOne<Row>(context: Context, { row, from }: Pick<Wanted, 'row' | 'from'>, where: SQL): Promise<Row | undefined> {
  const [[found]] = await read(context, [all<{ row: string }>(context, sql`select ${row} as row from ${from} where ${where}`)]);
  return found && (JSON.parse(found.row) as Row);
}

const batch = 500;

/** Everything that a list asks for, batch after batch in the order of its positions: no more than a batch is held at once. */
export async function* readAll<Row extends { position: number }>(
  context: Context,
  { row, from, where, position }: Wanted,
): AsyncGenerator<Row[]> {
  for (let after = 0; ;) {
    const query = sql`select ${row} as row from ${from} where ${where} and ${position} > ${after} order by ${position} limit ${batch}`;
    const [found] = await read(context, [all<{ row: string }>(context, query)]);
    const rows = found.map((one) => JSON.parse(one.row) as Row);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < batch) return;
    after = last.position;
  }
}

/** What the ETag of a list says: the edition of the directory, what was asked and in which language. */
export const versionOf = async (edition: number, asked: object, language: Language): Promise<string> =>
  `${edition}-${(await sha256(`${language} ${JSON.stringify(asked)}`)).slice(0, 16)}`;

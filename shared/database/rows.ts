import { type SQL, and, eq, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { Problem } from '../contract/problem.ts';
import type { Refusals, Step } from './commit.ts';
import type { Context } from './context.ts';

type Versioned = SQLiteTable & { id: SQLiteColumn; version: SQLiteColumn };
type Shared = Versioned & Record<'network' | 'organisation' | 'tlp' | 'audience' | 'group', SQLiteColumn>;
/** What is undefined stays as it is. */
type Values<T extends SQLiteTable> = { [K in keyof T['$inferSelect']]?: T['$inferSelect'][K] | SQL | undefined };
type Columns<T extends SQLiteTable> = keyof T['$inferSelect'] & keyof T & string;

/** What writes say of one row of a table whose rows have versions. A new table names itself here and is done. */
export function rowsOf<T extends Versioned>(table: T) {
  const change = ({ db }: Context, id: string, values: Values<T>, where?: SQL) =>
    db.orm
      .update(table as Versioned)
      .set(values as Record<string, unknown>)
      .where(and(eq(table.id, id), where));
  return {
    /** One column of one row, in SQL. */
    ofOne: (id: unknown, column: Columns<T>): SQL => sql`(select ${table[column]} from ${table} where ${table.id} = ${id})`,

    /** The statement that takes a row from one version to the next, with these values. Throws stale. */
    versionStep: (context: Context, id: string, version: number, values: Values<T> = {}, refused?: Refusals): Step => ({
      query: change(context, id, { ...values, version: version + 1 }, eq(table.version, version)),
      one: new Problem('stale'),
      ...(refused && { refused }),
    }),

    /** The statement that makes a row one version newer, whichever it was: something that belongs to it has changed. */
    bumped: (context: Context, id: string): Step => ({ query: change(context, id, { version: sql`${table.version} + 1` } as Values<T>) }),

    /** The statement that changes a row whose version was taken already. */
    set: (context: Context, id: string, values: Values<T>): Step => ({ query: change(context, id, values) }),

    /** A step that changes nothing and throws the problem unless the row is as the condition says: for what comes after the version. */
    onlyIf: (context: Context, id: string, holds: SQL | undefined, problem: Problem): Step => ({
      query: change(context, id, { id } as Values<T>, holds),
      one: problem,
    }),
  };
}

/** The same for what is shared: what the audit and events say of a row as it stands. */
export function sharedRowsOf<T extends Shared>(table: T) {
  const rows = rowsOf(table);
  const { ofOne } = rows as { ofOne: (id: unknown, column: string) => SQL };
  return {
    ...rows,
    /** Its network, its source and its label, for events. */
    keptIn: (id: unknown) => ({
      network: ofOne(id, 'network'),
      organisation: ofOne(id, 'organisation'),
      tlp: ofOne(id, 'tlp'),
      audience: ofOne(id, 'audience'),
      group: ofOne(id, 'group'),
    }),
    /** What the audit says of an act on it. */
    auditOf: (id: string) => ({ subject: id, network: ofOne(id, 'network'), source: ofOne(id, 'organisation') }),
  };
}

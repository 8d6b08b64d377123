import { type SQL, and, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { Ticket } from '../contract/plans/evidence.ts';
import { Problem } from '../contract/problem.ts';
import type { Text } from '../contract/text.ts';
import { type AuditedAct, type Guard, type Step, commit } from '../database/commit.ts';
import type { Context } from '../database/context.ts';
import { files, tickets } from '../database/files.ts';
import { digestOf } from './sealing.ts';

/** How long a ticket is good for, in milliseconds. */
const lifetime = 60_000;

/**
 * A ticket to fetch one file once, within 60 seconds, for the client that asks and for no other (security, Files). `file` selects its id;
 * `guards` say who may. Each call makes a new one, whatever its Idempotency-Key: no ticket is kept to be told again.
 */
export async function issueTicket(
  context: Context,
  file: SQL,
  { guards, audit, path = '/v1/files' }: { guards: Guard[]; audit: AuditedAct; path?: string },
): Promise<Ticket> {
  const { orm } = context.db;
  const id = uuid();
  const expiresAt = new Date(context.now.getTime() + lifetime).toISOString();
  const row = { hash: await hashOf(id), file, client: context.principal?.client ?? '', expiresAt };
  const expired = lt(tickets.expiresAt, new Date(context.now.getTime() - lifetime).toISOString());
  await commit(
    { ...context, idempotencyKey: null },
    { guards, steps: [{ query: orm.delete(tickets).where(expired) }, { query: orm.insert(tickets).values(row) }], audit },
  );
  return { url: `${path}/${id}`, expiresAt };
}

/**
 * Uses a ticket up and gives the row of its file, its label and the name of the organisation that opens it, with its audit row in the same commit:
 * whoever answers with the file does so after it. Throws not-found for a ticket that does not exist,
 * is another client's, was used or has expired.
 */
export async function useTicket(
  context: Context,
  id: string,
  { action, subject, guardsFor, steps = () => [], label = () => sql`${files.tlp}` }: Use,
) {
  const { orm } = context.db;
  const hash = await hashOf(id);
  const now = context.now.toISOString();
  const open = and(
    eq(tickets.hash, hash),
    eq(tickets.client, context.principal?.client ?? ''),
    isNull(tickets.usedAt),
    gt(tickets.expiresAt, now),
  );
  const hashIs = sql`tickets.hash = ${hash}`;
  const of = (column: 'network' | 'organisation') =>
    sql`(select ${files[column]} from ${files} join ${tickets} on ${tickets.file} = ${files.id} where ${tickets.hash} = ${hash})`;
  const [row] = await commit(context, {
    guards: guardsFor(sql`${open}`),
    steps: [{ query: orm.update(tickets).set({ usedAt: now }).where(open), one: new Problem('not-found') }, ...steps(hashIs)],
    audit: { action: action(hashIs), subject: subject(hashIs), network: of('network'), source: of('organisation') },
    result: orm
      .select({ file: files, reader: readerName(context), label: sql<string>`${label(hashIs)}` })
      .from(files)
      .innerJoin(tickets, eq(tickets.file, files.id))
      .where(eq(tickets.hash, hash)),
  });
  if (!row) throw new Problem('not-found');
  return row;
}

/** For the condition that finds the ticket: what the audit says of its use, who may still open its file, and what else is done. */
type Use = {
  action: (ticket: SQL) => AuditedAct['action'];
  subject: (ticket: SQL) => SQL;
  guardsFor: (ticket: SQL) => Guard[];
  steps?: (ticket: SQL) => Step[];
  /** The TLP label of today of what the file belongs to; that of the file itself where nothing is said. */
  label?: (ticket: SQL) => SQL;
};

/** The name of the caller's organisation: for whom a file is opened. */
const readerName = ({ principal }: Context) =>
  sql<string>`(select o.name from organisations o where o.id = ${principal?.organisation ?? null})`.mapWith(JSON.parse) as SQL<Text>;

const hashOf = (ticket: string) => digestOf(new TextEncoder().encode(ticket));

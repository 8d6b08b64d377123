import { type SQL, and, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { Ticket } from '../contract/plans/evidence.ts';
import { Problem } from '../contract/problem.ts';
import { type AuditAction, type AuditedAct, type Guard, commit } from '../database/commit.ts';
import type { Context } from '../database/context.ts';
import { files, tickets } from '../database/files.ts';
import { digestOf } from './sealing.ts';

/** How long a ticket is good for, in milliseconds. */
const lifetime = 60_000;

/**
 * A ticket to fetch one file once, within 60 seconds, for the client that asks and for no other (security, Files). `file` selects its id;
 * `guards` say who may. Each call makes a new one, whatever its Idempotency-Key: no ticket is kept to be told again.
 */
export async function issueTicket(context: Context, file: SQL, { guards, audit }: { guards: Guard[]; audit: AuditedAct }): Promise<Ticket> {
  const { orm } = context.db;
  const id = uuid();
  const expiresAt = new Date(context.now.getTime() + lifetime).toISOString();
  const row = { hash: await hashOf(id), file, client: context.principal?.client ?? '', expiresAt };
  const expired = lt(tickets.expiresAt, new Date(context.now.getTime() - lifetime).toISOString());
  await commit(
    { ...context, idempotencyKey: null },
    { guards, steps: [{ query: orm.delete(tickets).where(expired) }, { query: orm.insert(tickets).values(row) }], audit },
  );
  return { url: `/v1/files/${id}`, expiresAt };
}

/**
 * Uses a ticket up and gives the row of its file, with its audit row in the same commit: whoever answers with the file does so after it.
 * `guardsFor` says, for the condition that finds the ticket, who may still open its file. Throws not-found for a ticket that does not exist,
 * is another client's, was used or has expired.
 */
export async function useTicket(context: Context, id: string, action: AuditAction, guardsFor: (ticket: SQL) => Guard[]) {
  const { orm } = context.db;
  const hash = await hashOf(id);
  const now = context.now.toISOString();
  const open = and(
    eq(tickets.hash, hash),
    eq(tickets.client, context.principal?.client ?? ''),
    isNull(tickets.usedAt),
    gt(tickets.expiresAt, now),
  );
  const of = (column: 'id' | 'network' | 'organisation') =>
    sql`(select ${files[column]} from ${files} join ${tickets} on ${tickets.file} = ${files.id} where ${tickets.hash} = ${hash})`;
  const [row] = await commit(context, {
    guards: guardsFor(sql`${open}`),
    steps: [{ query: orm.update(tickets).set({ usedAt: now }).where(open), one: new Problem('not-found') }],
    audit: { action, subject: of('id'), network: of('network'), source: of('organisation') },
    result: orm.select({ file: files }).from(files).innerJoin(tickets, eq(tickets.file, files.id)).where(eq(tickets.hash, hash)),
  });
  if (!row) throw new Problem('not-found');
  return row.file;
}

const hashOf = (ticket: string) => digestOf(new TextEncoder().encode(ticket));

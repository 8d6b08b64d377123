import { type SQL, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { Audience, Permission, Tlp } from '../contract/access.ts';
import type { EventData, EventType } from '../contract/events.ts';
import { Problem } from '../contract/problem.ts';
import { ask } from './ask.ts';
import { type Context, Replay } from './context.ts';
import { backOff, failureOf, unavailable } from './failures.ts';
import { type StoredAnswer, audit, guard, idempotency, outbox } from './journal.ts';
import { type Query, send } from './send.ts';
import { inSlot } from './slots.ts';

/**
 * A condition of the write: where it does not hold, nothing is written and `problem` is thrown.
 * One that is `first` holds even before an earlier answer is given again.
 */
export type Guard = { holds: SQL; problem: Problem; first?: true };

/** What to throw when a constraint of the table refuses a statement. */
export type Refusals = { unique?: Problem; check?: Problem; foreign?: Problem };

/** A statement of the write. `one` is thrown unless it changes exactly one row. */
export type Step = { query: Query; one?: Problem; refused?: Refusals };

/** Something others may care about, told in the same commit. `data` is thin, and as the catalogue says for the type. */
export type Event = { [T in EventType]: EventOf<T> }[EventType];

type EventOf<T extends EventType> = {
  /** Where the verb has to know it. */
  id?: string;
  type: T;
  subject: string;
  network: string | SQL | null;
  tlp: Tlp | SQL;
  audience: Audience | SQL;
  /** The source organisation, and the group where the audience is one. */
  organisation?: string | SQL | null;
  group?: string | SQL | null;
  data: EventData<T>;
};

/** What an audit row says was done: the permission that was used, or an act of the platform itself. */
export type AuditAction =
  | Permission
  | 'token:issue'
  | 'token:refuse'
  | 'journal:purge'
  | 'audit:seal'
  | 'obligation:remind'
  | 'listing:lapse'
  | 'focal:remind'
  | 'training:reoffer'
  | 'training:read-foreign'
  | 'event:relay'
  | 'webhook:watch'
  | 'image:ticket'
  | 'image:open'
  | 'image:open-original';

/** What the audit says of a write: the act, its subject, where it is and whose it is, and who acted where that is not the caller. */
export type AuditedAct = {
  action: AuditAction | SQL<AuditAction>;
  subject: string | SQL;
  network: string | SQL | null;
  source?: string | SQL | null;
  client?: string;
  organisation?: string | SQL | null;
};

/** Everything one write does. `answer` is kept for repeated calls; `result` is read inside the same transaction. */
export type Change<R extends Query | undefined> = {
  guards?: Guard[];
  steps: Step[];
  audit: AuditedAct;
  events?: Event[];
  answer?: StoredAnswer;
  result?: R;
};

type Statement = { query: Query; refused?: Refusals | undefined; isKey?: true };
type Rows<R> = R extends Query ? R['_']['result'] : undefined;

const attempts = 5;

/**
 * The only way to write: one round trip and one transaction for the idempotency row, the guards, the change,
 * the audit row, the events and the result. All of it happens or none.
 * Throws the problem of the first guard or step that fails, `Replay` when the key was already answered,
 * `key-reused` when it was answered for another content, and `unavailable` when the database stays silent.
 * An answer lost on the way is found again: the same batch is sent once more and meets its own idempotency row.
 */
export function commit<R extends Query | undefined = undefined>(context: Context, change: Change<R>): Promise<Rows<R>> {
  const id = uuid();
  const statements = batchOf(context, change, id);
  return inSlot(() => attempt(context, change, { id, statements }, 0));
}

type Batch = { id: string; statements: Statement[] };

async function attempt<R extends Query | undefined>(context: Context, change: Change<R>, batch: Batch, count: number): Promise<Rows<R>> {
  try {
    const queries = batch.statements.map(({ query }) => query);
    const results = await send(context.db, 'write', queries);
    context.db.told += change.events?.length ?? 0;
    return (change.result ? results.at(-1) : undefined) as Rows<R>;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'fault') throw error;
    if (failure.kind === 'constraint') {
      const statement = batch.statements[failure.statement];
      if (statement?.isKey) return alreadyDone(context, change, batch);
      throw statement?.refused?.[failure.constraint] ?? error;
    }
    if (count + 1 >= attempts) throw unavailable(error);
    await backOff(count);
    return attempt(context, change, batch, count + 1);
  }
}

/** The idempotency row is there: of this very commit (its answer was lost), or of an earlier call with the same key. */
async function alreadyDone<R extends Query | undefined>(context: Context, change: Change<R>, batch: Batch): Promise<Rows<R>> {
  const stored = context.db.orm
    .select()
    .from(idempotency)
    .where(eq(idempotency.key, keyOf(context, batch.id)));
  const [[row], rows] = change.result
    ? await ask(context.db, [stored, change.result as Query])
    : [...(await ask(context.db, [stored])), undefined];
  if (row?.commit === batch.id) return rows as Rows<R>;
  if (!row) throw unavailable();
  throw repeated(row, context);
}

/** What a call that was answered before gets: its answer again, or a refusal when its content is another. */
export function repeated(row: typeof idempotency.$inferSelect, { contentHash }: Context): Error {
  if (row.hash !== contentHash || !row.answer) {
    return new Problem('key-reused', {
      es: 'Use otra Idempotency-Key para otro contenido.',
      en: 'Use another Idempotency-Key for another content.',
    });
  }
  return new Replay(row.answer);
}

function batchOf<R extends Query | undefined>(context: Context, change: Change<R>, id: string): Statement[] {
  const { orm } = context.db;
  const { guards = [] } = change;
  const statementOf = ({ holds, problem }: Guard): Statement => ({ query: passes(context, holds), refused: { check: problem } });
  return [
    ...guards.filter(({ first }) => first).map(statementOf),
    { query: idempotencyRow(context, change, id), isKey: true },
    ...guards.filter(({ first }) => !first).map(statementOf),
    { query: auditRow(context, change) },
    ...(change.events ?? []).map((event) => ({ query: outboxRow(context, event) })),
    ...change.steps.flatMap((step) => statementsOf(context, step)),
    { query: orm.delete(guard) },
    ...(change.result ? [{ query: change.result }] : []),
  ];
}

function statementsOf(context: Context, { query, one, refused }: Step): Statement[] {
  const statement = { query, refused };
  return one ? [statement, { query: passes(context, sql`changes()`), refused: { check: one } }] : [statement];
}

/** Fails on the guard table's CHECK unless the condition is true; null counts as false. */
const passes = ({ db }: Context, holds: SQL) =>
  db.orm.run(sql`insert or replace into ${guard} (passed) select coalesce(${holds}, 0)`) as unknown as Query;

const keyOf = ({ idempotencyKey }: Context, id: string) => idempotencyKey ?? `commit:${id}`;

function idempotencyRow(context: Context, { answer }: Change<Query | undefined>, id: string): Query {
  return context.db.orm.insert(idempotency).values({
    key: keyOf(context, id),
    hash: context.contentHash,
    commit: id,
    answer: context.idempotencyKey ? answer : null,
    createdAt: context.now.toISOString(),
  });
}

function auditRow({ db, principal, requestId, now, contentHash }: Context, change: Change<Query | undefined>): Query {
  return db.orm.insert(audit).values({
    id: uuid(),
    at: now.toISOString(),
    client: principal?.client ?? null,
    organisation: principal?.organisation ?? null,
    ...change.audit,
    request: requestId,
    hash: contentHash,
  });
}

function outboxRow({ db, now }: Context, event: Event): Query {
  const sequence = sql`(select coalesce(max(${outbox.sequence}), 0) + 1 from ${outbox} where ${outbox.subject} = ${event.subject})`;
  return db.orm.insert(outbox).values({ id: uuid(), at: now.toISOString(), sequence, ...event });
}

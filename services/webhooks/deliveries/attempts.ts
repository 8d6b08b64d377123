import { and, desc, eq, sql } from 'drizzle-orm';
import { read } from '../../../shared/access/read.ts';
import type { EventType } from '../../../shared/contract/events.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import type { Attempt } from '../../../shared/contract/webhooks/deliveries.ts';
import type { Context } from '../../../shared/database/context.ts';
import { outbox } from '../../../shared/database/journal.ts';
import { beforeKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { webhookAttempts } from '../../../shared/database/webhooks.ts';
import { visibleEndpoints } from '../places.ts';
import { ofTime } from './deliveries.ts';

type Row = { attempt: typeof webhookAttempts.$inferSelect; event: string; type: string };
type Filter = {
  limit: number;
  event?: string | undefined;
  type?: string | undefined;
  outcome?: Attempt['outcome'] | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

/** The calls of an endpoint, those of the newest event first and of one event the last first; none where the caller may not look after it. */
export async function listAttempts(context: Context, endpoint: string, filter: Filter, after: Keyset | null) {
  const { limit, event, outcome, ...times } = filter;
  const { position, number } = webhookAttempts;
  const wanted = and(
    eq(webhookAttempts.endpoint, endpoint),
    sql`${webhookAttempts.endpoint} in ${visibleEndpoints(context)}`,
    event === undefined ? undefined : eq(outbox.id, event),
    outcome && eq(webhookAttempts.outcome, outcome),
    ...ofTime(times),
    beforeKeyset([position, number], after),
  );
  const [rows] = await read(context, [
    context.db.orm
      .select({ attempt: webhookAttempts, event: outbox.id, type: outbox.type })
      .from(webhookAttempts)
      .innerJoin(outbox, eq(outbox.position, position))
      .where(wanted)
      .orderBy(desc(position), desc(number))
      .limit(oneMore(limit)),
  ]);
  return pageOf(rows, limit, toAttempt, ({ attempt }) => [attempt.position, attempt.number]);
}

function toAttempt({ attempt, event, type }: Row): Attempt {
  const { number, startedAt, outcome, status, milliseconds, answer } = attempt;
  return { event, type: type as EventType, number, startedAt, outcome, status, milliseconds, answer };
}

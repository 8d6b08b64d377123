import { asc, eq, sql } from 'drizzle-orm';
import { and } from 'drizzle-orm';
import { Problem } from '../../../shared/contract/problem.ts';
import { ask } from '../../../shared/database/ask.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { enrolments } from '../../../shared/database/training.ts';
import { auditOf, decidedEvent } from './places.ts';
import { hasSeat } from './seats.ts';

const most = 100;
const gone = new Problem('conflict');

/**
 * Gives the seats that were left over to those who wait longest, once the training offers them again (register TR-01). Gives how many got one.
 */
export async function reofferSeats(context: Context): Promise<number> {
  const day = context.now.toISOString().slice(0, 10);
  const [waiting] = await ask(context.db, [
    context.db.orm
      .select({ id: enrolments.id })
      .from(enrolments)
      .where(
        sql`${enrolments.state} = 'waiting' and exists (select 1 from trainings t where t.id = ${enrolments.training}
          and t.state in ('open', 'confirmed') and date(t.first_day, '-' || (t.content ->> 'reofferDays') || ' days') <= ${day} and t.first_day > ${day})`,
      )
      .orderBy(asc(enrolments.id))
      .limit(most),
  ]);
  let given = 0;
  for (const { id } of waiting) given += Number(await seated(context, id, day));
  return given;
}

/** Whether a waiting person got a seat. */
async function seated(context: Context, id: string, day: string): Promise<boolean> {
  const { orm } = context.db;
  const change = orm
    .update(enrolments)
    .set({ state: 'accepted', version: sql`${enrolments.version} + 1` })
    .where(and(eq(enrolments.id, id), eq(enrolments.state, 'waiting'), hasSeat(id, day)));
  return commit(context, {
    steps: [{ query: change, one: gone }],
    audit: { action: 'training:reoffer', ...auditOf(id) },
    events: [decidedEvent(id, 'accepted')],
  }).then(
    () => true,
    (error: unknown) => {
      if (error === gone) return false;
      throw error;
    },
  );
}

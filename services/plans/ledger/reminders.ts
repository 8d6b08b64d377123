import { and, asc, eq, gte, lte, sql } from 'drizzle-orm';
import { daysAfter } from '../../../shared/contract/dates.ts';
import { ask } from '../../../shared/database/ask.ts';
import { type Event, type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { plans } from '../../../shared/database/plans.ts';
import { reminders } from '../../../shared/database/work.ts';
import { openCells } from './cells.ts';
import { cameQueries, factQueries, factsOf } from './facts.ts';
import { toCells } from './ledger.ts';
import { type Reminder, keyOf, owing } from './reminder-steps.ts';

const longestLate = 30;
const mostAtOnce = 200;

/**
 * Reminds of every report that is owed: 21, 14 and 7 days before, on the day, and once after. What was said once for a due date is not said
 * again, and when a meeting moves its cells have another due date. Gives how many reminders it gave (domain, plans).
 */
export async function remindAll(context: Context): Promise<number> {
  const [rows] = await ask(context.db, [
    context.db.orm.select({ id: plans.id, network: plans.network }).from(plans).orderBy(asc(plans.id)),
  ]);
  let given = 0;
  for (const { id, network } of rows) {
    const due = await dueIn(context, id);
    for (let from = 0; from < due.length; from += mostAtOnce) {
      await say(context, { plan: id, network }, due.slice(from, from + mostAtOnce));
    }
    given += due.length;
  }
  return given;
}

/** The reminders of one plan that are due and have not been given. */
async function dueIn(context: Context, plan: string): Promise<Reminder[]> {
  const today = context.now.toISOString().slice(0, 10);
  const window = { from: daysAfter(today, -longestLate), to: daysAfter(today, 21) };
  const sources = { plan: eq(plans.id, plan) };
  const said = context.db.orm
    .select()
    .from(reminders)
    .where(and(gte(reminders.due, window.from), lte(reminders.due, window.to)));
  const [head, owed, seats, met, joined, exempt, came, before] = await ask(context.db, [
    ...factQueries(context, sources, window),
    ...cameQueries(context, sources, window, sql`0`),
    said,
  ] as const);
  const cells = toCells(openCells(factsOf([head, owed, seats, met, joined]), window), { exempt, came }, today);
  const known = new Set(before.map(keyOf));
  return owing(cells, today, longestLate).filter((one) => !known.has(keyOf(one)));
}

async function say(context: Context, { plan, network }: { plan: string; network: string }, list: Reminder[]): Promise<void> {
  const at = context.now.toISOString();
  const steps = list.map(({ activity, organisation, period, due, step }): Step => ({
    query: context.db.orm.insert(reminders).values({ activity, organisation, period, due, step, at }),
  }));
  const events = list.map(({ activity, organisation, period, due, step }): Event => ({
    type: step < 0 ? 'plans.obligation.overdue' : 'plans.obligation.due',
    subject: activity,
    network,
    organisation,
    // What an organisation owes is said to it alone.
    tlp: 'GREEN',
    audience: 'organisation',
    data: { plan, activity, organisation, period, due, days: step },
  }));
  await commit(context, { steps, events, audit: { action: 'obligation:remind', subject: plan, network } });
}

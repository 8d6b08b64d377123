import { asc, lte } from 'drizzle-orm';
import { ask } from '../../../shared/database/ask.ts';
import type { Context } from '../../../shared/database/context.ts';
import { subscriptions } from '../../../shared/database/training-calendars.ts';
import { selectSubscriptions } from './places.ts';
import { readSubscription } from './reading.ts';

const most = 20;

/**
 * Reads the followed calendars that are due, those first that are due longest, one after another, at most 20; gives how many were tried.
 * Whatever goes wrong with one, the others are read: in the end it throws what was no fault of a calendar.
 */
export async function readDueSubscriptions(context: Context, outgoing: Fetcher): Promise<number> {
  const due = selectSubscriptions(context, lte(subscriptions.dueAt, context.now.toISOString()));
  const [rows] = await ask(context.db, [due.orderBy(asc(subscriptions.dueAt), asc(subscriptions.id)).limit(most)]);
  const errors: unknown[] = [];
  for (const row of rows) await readSubscription(context, outgoing, row).catch((error: unknown) => errors.push(error));
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} of ${rows.length} calendars could not be read`);
  return rows.length;
}

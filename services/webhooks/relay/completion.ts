import { type SQL, sql } from 'drizzle-orm';
import type { Step } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import type { Query } from '../../../shared/database/send.ts';
import { webhookAttempts, webhookDeliveries, webhookEndpoints } from '../../../shared/database/webhooks.ts';
import { clock } from '../../../shared/database/clock.ts';
import { warn } from '../warnings.ts';
import type { Result } from './result.ts';

/**
 * The steps that write down what became of attempts. A delivery is settled by the claim that holds alone: one that was overtaken leaves
 * only its own attempt. After seven days without success it is dead.
 */
export function complete(context: Context, results: Result[]): Step[] {
  if (results.length === 0) return [];
  const { orm } = context.db;
  const rows = JSON.stringify(results);
  const field = (name: keyof Result) => sql.raw(`(r.value ->> '${name}')`);
  const step = (query: SQL): Step => ({ query: orm.run(query) as unknown as Query });
  const later = sql`strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ${field('pause')} || ' seconds')`;
  const state = sql`(case when ${field('outcome')} = 'delivered' then 'delivered'
    when ${later} > strftime('%Y-%m-%dT%H:%M:%fZ', opened_at, '7 days') then 'dead' else 'pending' end)`;
  return [
    step(sql`update ${webhookAttempts} set outcome = ${field('outcome')}, status = ${field('status')}, milliseconds = ${field('milliseconds')},
      answer = ${field('answer')} from json_each(${rows}) r
      where endpoint_id = ${field('endpoint')} and position = ${field('position')} and number = ${field('number')}`),
    step(sql`update ${webhookDeliveries} set run_id = null, state = ${state}, due_at = ${later},
      settled_at = case ${state} when 'pending' then null else ${clock} end from json_each(${rows}) r
      where endpoint_id = ${field('endpoint')} and position = ${field('position')} and attempts = ${field('number')} and state = 'pending'`),
    ...health(results).map(step),
    ...goneOnes(context, results),
  ];
}

/** How the endpoints fare that were called: taking anything at all is faring well. */
function health(results: Result[]): SQL[] {
  const well = [...new Set(results.filter(({ outcome }) => outcome === 'delivered').map(({ endpoint }) => endpoint))];
  const badly = results.filter(({ endpoint }) => !well.includes(endpoint)).map(({ endpoint }) => endpoint);
  const held = results.filter(({ hold }) => hold !== null).map(({ endpoint, hold }) => ({ endpoint, hold }));
  const among = (ids: string[]) => sql`id in (select value from json_each(${JSON.stringify(ids)}))`;
  return [
    sql`update ${webhookEndpoints} set delivered_at = ${clock}, failing_since = null, warned = 0 where ${among(well)}`,
    sql`update ${webhookEndpoints} set failing_since = coalesce(failing_since, ${clock}) where ${among(badly)}`,
    sql`update ${webhookEndpoints} set held_until = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', (r.value ->> 'hold') || ' seconds')
      from json_each(${JSON.stringify(held)}) r where webhook_endpoints.id = r.value ->> 'endpoint'`,
  ];
}

/** An endpoint that answers 410 is disabled at once, and those are told who keep it. */
function goneOnes(context: Context, results: Result[]): Step[] {
  const ids = [...new Set(results.filter(({ gone }) => gone).map(({ endpoint }) => endpoint))];
  if (ids.length === 0) return [];
  const gone = sql`w.state = 'active' and w.id in (select value from json_each(${JSON.stringify(ids)}))`;
  return disable(context, gone, 'gone');
}

/** The steps that disable the endpoints `w` for which a condition holds, from now on keep what they miss, and tell those who keep them. */
export const disable = (context: Context, which: SQL, reason: 'gone' | 'failing'): Step[] => [
  ...warn(context, which, 'webhooks.endpoint.disabled', sql`'reason', ${reason}`),
  {
    query: context.db.orm
      .run(sql`update ${webhookEndpoints} as w set state = 'disabled', reason = ${reason}, gap_since = coalesce(gap_since, ${clock}),
      gap_until = null, version = version + 1 where ${which}`) as unknown as Query,
  },
];

import { type SQL, sql } from 'drizzle-orm';
import { ask } from '../../shared/database/ask.ts';
import { type Step, commit } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { outbox } from '../../shared/database/journal.ts';
import type { Query } from '../../shared/database/send.ts';
import { eventAcknowledgements, webhookAttempts, webhookDeliveries, webhookEndpoints } from '../../shared/database/webhooks.ts';
import { clock, clockAfter } from '../../shared/database/clock.ts';
import { greet, toGreet } from './heartbeats.ts';
import { disable } from './relay/completion.ts';
import { warn } from './warnings.ts';

const hour = 3_600;
const day = 24 * hour;
/** How long events and their deliveries are kept. */
const kept = 90 * day;
/** After so many hours of failing an endpoint's keepers are warned; after the last of them it is disabled. */
const warnings = [24, 72, 120] as const;
/** So many endpoints at a time; the next hour goes on. */
const most = 100;

const failingFor = (hours: number) => sql`(w.state = 'active' and w.failing_since <= ${clockAfter(-hours * hour)})`;
/** It was really tried lately: a platform that was itself away disables nobody. */
const triedLately = sql`exists (select 1 from ${webhookDeliveries} d where d.endpoint_id = w.id and d.claimed_at > ${clockAfter(-26 * hour)})`;
const hopeless = sql`(${failingFor(120)} and ${triedLately})`;
const few = (which: SQL) => sql`w.id in (select w.id from ${webhookEndpoints} w where ${which} order by w.id limit ${most})`;

/**
 * Looks after the endpoints, once an hour: warns of those that fail for a day, three and five, and disables them then; sends the weekly
 * heartbeat; gives up what has waited for seven days at an endpoint that takes nothing; forgets what is older than 90 days, but keeps the
 * last event of each subject, whose number the next one counts on from.
 */
export async function watch(context: Context): Promise<void> {
  const { orm } = context.db;
  const due = [...warnings.map(isToWarn), hopeless, toGreet].map(
    (which) => sql`exists (select 1 from ${webhookEndpoints} w where ${which})`,
  );
  const old = sql`exists (select 1 from ${outbox} where ${outbox.at} < ${clockAfter(-kept)}) or exists (select 1 from ${webhookDeliveries} where ${stuck})`;
  const [[row]] = await ask(context.db, [
    orm.all<{ due: number }>(sql`select ${sql.join([...due, old], sql` or `)} as due`) as unknown as Query & {
      _: { result: { due: number }[] };
    },
  ]);
  if (!row?.due) return;
  await commit(context, {
    steps: [
      ...warnings.flatMap((hours) => warnOf(context, hours)),
      ...disable(context, few(hopeless), 'failing'),
      ...greet(context),
      ...purge(context),
    ],
    audit: { action: 'webhook:watch', subject: 'webhooks', network: null },
  });
  context.db.told += 1;
}

function isToWarn(hours: number): SQL {
  const next = warnings.find((one) => one > hours);
  return sql`(${failingFor(hours)} and w.warned < ${hours}${next === undefined ? sql`` : sql` and not ${failingFor(next)}`})`;
}

function warnOf(context: Context, hours: (typeof warnings)[number]): Step[] {
  const which = few(isToWarn(hours));
  const mark = sql`update ${webhookEndpoints} as w set warned = ${hours} where ${which}`;
  return [
    ...warn(context, which, 'webhooks.endpoint.failed', sql`'since', w.failing_since, 'hours', ${hours}`),
    { query: context.db.orm.run(mark) as unknown as Query },
  ];
}

/** What waits at an endpoint that takes nothing, for longer than anything is tried. */
const stuck = sql`(state = 'pending' and opened_at < ${clockAfter(-7 * day)} and (run_id is null or due_at < ${clock})
  and endpoint_id in (select id from ${webhookEndpoints} where state <> 'active'))`;

function purge({ db: { orm } }: Context): Step[] {
  const step = (query: SQL): Step => ({ query: orm.run(query) as unknown as Query });
  const forgotten = sql`(select e.position from ${outbox} e where e.at < ${clockAfter(-kept)}
    and exists (select 1 from ${outbox} later where later.subject = e.subject and later.sequence > e.sequence) order by e.position limit 5000)`;
  const settled = sql`(select e.position from ${outbox} e where e.at < ${clockAfter(-kept)})`;
  return [
    step(sql`update ${webhookDeliveries} set state = 'dead', settled_at = ${clock}, run_id = null where ${stuck}`),
    step(sql`delete from ${webhookAttempts} where position in ${settled}`),
    step(sql`delete from ${webhookDeliveries} where position in ${settled}`),
    step(sql`delete from ${eventAcknowledgements} where position in ${settled}`),
    step(sql`delete from ${outbox} where position in ${forgotten}`),
  ];
}

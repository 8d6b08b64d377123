import { type SQL, and, asc, eq, inArray, max, sql } from 'drizzle-orm';
import { read } from '../../../shared/access/read.ts';
import { eventTypes } from '../../../shared/contract/events.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import type { EventStanding } from '../../../shared/contract/webhooks/feed.ts';
import { takes } from '../../../shared/contract/webhooks/patterns.ts';
import type { Context } from '../../../shared/database/context.ts';
import { organisations } from '../../../shared/database/identity.ts';
import { outbox } from '../../../shared/database/journal.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import type { Query } from '../../../shared/database/send.ts';
import { eventAcknowledgements, webhookDeliveries, webhookEndpoints } from '../../../shared/database/webhooks.ts';
import { toCloudEvent } from '../cloud-event.ts';
import { heldBy, visibleEvent } from '../entitled.ts';

type Tally = EventStanding['tally'];
type Filter = { limit: number; after?: string | undefined; type?: string | undefined; network?: string | undefined };

const unknownEvent = () =>
  new Problem('invalid-cursor', {
    es: 'El evento de `after` no existe o ya se olvidó (90 días): empiece sin él.',
    en: 'There is no event of this `after`, or it has been forgotten (90 days): begin without it.',
  });

/**
 * The events that the caller may see, in the order of their commits (register IX-09, OA-11). `after` is the event that the caller has last,
 * whether or not it may still see that one; `end` is how far the events go today. Throws invalid-cursor when there is no such event.
 */
export async function listEvents(context: Context, origin: string, filter: Filter, keyset: Keyset | null) {
  const { limit, after, type, network } = filter;
  const last = sql`(select e.position from ${outbox} e where e.id = ${after ?? null})`;
  const wanted = and(
    visibleEvent(context),
    after === undefined ? undefined : sql`${outbox.position} > ${last}`,
    type === undefined ? undefined : inArray(outbox.type, typesLike(type)),
    networkIs(outbox.network, network),
    afterKeyset([outbox.position], keyset),
  );
  const query = selectEvents(context, wanted).orderBy(asc(outbox.position)).limit(oneMore(limit));
  const known = context.db.orm
    .select({ position: outbox.position })
    .from(outbox)
    .where(eq(outbox.id, after ?? ''));
  const newest = context.db.orm.select({ position: max(outbox.position) }).from(outbox);
  const [rows, [begun], [end]] = await read(context, [query, known, newest]);
  if (after !== undefined && !begun) throw unknownEvent();
  const page = pageOf(
    rows,
    limit,
    (row) => toCloudEvent(row, origin),
    ({ position }) => [position],
  );
  return { ...page, end: [end?.position ?? 0] };
}

const typesLike = (pattern: string): string[] => eventTypes.filter((type) => takes(pattern, type));

/** An event, and how many of those who may see it were notified of it, read it and acted on it (register OA-11). Throws not-found. */
export async function getEvent(context: Context, origin: string, id: string): Promise<EventStanding> {
  const event = selectEvents(context, and(eq(outbox.id, id), visibleEvent(context)));
  const [[row], [tally]] = await read(context, [event, tallyOf(context, id)]);
  if (!row || !tally) throw new Problem('not-found');
  return { event: toCloudEvent(row, origin), tally };
}

/** The event as the caller finds it: a condition for writes, that there is one and that the caller sees it. */
export const seesEvent = (context: Context, id: string): SQL =>
  sql`exists (select 1 from ${outbox} where ${outbox.id} = ${id} and ${visibleEvent(context)})`;

function selectEvents({ db }: Context, where: SQL | undefined) {
  const { id, type, network, tlp, subject, sequence, at, data, position } = outbox;
  return db.orm.select({ id, type, network, tlp, subject, sequence, at, data, position }).from(outbox).where(where).$dynamic();
}

function tallyOf({ db, now }: Context, id: string) {
  const holder = sql.raw('holder.id');
  const delivered = sql`exists (select 1 from ${webhookDeliveries} d join ${webhookEndpoints} w on w.id = d.endpoint_id
    where d.position = ${outbox.position} and d.state = 'delivered' and w.organisation_id = ${holder})`;
  const said = sql`(select a.state from ${eventAcknowledgements} a where a.position = ${outbox.position} and a.organisation_id = ${holder})`;
  return db.orm.all<Tally>(sql`select count(*) as organisations, count(case when delivered or said is not null then 1 end) as notified,
      count(case when said in ('read', 'acted') then 1 end) as read, count(case when said = 'acted' then 1 end) as acted
    from (select ${delivered} as delivered, ${said} as said from ${outbox} cross join ${organisations} holder
      where ${outbox.id} = ${id} and not holder.suspended and ${heldBy(holder, now)})`) as unknown as Query & { _: { result: Tally[] } };
}

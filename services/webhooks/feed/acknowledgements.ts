import { type SQL, and, asc, eq, sql } from 'drizzle-orm';
import { ofOrganisation } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import { type Acknowledgement, acknowledgements } from '../../../shared/contract/webhooks/feed.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { derivedAnswer } from '../../../shared/database/derived.ts';
import { outbox } from '../../../shared/database/journal.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import type { Query } from '../../../shared/database/send.ts';
import { eventAcknowledgements } from '../../../shared/database/webhooks.ts';
import { visibleEvent } from '../entitled.ts';
import { seesEvent } from './events.ts';

type State = Acknowledgement['state'];

/** Which organisations have said how far they are with an event, by their ids; none where the caller does not see the event (register OA-11). */
export async function listAcknowledgements(context: Context, event: string, { limit }: { limit: number }, after: Keyset | null) {
  const wanted = and(eq(outbox.id, event), visibleEvent(context), afterKeyset([eventAcknowledgements.organisation], after));
  const query = selectAcknowledgements(context, wanted).orderBy(asc(eventAcknowledgements.organisation)).limit(oneMore(limit));
  const [rows] = await read(context, [query]);
  return pageOf(
    rows,
    limit,
    (row) => row,
    ({ organisation }) => [organisation],
  );
}

/**
 * Says for the caller's organisation how far it is with an event. It never goes back: what was said before and goes further stays, and is
 * the answer. Throws not-found, forbidden.
 */
export async function acknowledgeEvent(context: Context, event: string, state: State) {
  const organisation = context.principal?.organisation ?? '';
  const said = { organisation, state, at: context.now.toISOString() };
  const location = `/v1/events/${event}/acknowledgements`;
  const own = sql`(${outbox.id} = ${event} and ${eventAcknowledgements.organisation} = ${organisation})`;
  const stored = (column: string) => sql`(select ${sql.identifier(column)} from ${eventAcknowledgements}
    where position = ${ofEvent(event, sql`position`)} and organisation_id = ${organisation})`;
  const [row] = await commit(context, {
    guards: may(context, 'event:acknowledge', ofOrganisation(sql`${organisation}`), seesEvent(context, event)),
    steps: [{ query: upsert(context, event, said) }, ...derivedAnswer(context, { 'body.state': stored('state'), 'body.at': stored('at') })],
    audit: {
      action: 'event:acknowledge',
      subject: event,
      network: ofEvent(event, sql`network_id`),
      source: ofEvent(event, sql`organisation_id`),
    },
    answer: { status: 201, body: said, location },
    result: selectAcknowledgements(context, own),
  });
  if (!row) throw new Problem('not-found');
  return { body: row, location };
}

const ofEvent = (event: string, column: SQL): SQL => sql`(select ${column} from ${outbox} where id = ${event})`;

/** How far a state is: the place of its word in the contract's list. */
const rank = (column: SQL): SQL => sql`instr(${acknowledgements.join(' ')}, ${column})`;

function upsert({ db }: Context, event: string, { organisation, state, at }: Acknowledgement): Query {
  return db.orm.run(sql`insert into ${eventAcknowledgements} as said (position, organisation_id, state, at)
    select position, ${organisation}, ${state}, ${at} from ${outbox} where id = ${event}
    on conflict (position, organisation_id) do update set state = excluded.state, at = excluded.at
    where ${rank(sql`excluded.state`)} > ${rank(sql`said.state`)}`) as unknown as Query;
}

const selectAcknowledgements = ({ db }: Context, where: SQL | undefined) =>
  db.orm
    .select({ organisation: eventAcknowledgements.organisation, state: eventAcknowledgements.state, at: eventAcknowledgements.at })
    .from(eventAcknowledgements)
    .innerJoin(outbox, eq(outbox.position, eventAcknowledgements.position))
    .where(where)
    .$dynamic();

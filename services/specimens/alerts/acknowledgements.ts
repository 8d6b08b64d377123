import { type SQL, sql } from 'drizzle-orm';
import { inNetwork, labelled, predicate } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import type { AlertAcknowledgement, NewAlertAcknowledgement } from '../../../shared/contract/specimens/alert-standing.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Text } from '../../../shared/contract/text.ts';
import { acknowledgements } from '../../../shared/contract/webhooks/feed.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { alertAcknowledgements, entries } from '../../../shared/database/exchange.ts';
import { oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { type Query, fixed } from '../../../shared/database/send.ts';
import { theEntry, opening } from '../entries/entries.ts';
import { auditOf, keptIn, seesEntry } from '../entries/places.ts';
import { assertNoPersonalData } from '../personal-data/refuse.ts';

type Said = NonNullable<AlertAcknowledgement['state']>;
type Row = { organisation: string; state: Said | null; at: string | null; note: Text | null };

/**
 * How far each government of the network that sees an alert is with it, by their ids: those that have said nothing too. Its source is not
 * among them. Throws not-found (register OA-11).
 */
export async function listAlertAcknowledgements(context: Context, alert: string, { limit }: { limit: number }, after: Keyset | null) {
  const { orm } = context.db;
  const wanted = theEntry(context, 'alert', alert);
  const today = context.now.toISOString().slice(0, 10);
  const reader = sql`party.organisation_id`;
  const sees = predicate({ ...context, organisation: reader }, 'exchange:read', labelled(entries));
  const [from = ''] = (after ?? []) as string[];
  const rows = orm
    .select({
      organisation: sql<string>`party.organisation_id`,
      state: sql<Said | null>`said.state`,
      at: sql<string | null>`said.at`,
      note: sql<string | null>`said.note`,
    })
    .from(sql`${entries} join memberships party on party.network_id = ${entries.network} and party.role in ('member', 'secretariat')
      and party.starts_on <= ${today} and (party.ends_on is null or party.ends_on > ${today}) and party.organisation_id <> ${entries.organisation}
      left join alert_acknowledgements said on said.entry_id = ${entries.id} and said.organisation_id = party.organisation_id`)
    .where(sql`${wanted} and ${sees} and party.organisation_id > ${from}`)
    .orderBy(sql`party.organisation_id`)
    .limit(oneMore(limit));
  const found = orm.select({ id: entries.id }).from(entries).where(wanted);
  const [[seen], list] = await read(context, [found, rows], opening(context, wanted, 1));
  if (!seen) throw new Problem('not-found');
  const shown = (list as (Omit<Row, 'note'> & { note: string | null })[]).map((row) => ({
    ...row,
    note: parsed(row.note),
  }));
  return pageOf(
    shown,
    limit,
    (row): AlertAcknowledgement => row,
    ({ organisation }) => [organisation],
  );
}

/**
 * Says for the caller's organisation how far it is with an alert. It never goes back: what was said before and goes further stays, and is
 * the answer. Throws not-found, forbidden, personal-data.
 */
export async function acknowledgeAlert(
  context: Context,
  alert: string,
  { state, note }: NewAlertAcknowledgement,
): Promise<AlertAcknowledgement> {
  assertNoPersonalData(note ?? '', '/body/note');
  const organisation = context.principal?.organisation ?? '';
  const { network, organisation: source } = keptIn(alert);
  const [row] = await commit(context, {
    guards: may(context, 'exchange:contribute', inNetwork(network), seesEntry(context, 'alert', alert)),
    steps: [{ query: upsert(context, alert, { organisation, state, note, at: context.now.toISOString() }) }],
    audit: { action: 'exchange:contribute', ...auditOf(alert) },
    events: [
      {
        type: 'specimens.alert.acknowledged',
        subject: alert,
        network,
        organisation: source,
        tlp: 'AMBER',
        audience: 'organisation',
        data: { alert },
      },
    ],
    result: stored(alert, organisation),
  });
  if (!row) throw new Problem('not-found');
  return { ...row, note: parsed(row.note) };
}

const parsed = (note: string | null) => (note === null ? null : (JSON.parse(note) as Text));

/** How far a state is: the place of its word in the contract's list. */
const rank = (column: SQL): SQL => sql`instr(${acknowledgements.join(' ')}, ${column})`;

function upsert({ db }: Context, alert: string, { organisation, state, note, at }: Row): Query {
  return db.orm.run(sql`insert into ${alertAcknowledgements} as said (entry_id, organisation_id, state, note, at)
    values (${alert}, ${organisation}, ${state}, ${note && JSON.stringify(note)}, ${at})
    on conflict (entry_id, organisation_id) do update set state = excluded.state, note = coalesce(excluded.note, note), at = excluded.at
    where ${rank(sql`excluded.state`)} >= ${rank(sql`said.state`)}`) as unknown as Query;
}

const stored = (alert: string, organisation: string) =>
  fixed<{ organisation: string; state: Said; at: string; note: string | null }>(
    'select organisation_id as organisation, state, at, note from alert_acknowledgements where entry_id = ? and organisation_id = ?',
    [alert, organisation],
  );

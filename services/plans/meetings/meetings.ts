import { type SQL, and, asc, eq, gte, lte, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import { noSuchGroup, seesGroup } from '../../../shared/access/relabel.ts';
import { agree } from '../../../shared/contract/labels.ts';
import type { Meeting, MeetingPatch, NewMeeting } from '../../../shared/contract/plans/meetings.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import { type Guard, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { derivedAnswer } from '../../../shared/database/derived.ts';
import { networks } from '../../../shared/database/identity.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { meetings } from '../../../shared/database/meetings.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { bodyOfNetwork, membersToday } from './guards.ts';
import { linkMandates } from './mandate-links.ts';
import { dateFollows, dateIsItsOwn, datesBefore, datesOf, eveIsTaken, heldBefore, moveFollowers, patchedDates } from './moving.ts';
import { keptIn, labelOf, ofMeeting, ofOne, visibleMeeting } from './places.ts';

type Row = typeof meetings.$inferSelect;
type Filter = {
  limit: number;
  network?: string | undefined;
  body?: string | undefined;
  state?: Row['state'] | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

/** Where a meeting stands in the list: those to be defined come last. */
const toBeDefined = '~';
const order = [sql`coalesce(${meetings.startsOn}, ${sql.raw(`'${toBeDefined}'`)})`, meetings.id] as const;

/** The meetings that the caller may see, by their first day, those to be defined last. Opening one above GREEN is audited (register ME-13). */
export async function listMeetings(context: Context, { limit, network, body, state, from, to }: Filter, after: Keyset | null) {
  const wanted = and(
    visibleMeeting(context),
    networkIs(meetings.network, network),
    body === undefined ? undefined : eq(meetings.body, body),
    state === undefined ? undefined : eq(meetings.state, state),
    from === undefined ? undefined : gte(meetings.endsOn, from),
    to === undefined ? undefined : lte(meetings.startsOn, to),
    afterKeyset(order, after),
  );
  const [rows] = await read(context, [selectMeetings(context, wanted).limit(oneMore(limit))], opening(context, wanted, limit));
  return pageOf(rows, limit, toMeeting, ({ startsOn, id }) => [startsOn ?? toBeDefined, id]);
}

/** A meeting with its version. Throws not-found. */
export async function getMeeting(context: Context, id: string) {
  const wanted = and(eq(meetings.id, id), visibleMeeting(context));
  const [[row]] = await read(context, [selectMeetings(context, wanted)], opening(context, wanted, 1));
  return versionOf(row);
}

/**
 * Puts a meeting into the calendar of a network; the caller's organisation is its source. Held on the eve of another, it gets that day.
 * Throws not-found, forbidden, labels-disagree, unprocessable when body, group or `before` do not fit, not-a-member, and conflict when
 * another meeting is on that eve (register ME-01, ME-12, ME-13).
 */
export async function createMeeting(context: Context, input: NewMeeting) {
  if (!agree(input)) throw new Problem('labels-disagree');
  if (input.before !== null && input.date !== null) throw dateFollows;
  const network = sql<string>`(select ${networks.id} from ${networks} where ${networkIs(networks.id, input.network)})`;
  const organisation = context.principal?.organisation ?? '';
  const plain: Row = { id: uuid(), ...input, ...datesOf(input.date), organisation, createdAt: context.now.toISOString(), version: 1 };
  const dates = input.before === null ? {} : datesBefore(input.before);
  const { id, body, before, tlp, audience, group } = plain;
  const made = { version: 1, location: `/v1/meetings/${id}` };
  const [row] = await commit(context, {
    guards: [
      ...may(context, 'meeting:edit', inNetwork(network), 'network:read'),
      bodyOfNetwork(network, body),
      { holds: seesGroup(context, group, network), problem: noSuchGroup },
      ...membersToday(context, network, organisationsIn(input)),
      ...(before === null ? [] : [heldBefore(context, { network, body }, before)]),
    ],
    steps: [
      { query: context.db.orm.insert(meetings).values({ ...plain, ...dates, network }), refused: { unique: eveIsTaken } },
      ...linkMandates(context, network),
      ...derivedAnswer(context, {
        'body.network': network,
        ...Object.fromEntries(Object.entries(dates).map(([name, value]) => [`body.${name}`, value])),
      }),
    ],
    audit: { action: 'meeting:edit', subject: id, network, source: organisation },
    events: [{ type: 'plans.meeting.scheduled', subject: id, network, organisation, tlp, audience, group, data: { meeting: id } }],
    answer: { status: 201, ...made, body: toMeeting(plain) },
    result: selectMeetings(context, eq(meetings.id, id)),
  });
  return { ...made, body: versionOf(row).body };
}

/**
 * Changes a meeting at the given version. Moving it moves the one on its eve in the same commit, with an event for each. Calling it off
 * moves nothing: the other one keeps its day until its secretariat moves or cancels it, and follows again if this one is moved. One that
 * is taken up again after it was called off catches up. Throws not-found, forbidden, stale, unprocessable when `before` does not fit or a
 * date is set on a meeting that follows another, not-a-member, conflict when another meeting is on that eve (register ME-01, ME-12).
 */
export async function updateMeeting(context: Context, id: string, version: number, patch: MeetingPatch) {
  const dates = patchedDates(patch);
  const change = context.db.orm
    .update(meetings)
    .set({ ...patch, ...dates, version: version + 1 })
    .where(and(eq(meetings.id, id), eq(meetings.version, version)));
  const [row] = await commit(context, {
    guards: [
      ...may(context, 'meeting:edit', ofMeeting(id), 'meeting:read'),
      ...membersToday(context, ofOne(id, 'network'), organisationsIn(patch)),
      ...guardsOfDates(context, id, patch),
    ],
    steps: [
      { query: change, one: new Problem('stale'), refused: { unique: eveIsTaken } },
      ...('date' in dates ? moveFollowers(context, id) : []),
      ...linkMandates(context, ofOne(id, 'network')),
    ],
    audit: { action: 'meeting:edit', subject: id, ...keptIn(id) },
    events: [{ type: 'plans.meeting.changed', subject: id, ...labelOf(id), data: { meeting: id } }],
    result: selectMeetings(context, eq(meetings.id, id)),
  });
  return versionOf(row);
}

function guardsOfDates(context: Context, id: string, { date, before }: MeetingPatch): Guard[] {
  if (typeof before === 'string') return [heldBefore(context, { network: ofOne(id, 'network'), body: ofOne(id, 'body'), id }, before)];
  return date !== undefined && before === undefined ? [dateIsItsOwn(id)] : [];
}

const organisationsIn = ({ host, presidency, participants = [], documents = [] }: MeetingPatch) => [
  host,
  presidency,
  ...participants.map(({ organisation }) => organisation),
  ...documents.flatMap(({ presenters }) => presenters),
];

const selectMeetings = ({ db }: Context, where: SQL | undefined) =>
  db.orm
    .select()
    .from(meetings)
    .where(where)
    .orderBy(...order.map((column) => asc(column)))
    .$dynamic();

/** One meeting, for the audit of whoever opens what belongs to it. */
export const openedMeeting = (context: Context, id: unknown) =>
  opening(context, and(sql`${meetings.id} = ${id}`, visibleMeeting(context)), 1);

const opening = (context: Context, wanted: SQL | undefined, most: number) =>
  ({ action: 'meeting:read', records: selectMeetings(context, wanted).limit(most), most }) as const;

function versionOf(row: Row | undefined) {
  if (!row) throw new Problem('not-found');
  return { body: toMeeting(row), version: row.version };
}

/** The meeting that a row shows. */
export function toMeeting(row: Row): Meeting {
  const { id, network, body, session, title, place, date, startsOn, endsOn, before, host, presidency, state } = row;
  const { participants, documents, organisation, tlp, audience, group, createdAt } = row;
  return {
    id,
    network,
    body,
    session,
    title,
    place,
    date,
    startsOn,
    endsOn,
    before,
    host,
    presidency,
    state,
    participants,
    documents,
    organisation,
    tlp,
    audience,
    group,
    createdAt,
  };
}

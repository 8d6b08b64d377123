import { type SQL, and, asc, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { may, read } from '../../../shared/access/read.ts';
import type { Agreement, AgreementPatch, NewAgreement } from '../../../shared/contract/plans/agreements.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import { type Guard, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { derivedAnswer } from '../../../shared/database/derived.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { agreements, meetings } from '../../../shared/database/meetings.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { type Due, dueOn, isOverdue, today } from './deadlines.ts';
import { bodyOfNetwork, membersToday, notCancelled, pointOfMeeting } from './guards.ts';
import { keptIn, labelOf, ofMeeting, ofOne, visibleMeetings } from './places.ts';

type Row = { agreement: typeof agreements.$inferSelect } & Due;
type Filter = {
  limit: number;
  network?: string | undefined;
  meeting?: string | undefined;
  owner?: string | undefined;
  recipient?: string | undefined;
  state?: Agreement['state'] | undefined;
  overdue?: boolean | undefined;
};

const notClosed = new Problem('unprocessable', {
  es: 'Un acuerdo abierto no tiene fecha de cierre, y uno cerrado la tiene.',
  en: 'An open agreement has no day on which it was closed, and a closed one has.',
});

/** The agreements of the meetings that the caller sees, oldest first, each with its last day in time. Opening one above GREEN is audited. */
export async function listAgreements(context: Context, filter: Filter, after: Keyset | null) {
  const { limit, network, meeting, owner, recipient, state, overdue } = filter;
  const wanted = and(
    visibleAgreement(context),
    networkIs(agreements.network, network),
    meeting === undefined ? undefined : eq(agreements.meeting, meeting),
    owner === undefined ? undefined : sql`${owner} in (select value from json_each(${agreements.owners}))`,
    recipient === undefined ? undefined : sql`${recipient} in (select value from json_each(${agreements.recipients}))`,
    state === undefined ? undefined : eq(agreements.state, state),
    overdue === undefined ? undefined : sql`${isOverdue(context)} = ${Number(overdue)}`,
    afterKeyset([agreements.id], after),
  );
  const [rows] = await read(context, [selectAgreements(context, wanted).limit(oneMore(limit))], opening(context, wanted, limit));
  return pageOf(rows, limit, toAgreement, ({ agreement }) => [agreement.id]);
}

/** An agreement with its version. Throws not-found. */
export async function getAgreement(context: Context, id: string) {
  const wanted = and(eq(agreements.id, id), visibleAgreement(context));
  const [[row]] = await read(context, [selectAgreements(context, wanted)], opening(context, wanted, 1));
  return versionOf(row);
}

/**
 * Records what a meeting agreed. Throws not-found, forbidden, unprocessable when the point is of another meeting, the meeting is cancelled
 * or the deadline names no body of the network, not-a-member for owners and recipients (register RR-02).
 */
export async function createAgreement(context: Context, input: NewAgreement) {
  const { meeting } = input;
  const network = ofOne(meeting, 'network') as SQL<string>;
  const id = uuid();
  const state = { state: 'open', closedOn: null, note: null } as const;
  const plain = { id, network: '', ...input, ...state, createdAt: context.now.toISOString(), version: 1 };
  const made = { version: 1, location: `/v1/agreements/${id}` };
  const derived = (value: SQL) => sql`(select ${value} from ${agreements} join ${meetings} on ${joined} where ${agreements.id} = ${id})`;
  const [row] = await commit(context, {
    guards: [
      ...may(context, 'meeting:edit', ofMeeting(meeting), 'meeting:read'),
      notCancelled(meeting),
      ...fitting(context, { network, meeting }, input),
    ],
    steps: [
      { query: context.db.orm.insert(agreements).values({ ...plain, network }) },
      ...derivedAnswer(context, {
        'body.network': network,
        'body.dueOn': derived(dueOn(context)),
        'body.overdue': sql`json(iif(${derived(isOverdue(context))}, 'true', 'false'))`,
      }),
    ],
    audit: { action: 'meeting:edit', subject: id, ...keptIn(meeting) },
    events: [{ type: 'plans.agreement.made', subject: id, ...labelOf(meeting), data: { agreement: id, meeting } }],
    answer: { status: 201, ...made, body: toAgreement({ agreement: plain, due: null, overdue: 0 }) },
    result: selectAgreements(context, eq(agreements.id, id)),
  });
  return { ...made, body: versionOf(row).body };
}

/**
 * Changes an agreement at the given version, or says what became of it: one that is done or cancelled is closed today unless a day is
 * named. Throws not-found, forbidden, stale, unprocessable, not-a-member (register RR-02).
 */
export async function updateAgreement(context: Context, id: string, version: number, patch: AgreementPatch) {
  const meeting = ofAgreement(id, 'meeting');
  const change = context.db.orm
    .update(agreements)
    .set({ ...patch, ...closing(context, patch), version: version + 1 })
    .where(and(eq(agreements.id, id), eq(agreements.version, version)));
  const [row] = await commit(context, {
    guards: [
      ...may(context, 'meeting:edit', ofMeeting(meeting), 'meeting:read'),
      ...fitting(context, { network: ofAgreement(id, 'network'), meeting }, patch),
      ...(patch.state === undefined && patch.closedOn !== undefined
        ? [{ holds: sql`(${ofAgreement(id, 'state')} = 'open') = (${patch.closedOn} is null)`, problem: notClosed }]
        : []),
    ],
    steps: [{ query: change, one: new Problem('stale') }],
    audit: { action: 'meeting:edit', subject: id, ...keptIn(meeting) },
    events: [{ type: 'plans.agreement.changed', subject: id, ...labelOf(meeting), data: { agreement: id } }],
    result: selectAgreements(context, eq(agreements.id, id)),
  });
  return versionOf(row);
}

const joined = eq(meetings.id, agreements.meeting);
const visibleAgreement = (context: Context) => sql`${agreements.meeting} in ${visibleMeetings(context)}`;
const ofAgreement = (id: string, column: 'meeting' | 'network' | 'state'): SQL =>
  sql`(select ${agreements[column]} from ${agreements} where ${agreements.id} = ${id})`;

/** That the point is of the meeting, who does it and for whom are in the network, and a deadline names one of its bodies. */
function fitting(context: Context, { network, meeting }: { network: SQL; meeting: unknown }, fields: AgreementPatch): Guard[] {
  const { point, owners = [], recipients = [], deadline } = fields;
  return [
    ...pointOfMeeting(meeting, point),
    ...membersToday(context, network, [...owners, ...recipients]),
    ...(deadline?.kind === 'nextMeeting' ? [bodyOfNetwork(network, deadline.body)] : []),
  ];
}

function closing(context: Context, { state, closedOn }: AgreementPatch) {
  if (state === undefined) return {};
  if (state === 'open' ? typeof closedOn === 'string' : closedOn === null) throw notClosed;
  if (state === 'open') return { closedOn: null };
  return { closedOn: closedOn ?? sql`coalesce(${agreements.closedOn}, ${today(context)})` };
}

/** The open agreements of a network that fall due by a day, those overdue too, that the caller sees. */
export const openAgreements = (context: Context, network: SQL, until: SQL) => selectAgreements(context, openBy(context, network, until));

/** The same with the labels that they bear, for the audit of whoever opens them. */
export const openedAgreements = (context: Context, network: SQL, until: SQL) =>
  labelledAgreements(context, openBy(context, network, until));

const openBy = (context: Context, network: SQL, until: SQL) =>
  and(eq(agreements.state, 'open'), sql`${agreements.network} = ${network}`, sql`${dueOn(context)} <= ${until}`, visibleAgreement(context));

const selectAgreements = (context: Context, where: SQL | undefined) =>
  context.db.orm
    .select({ agreement: agreements, due: dueOn(context), overdue: isOverdue(context) })
    .from(agreements)
    .innerJoin(meetings, joined)
    .where(where)
    .orderBy(asc(agreements.id))
    .$dynamic();

const opening = (context: Context, wanted: SQL | undefined, most: number) =>
  ({ action: 'meeting:read', records: labelledAgreements(context, wanted).limit(most), most }) as const;

/** Agreements bear the label of their meeting. */
function labelledAgreements({ db }: Context, wanted: SQL | undefined) {
  const { network, organisation, tlp } = meetings;
  return db.orm
    .select({ id: agreements.id, network, organisation, tlp })
    .from(agreements)
    .innerJoin(meetings, joined)
    .where(wanted)
    .orderBy(asc(agreements.id))
    .$dynamic();
}

function versionOf(row: Row | undefined) {
  if (!row) throw new Problem('not-found');
  return { body: toAgreement(row), version: row.agreement.version };
}

/** The agreement that a row shows. */
export function toAgreement({ agreement, due, overdue }: Row): Agreement {
  const { id, network, meeting, point, theme, text, owners, recipients, deadline, state, closedOn, note, createdAt } = agreement;
  const said = { id, network, meeting, point, theme, text, owners, recipients, deadline };
  return { ...said, dueOn: due, overdue: overdue === 1, state, closedOn, note, createdAt };
}

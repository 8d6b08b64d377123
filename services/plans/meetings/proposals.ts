import { type SQL, and, asc, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { may, read } from '../../../shared/access/read.ts';
import type { NewProposal, Proposal } from '../../../shared/contract/plans/proposals.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { derivedAnswer } from '../../../shared/database/derived.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { meetings, proposals } from '../../../shared/database/meetings.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { membersToday, notCancelled, pointOfMeeting } from './guards.ts';
import { keptIn, labelOf, ofMeeting, ofOne, visibleMeetings } from './places.ts';

type Row = typeof proposals.$inferSelect;
type Filter = {
  limit: number;
  network?: string | undefined;
  meeting?: string | undefined;
  body?: string | undefined;
  state?: Row['state'] | undefined;
  parent?: string | undefined;
};

/** The proposals of the meetings that the caller sees, oldest first. Opening one above GREEN is audited (register ME-07). */
export async function listProposals(context: Context, { limit, network, meeting, body, state, parent }: Filter, after: Keyset | null) {
  const wanted = and(
    visibleProposal(context),
    networkIs(proposals.network, network),
    meeting === undefined ? undefined : eq(proposals.meeting, meeting),
    body === undefined ? undefined : eq(proposals.body, body),
    state === undefined ? undefined : eq(proposals.state, state),
    parent === undefined ? undefined : eq(proposals.parent, parent),
    afterKeyset([proposals.id], after),
  );
  const [rows] = await read(context, [selectProposals(context, wanted).limit(oneMore(limit))], opening(context, wanted, limit));
  return pageOf(rows, limit, toProposal, ({ id }) => [id]);
}

/** A proposal with what each body made of it, and its version. Throws not-found. */
export async function getProposal(context: Context, id: string) {
  const wanted = and(eq(proposals.id, id), visibleProposal(context));
  const [[row]] = await read(context, [selectProposals(context, wanted)], opening(context, wanted, 1));
  return versionOf(row);
}

/**
 * Records what a meeting proposes; it stands at the body of that meeting. Throws not-found, forbidden, unprocessable when the point is of
 * another meeting or this one is cancelled, not-a-member (register ME-07).
 */
export async function createProposal(context: Context, input: NewProposal) {
  const { meeting } = input;
  const network = ofOne(meeting, 'network') as SQL<string>;
  const body = ofOne(meeting, 'body') as SQL<string>;
  const plain: Row = { ...blank, id: uuid(), ...input, createdAt: context.now.toISOString() };
  const made = { version: 1, location: `/v1/proposals/${plain.id}` };
  const [row] = await commit(context, {
    guards: [
      ...may(context, 'meeting:edit', ofMeeting(meeting), 'meeting:read'),
      notCancelled(meeting),
      ...pointOfMeeting(meeting, input.point),
      ...membersToday(context, network, input.proposers),
    ],
    steps: [
      { query: context.db.orm.insert(proposals).values({ ...plain, network, body }) },
      ...derivedAnswer(context, { 'body.network': network, 'body.body': body }),
    ],
    audit: { action: 'meeting:edit', subject: plain.id, ...keptIn(meeting) },
    events: [{ type: 'plans.proposal.made', subject: plain.id, ...labelOf(meeting), data: { proposal: plain.id, meeting } }],
    answer: { status: 201, ...made, body: toProposal(plain) },
    result: selectProposals(context, eq(proposals.id, plain.id)),
  });
  return { ...made, body: versionOf(row).body };
}

/** A new proposal, before anything is said of it. */
export const blank: Row = {
  id: '',
  network: '',
  meeting: '',
  point: null,
  body: '',
  state: 'proposed',
  text: {},
  proposers: [],
  parent: null,
  decisions: [],
  activity: null,
  createdAt: '',
  version: 1,
};

/** The query for proposals, oldest first. */
export const selectProposals = ({ db }: Context, where: SQL | undefined) =>
  db.orm.select().from(proposals).where(where).orderBy(asc(proposals.id)).$dynamic();

/** The one proposal of a query with its version. Throws not-found. */
export function versionOf(row: Row | undefined) {
  if (!row) throw new Problem('not-found');
  return { body: toProposal(row), version: row.version };
}

/** A proposal as the contract has it. */
export function toProposal(row: Row): Proposal {
  const { id, network, meeting, point, body, state, text, proposers, parent, decisions, activity, createdAt } = row;
  return { id, network, meeting, point, body, state, text, proposers, parent, decisions, activity, createdAt };
}

const visibleProposal = (context: Context) => sql`${proposals.meeting} in ${visibleMeetings(context)}`;

function opening({ db }: Context, wanted: SQL | undefined, most: number) {
  const { network, organisation, tlp } = meetings;
  const records = db.orm
    .select({ id: proposals.id, network, organisation, tlp })
    .from(proposals)
    .innerJoin(meetings, eq(meetings.id, proposals.meeting))
    .where(wanted)
    .orderBy(asc(proposals.id))
    .limit(most);
  return { action: 'meeting:read', records, most } as const;
}

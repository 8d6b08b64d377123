import { type SQL, and, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { may } from '../../../shared/access/read.ts';
import type { NewDecision } from '../../../shared/contract/plans/proposals.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { type Event, type Guard, type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { derivedAnswer } from '../../../shared/database/derived.ts';
import { meetings, proposals } from '../../../shared/database/meetings.ts';
import type { Query } from '../../../shared/database/send.ts';
import { type Adoption, adoptionOf } from './adopting.ts';
import { notCancelled } from './guards.ts';
import { bodyField, keptIn, labelOf, ofMeeting, ofOne, visibleMeeting } from './places.ts';
import { blank, selectProposals, toProposal, versionOf } from './proposals.ts';

type Column = keyof typeof proposals.$inferSelect;

const alreadyFinal = new Problem('conflict', {
  es: 'La propuesta ya fue adoptada, enmendada o rechazada.',
  en: 'The proposal was adopted, amended or rejected already.',
});
const notItsTurn = new Problem('unprocessable', {
  es: 'Decide una reunión de la red, de la instancia que sigue en el orden de aprobación o de la que la aplazó.',
  en: 'A meeting of the network decides, of the next body in the order of approval or of the one that deferred it.',
});

/**
 * Records what a body made of a proposal at one of its meetings, and gives the proposal that goes on: for an amendment the new one, which
 * that body approved in its own words. One that is adopted with an activity stands in a draft of the plan from the same moment on. Throws not-found, forbidden, conflict when nothing is left to decide, unprocessable when it is
 * another body's turn, the meeting is cancelled or the activity does not fit into the plan (register ME-02, ME-07, ME-15).
 */
export async function decideProposal(context: Context, id: string, input: NewDecision) {
  const { meeting, outcome } = input;
  const adoption = input.activity ? await adoptionOf(context, id, input.activity) : undefined;
  const goesOn = outcome === 'amended' ? uuid() : id;
  const [row] = await commit(context, {
    guards: [
      ...may(context, 'meeting:edit', ofMeeting(ofProposal(id, 'meeting')), 'meeting:read'),
      { holds: sql`${ofProposal(id, 'state')} in ('proposed', 'approved', 'deferred')`, problem: alreadyFinal },
      turnOf(context, id, meeting),
      notCancelled(meeting),
      ...(adoption?.guards ?? []),
    ],
    steps: [...stepsOf(context, id, goesOn, input, adoption), ...derivedAnswer(context, answerOf(goesOn))],
    audit: { action: 'meeting:edit', subject: id, ...keptIn(ofProposal(id, 'meeting')) },
    events: eventsOf(id, goesOn, meeting),
    answer: { status: 201, body: toProposal(blank), version: 1, location: `/v1/proposals/${goesOn}` },
    result: selectProposals(context, eq(proposals.id, goesOn)),
  });
  return { ...versionOf(row), location: `/v1/proposals/${goesOn}` };
}

const ofProposal = (id: string, column: Column): SQL => sql`(select ${proposals[column]} from ${proposals} where ${proposals.id} = ${id})`;

/** That the meeting is of the body whose turn it is: the one that put the proposal off, else the second of `chainOf` from where it stands. */
function turnOf(context: Context, id: string, meeting: string): Guard {
  const [network, body] = [ofProposal(id, 'network'), ofProposal(id, 'body')];
  const turn = sql`case when ${ofProposal(id, 'state')} = 'deferred' then ${body} else ${bodyField(network, body, 'reportsTo')} end`;
  const holds = sql`exists (select 1 from ${meetings} where ${meetings.id} = ${meeting} and ${meetings.network} = ${network}
    and ${meetings.body} = ${turn} and ${visibleMeeting(context)})`;
  return { holds, problem: notItsTurn };
}

function stepsOf(
  { db: { orm }, now }: Context,
  id: string,
  goesOn: string,
  { meeting, outcome, note, text }: NewDecision,
  adoption?: Adoption,
): Step[] {
  const body = ofOne(meeting, 'body');
  const at = now.toISOString();
  const decision = sql`json_set(${JSON.stringify({ meeting, body: null, outcome, note, at })}, '$.body', ${body})`;
  const decided = orm
    .update(proposals)
    .set({
      body,
      state: outcome,
      decisions: sql`json_insert(${proposals.decisions}, '$[#]', ${decision})`,
      version: sql`${proposals.version} + 1`,
      ...(adoption ? { activity: adoption.activity } : {}),
    })
    .where(and(eq(proposals.id, id)));
  if (goesOn === id) return [{ query: decided, one: alreadyFinal }, ...(adoption?.steps ?? [])];
  const successor = sql`insert into ${proposals} (id, network_id, meeting_id, body, state, text, proposers, parent_id, decisions, created_at)
    select ${goesOn}, network_id, ${meeting}, ${body}, 'approved', ${JSON.stringify(text)}, proposers, id, json_array(${decision}), ${at}
    from ${proposals} where id = ${id}`;
  return [{ query: decided, one: alreadyFinal }, { query: orm.run(successor) as unknown as Query }];
}

/** Everything of the proposal that goes on, for the answer that is kept. */
function answerOf(goesOn: string): Record<string, SQL> {
  const nested: readonly string[] = ['text', 'proposers', 'decisions'];
  const valueOf = (name: Column) => (nested.includes(name) ? sql`json(${ofProposal(goesOn, name)})` : ofProposal(goesOn, name));
  const fields = Object.keys(toProposal(blank)).map((name) => [`body.${name}`, valueOf(name as Column)]);
  return { ...(Object.fromEntries(fields) as Record<string, SQL>), version: ofProposal(goesOn, 'version') };
}

/** An amendment is also a proposal made by the body that amended. */
function eventsOf(id: string, goesOn: string, meeting: string): Event[] {
  const decided: Event = {
    type: 'plans.proposal.decided',
    subject: id,
    ...labelOf(ofProposal(id, 'meeting')),
    data: { proposal: id, meeting, goesOn },
  };
  const made: Event = { type: 'plans.proposal.made', subject: goesOn, ...labelOf(meeting), data: { proposal: goesOn, meeting } };
  return goesOn === id ? [decided] : [decided, made];
}

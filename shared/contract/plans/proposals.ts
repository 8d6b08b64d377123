import * as z from 'zod';
import { Instant } from '../dates.ts';
import { NetworkRef } from '../identity/networks.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf } from '../route.ts';
import { Text } from '../text.ts';
import { Cadence, Responsibility, Schedule } from './outline.ts';

export const proposalStates = ['proposed', 'approved', 'adopted', 'amended', 'deferred', 'rejected'] as const;
export const decisionOutcomes = ['approved', 'adopted', 'amended', 'deferred', 'rejected'] as const;

/** What one body made of a proposal at one of its meetings. */
export const Decision = z
  .strictObject({
    meeting: z.uuidv7(),
    body: z.string().max(20),
    outcome: z.enum(decisionOutcomes),
    note: Text.nullable(),
    at: Instant,
  })
  .meta({ id: 'Decision' });
export type Decision = z.infer<typeof Decision>;

/**
 * What one body lays before the next (register ME-07). Approved goes on to the next body of the order; deferred waits at the body that put it
 * off; amended lives on as a new proposal that names it as its parent; adopted is in force and becomes an activity of the plan's draft.
 */
export const Proposal = z
  .strictObject({
    id: z.uuidv7(),
    network: z.uuidv7(),
    meeting: z.uuidv7().meta({ description: 'The meeting that made it' }),
    point: z.uuidv7().nullable().meta({ description: 'The point of its report that prints it' }),
    body: z.string().max(20).meta({ description: 'The body where it stands' }),
    state: z.enum(proposalStates),
    text: Text,
    proposers: z.array(z.uuidv7()).max(50),
    parent: z.uuidv7().nullable().meta({ description: 'The proposal that it amends' }),
    decisions: z.array(Decision).max(200),
    activity: z.uuidv7().nullable().meta({ description: 'The activity that it became' }),
    createdAt: Instant,
  })
  .meta({ id: 'Proposal' });
export type Proposal = z.infer<typeof Proposal>;

export const NewProposal = z
  .strictObject({
    meeting: z.uuidv7(),
    point: z.uuidv7().nullable().default(null),
    text: Text,
    proposers: z.array(z.uuidv7()).max(50).default([]),
  })
  .meta({ id: 'NewProposal' });
export type NewProposal = z.output<typeof NewProposal>;

/** The activity that an adopted proposal becomes: where it goes in the plan, and what is known of it by now. */
export const AdoptedActivity = z
  .strictObject({
    plan: z.uuidv7(),
    objective: z.uuidv7(),
    number: z.string().trim().min(1).max(20).nullable().default(null),
    responsibilities: z.array(Responsibility).max(60).default([]),
    schedule: Schedule.nullable().default(null),
    cadence: Cadence.default({ kind: 'none', bodies: [] }),
  })
  .meta({ id: 'AdoptedActivity' });
export type AdoptedActivity = z.output<typeof AdoptedActivity>;

export const NewDecision = z
  .strictObject({
    meeting: z.uuidv7().meta({ description: 'The meeting that decided, of the body whose turn it is' }),
    outcome: z.enum(decisionOutcomes),
    note: Text.nullable().default(null),
    text: Text.optional().meta({ description: 'The new wording; with `amended` alone, and needed there' }),
    activity: AdoptedActivity.optional().meta({ description: 'With `adopted` alone: the activity to put into the draft of the plan' }),
  })
  .refine(({ outcome, text }) => (outcome === 'amended') === (text !== undefined), {
    path: ['text'],
    error: 'A new wording goes with an amendment, and with nothing else / Una nueva redacción acompaña a una enmienda y a nada más',
  })
  .refine(({ outcome, activity }) => activity === undefined || outcome === 'adopted', {
    path: ['activity'],
    error: 'Only what is adopted becomes an activity / Solo lo adoptado se vuelve actividad',
  })
  .meta({ id: 'NewDecision', examples: [{ meeting: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11', outcome: 'approved' }] });
export type NewDecision = z.output<typeof NewDecision>;

const tag = 'Proposals and agreements';

export const proposals = contract({
  listProposals: {
    method: 'get',
    path: '/v1/proposals',
    tag,
    summary: 'List proposals, oldest first',
    access: 'meeting:read',
    query: z.strictObject({
      ...paging,
      network: NetworkRef.optional(),
      meeting: z.uuidv7().optional(),
      body: z.string().max(20).optional().meta({ description: 'Those that stand at this body' }),
      state: z.enum(proposalStates).optional(),
      parent: z.uuidv7().optional().meta({ description: 'Those that amend this one' }),
    }),
    answers: { 200: listOf(Proposal) },
  },
  createProposal: {
    method: 'post',
    path: '/v1/proposals',
    tag,
    summary: 'Record what a meeting proposes',
    access: 'meeting:edit',
    body: json(NewProposal),
    answers: { 201: answer(Proposal) },
    problems: ['unprocessable', 'not-a-member'],
  },
  getProposal: {
    method: 'get',
    path: '/v1/proposals/{id}',
    tag,
    summary: 'Get a proposal with what each body made of it',
    access: 'meeting:read',
    params: byId,
    answers: { 200: answer(Proposal) },
  },
  decideProposal: {
    method: 'post',
    path: '/v1/proposals/{id}/decisions',
    tag,
    summary: 'Record what a body made of a proposal',
    description:
      'The meeting must be of the next body in the order of approval, or of the body that deferred it. Answers the proposal that goes on: for an amendment the new one.',
    access: 'meeting:edit',
    params: byId,
    body: json(NewDecision),
    answers: { 201: answer(Proposal, 'The proposal that goes on') },
    problems: ['unprocessable', 'conflict', 'not-a-member'],
  },
});

import * as z from 'zod';
import { Day, Instant } from '../dates.ts';
import { NetworkRef } from '../identity/networks.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf, nothing } from '../route.ts';
import { Printed, Text } from '../text.ts';
import { Edit } from './edits.ts';
import { ItemChange } from './import-report.ts';
import { Outline } from './outline.ts';

/** An objective taken out of a plan, and the agreement that decided it. */
export const Removal = z
  .strictObject({ objective: z.uuidv7(), number: Printed.nullable(), text: Text, agreement: z.uuidv7() })
  .meta({ id: 'Removal' });
export type Removal = z.infer<typeof Removal>;

const DraftSummary = z
  .strictObject({
    id: z.uuidv7(),
    network: z.uuidv7(),
    plan: z.uuidv7(),
    state: z.enum(['draft', 'published', 'discarded']),
    effectiveOn: Day.nullable().meta({ description: 'The day from which it may become current; any day when it is null' }),
    removals: z.array(Removal).max(5000),
    createdAt: Instant,
  })
  .meta({ id: 'PlanDraftSummary' });
export type PlanDraftSummary = z.infer<typeof DraftSummary>;

/** The next version of a plan while it is being worked on, with what it changes in the current one. */
export const PlanDraft = DraftSummary.extend({ outline: Outline, changes: z.array(ItemChange).max(20_000) }).meta({ id: 'PlanDraft' });
export type PlanDraft = z.infer<typeof PlanDraft>;

const DraftPatch = z
  .strictObject({ effectiveOn: Day.nullable() })
  .meta({ id: 'PlanDraftPatch', examples: [{ effectiveOn: '2010-01-15' }] });

const Edits = z.strictObject({ edits: z.array(Edit).min(1).max(500) }).meta({
  id: 'Edits',
  examples: [{ edits: [{ kind: 'changeActivity', item: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11', number: '6.4' }] }],
});

/** What a publication made. */
export const Publication = z
  .strictObject({ draft: z.uuidv7(), plan: z.uuidv7(), version: z.uuidv7(), number: z.int().min(1).max(1_000_000) })
  .meta({ id: 'Publication' });
export type Publication = z.infer<typeof Publication>;

const tag = 'Plan drafts';

export const drafts = contract({
  openPlanDraft: {
    method: 'post',
    path: '/v1/plans/{id}/drafts',
    tag,
    summary: 'Open the next version of a plan as a draft of the current one',
    description: 'Of several open drafts the first one published wins; the others are then of a version that is over.',
    access: 'plan:edit',
    params: byId,
    answers: { 201: answer(PlanDraft) },
    problems: ['conflict'],
  },
  listPlanDrafts: {
    method: 'get',
    path: '/v1/plan-drafts',
    tag,
    summary: 'List drafts, newest first, without their outlines',
    access: 'plan:edit',
    query: z.strictObject({
      ...paging,
      network: NetworkRef.optional(),
      plan: z.uuidv7().optional(),
      state: DraftSummary.shape.state.optional(),
    }),
    answers: { 200: listOf(DraftSummary) },
  },
  getPlanDraft: {
    method: 'get',
    path: '/v1/plan-drafts/{id}',
    tag,
    summary: 'Get a draft with its outline and its changes',
    access: 'plan:edit',
    params: byId,
    answers: { 200: answer(PlanDraft) },
  },
  updatePlanDraft: {
    method: 'patch',
    path: '/v1/plan-drafts/{id}',
    tag,
    summary: 'Say from which day a draft may become current',
    access: 'plan:edit',
    params: byId,
    body: json(DraftPatch),
    answers: { 200: answer(DraftSummary) },
    problems: ['conflict'],
  },
  editPlanDraft: {
    method: 'post',
    path: '/v1/plan-drafts/{id}/edits',
    tag,
    summary: 'Add, change, move, renumber, retire or finish items of a draft, all of the edits or none',
    access: 'plan:edit',
    params: byId,
    body: json(Edits),
    answers: { 201: answer(PlanDraft, 'The draft as it is by now') },
    problems: ['unprocessable', 'agreement-needed', 'conflict'],
  },
  publishPlanDraft: {
    method: 'post',
    path: '/v1/plan-drafts/{id}/publication',
    tag,
    summary: 'Make a draft the current version; the one before stays readable',
    access: 'plan:edit',
    params: byId,
    answers: { 201: answer(Publication) },
    problems: ['conflict', 'not-yet-effective'],
  },
  discardPlanDraft: {
    method: 'delete',
    path: '/v1/plan-drafts/{id}',
    tag,
    summary: 'Discard a draft',
    access: 'plan:edit',
    params: byId,
    answers: { 204: nothing },
    problems: ['conflict'],
  },
});

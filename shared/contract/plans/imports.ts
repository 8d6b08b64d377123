import * as z from 'zod';
import { Day, Instant } from '../dates.ts';
import { NetworkRef } from '../identity/networks.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, document, listOf, nothing } from '../route.ts';
import { Language } from '../text.ts';
import { Finding, ImportCounts, ItemChange } from './import-report.ts';
import { Outline } from './outline.ts';

/** Media types a plan may be imported from. */
export const planDocuments = ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'text/plain', 'text/csv'] as const;
export type PlanDocument = (typeof planDocuments)[number];

/** The most bytes a plan document may have: 5 MB. */
export const planDocumentLimit = 5_000_000;

const importStates = ['draft', 'accepted', 'discarded'] as const;

const ImportSummary = z
  .strictObject({
    id: z.uuidv7(),
    network: z.uuidv7(),
    language: Language,
    mediaType: z.enum(planDocuments),
    state: z.enum(importStates),
    plan: z.uuidv7().nullable().meta({ description: 'The plan it updates or made; null for a first plan not yet accepted' }),
    counts: ImportCounts,
    createdAt: Instant,
  })
  .meta({ id: 'PlanImportSummary' });
export type PlanImportSummary = z.infer<typeof ImportSummary>;

/** A document read as a plan: a draft until accepted. Nothing of it reaches the plan before. */
export const PlanImport = ImportSummary.extend({
  outline: Outline,
  findings: z.array(Finding).max(5001),
  changes: z.array(ItemChange).max(20_000).meta({ description: 'Against the current version of the plan; empty for a first plan' }),
}).meta({ id: 'PlanImport' });
export type PlanImport = z.infer<typeof PlanImport>;

/** What an acceptance made: the plan and its new current version. */
const Acceptance = z
  .strictObject({
    import: z.uuidv7(),
    plan: z.uuidv7(),
    version: z.uuidv7(),
    number: z.int().min(1).max(1_000_000).meta({ description: '1 for the first version' }),
  })
  .meta({ id: 'Acceptance' });
export type Acceptance = z.infer<typeof Acceptance>;

const tag = 'Plan imports';

export const imports = contract({
  createPlanImport: {
    method: 'post',
    path: '/v1/plan-imports',
    tag,
    summary: 'Read a work plan from its document into a draft',
    description: 'Word (.docx), the flattened table as text, or CSV with the columns axis, objective, activity, responsible, calendar.',
    access: 'plan:import',
    query: z.strictObject({ network: NetworkRef, language: Language }),
    body: document(planDocuments, planDocumentLimit),
    answers: { 201: answer(PlanImport, 'The draft: outline, counts, findings and changes') },
    problems: ['unreadable-document', 'not-a-plan'],
  },
  listPlanImports: {
    method: 'get',
    path: '/v1/plan-imports',
    tag,
    summary: 'List plan imports, newest first',
    access: 'plan:import',
    query: z.strictObject({ ...paging, network: NetworkRef.optional(), state: z.enum(importStates).optional() }),
    answers: { 200: listOf(ImportSummary) },
  },
  getPlanImport: {
    method: 'get',
    path: '/v1/plan-imports/{id}',
    tag,
    summary: 'Get a plan import with its outline, findings and changes',
    access: 'plan:import',
    params: byId,
    answers: { 200: answer(PlanImport) },
  },
  acceptPlanImport: {
    method: 'post',
    path: '/v1/plan-imports/{id}/acceptance',
    tag,
    summary: 'Make a draft the current version of the plan',
    access: 'plan:import',
    params: byId,
    query: z.strictObject({
      effectiveOn: Day.optional().meta({ description: 'From which day the version holds, today or before; today when it is left out' }),
      agreement: z.uuidv7().optional().meta({ description: 'The agreement that decided the objectives that the document leaves out' }),
    }),
    answers: { 201: answer(Acceptance) },
    problems: ['conflict', 'agreement-needed', 'not-yet-effective'],
  },
  discardPlanImport: {
    method: 'delete',
    path: '/v1/plan-imports/{id}',
    tag,
    summary: 'Discard a draft',
    access: 'plan:import',
    params: byId,
    answers: { 204: nothing },
    problems: ['conflict'],
  },
});

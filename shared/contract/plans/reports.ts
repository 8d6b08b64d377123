import * as z from 'zod';
import { Audience, Tlp } from '../access.ts';
import { Instant } from '../dates.ts';
import { NetworkRef } from '../identity/networks.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf, nothing } from '../route.ts';
import { Text } from '../text.ts';
import { Evidence } from './evidence.ts';
import { Period } from './periods.ts';

export const reportStates = ['draft', 'submitted', 'validated', 'published', 'returned'] as const;
export const sexes = ['female', 'male', 'other', 'unknown'] as const;
/** Age groups of people counted: 0–11, 12–17, 18–59, 60 and more. */
export const ageGroups = ['child', 'adolescent', 'adult', 'older', 'unknown'] as const;

const count = z.int().min(0).max(1_000_000_000);

export const Indicator = z
  .strictObject({
    name: Text,
    value: z.number().min(-1e15).max(1e15),
    unit: z.string().trim().min(1).max(60).nullable().default(null),
  })
  .meta({ id: 'Indicator' });
export type Indicator = z.output<typeof Indicator>;

export const Beneficiaries = z.strictObject({ sex: z.enum(sexes), ageGroup: z.enum(ageGroups), count }).meta({ id: 'Beneficiaries' });
export type Beneficiaries = z.infer<typeof Beneficiaries>;

/** What a report says (domain, plans; register ME-04 … ME-06, OA-01). */
export const ReportContent = z
  .strictObject({
    done: Text.nullable().meta({ description: 'What was done' }),
    limitations: Text.nullable(),
    nextSteps: Text.nullable(),
    indicators: z.array(Indicator).max(100),
    beneficiaries: z.array(Beneficiaries).max(20).meta({ description: 'People reached, where counted' }),
    funding: Text.nullable().meta({ description: 'Kind or source of financing' }),
    alsoAnswers: z
      .array(z.uuidv7())
      .max(100)
      .meta({ description: 'Other activities of the plan that it answers too: one entry may answer several numbers' }),
  })
  .meta({ id: 'ReportContent' });
export type ReportContent = z.output<typeof ReportContent>;

/** What an organisation reports on an activity for a period, in its newest revision or an earlier one. */
export const Report = ReportContent.extend({
  id: z.uuidv7(),
  network: z.uuidv7(),
  plan: z.uuidv7(),
  activity: z.uuidv7(),
  organisation: z.uuidv7(),
  period: Period,
  state: z.enum(reportStates),
  revision: z.int().min(1).max(10_000),
  evidence: z.array(Evidence).max(200),
  tlp: Tlp,
  audience: Audience,
  group: z.uuidv7().nullable(),
  submittedAt: Instant.nullable(),
  validatedAt: Instant.nullable(),
  publishedAt: Instant.nullable(),
  returned: z.strictObject({ reason: Text, at: Instant }).nullable().meta({ description: 'Why it was last given back' }),
  createdAt: Instant,
}).meta({ id: 'Report' });
export type Report = z.output<typeof Report>;

export const NewReport = ReportContent.partial()
  .extend({
    activity: z.uuidv7(),
    period: Period,
    takeLast: z
      .boolean()
      .default(false)
      .meta({ description: 'Begin with the texts of the last period; what is written here goes before them' }),
  })
  .meta({
    id: 'NewReport',
    examples: [
      { activity: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11', period: '2009-S2', done: { es: 'Se enviaron las cifras del semestre' } },
    ],
  });
export type NewReport = z.output<typeof NewReport>;

export const ReportPatch = ReportContent.partial().meta({ id: 'ReportPatch', examples: [{ nextSteps: { es: 'Revisar el formato' } }] });
export type ReportPatch = z.output<typeof ReportPatch>;

/** Whom a published report is for. RED is for named persons alone and is never published. */
export const ReportLabel = z
  .strictObject({
    tlp: Tlp.exclude(['RED']),
    audience: Audience.exclude(['persons']),
    group: z.uuidv7().nullable().default(null),
  })
  .meta({ id: 'ReportLabel', examples: [{ tlp: 'GREEN', audience: 'network', group: null }] });
export type ReportLabel = z.output<typeof ReportLabel>;

const Return = z.strictObject({ reason: Text }).meta({ id: 'ReportReturn', examples: [{ reason: { es: 'Falta la fuente de la cifra' } }] });

const tag = 'Reports';

export const reports = contract({
  listReports: {
    method: 'get',
    path: '/v1/reports',
    tag,
    summary: 'List progress reports, oldest first',
    access: 'report:read',
    query: z.strictObject({
      ...paging,
      network: NetworkRef.optional(),
      plan: z.uuidv7().optional(),
      activity: z.uuidv7().optional(),
      organisation: z.uuidv7().optional(),
      period: Period.optional(),
      state: z.enum(reportStates).optional(),
    }),
    answers: { 200: listOf(Report) },
  },
  createReport: {
    method: 'post',
    path: '/v1/reports',
    tag,
    summary: 'Begin a report of the caller’s organisation for a cell of the ledger',
    access: 'report:write',
    body: json(NewReport),
    answers: { 201: answer(Report) },
    problems: ['not-your-obligation', 'unprocessable', 'conflict'],
  },
  getReport: {
    method: 'get',
    path: '/v1/reports/{id}',
    tag,
    summary: 'Get a report',
    access: 'report:read',
    params: byId,
    answers: { 200: answer(Report) },
  },
  updateReport: {
    method: 'patch',
    path: '/v1/reports/{id}',
    tag,
    summary: 'Write a report on, while it is a draft or was returned',
    access: 'report:write',
    params: byId,
    body: json(ReportPatch),
    answers: { 200: answer(Report) },
    problems: ['conflict', 'unprocessable'],
  },
  discardReport: {
    method: 'delete',
    path: '/v1/reports/{id}',
    tag,
    summary: 'Discard a draft with its evidence',
    access: 'report:write',
    params: byId,
    answers: { 204: nothing },
    problems: ['conflict'],
  },
  submitReport: {
    method: 'put',
    path: '/v1/reports/{id}/submission',
    tag,
    summary: 'Hand a report in, for a second person to validate',
    access: 'report:write',
    params: byId,
    answers: { 200: answer(Report) },
    problems: ['conflict', 'empty-report'],
  },
  validateReport: {
    method: 'put',
    path: '/v1/reports/{id}/validation',
    tag,
    summary: 'Validate a report in the name of the organisation',
    description: 'By a validator of the same organisation who neither wrote it nor handed it in.',
    access: 'report:validate',
    params: byId,
    answers: { 200: answer(Report) },
    problems: ['conflict', 'same-person', 'already-validated'],
  },
  returnReport: {
    method: 'put',
    path: '/v1/reports/{id}/return',
    tag,
    summary: 'Give a report that was handed in back, with the reason',
    access: 'report:validate',
    params: byId,
    body: json(Return),
    answers: { 200: answer(Report) },
    problems: ['conflict', 'same-person'],
  },
  publishReport: {
    method: 'put',
    path: '/v1/reports/{id}/publication',
    tag,
    summary: 'Publish a validated report to the audience chosen',
    access: 'report:publish',
    params: byId,
    body: json(ReportLabel),
    answers: { 200: answer(Report) },
    problems: ['conflict', 'labels-disagree', 'unprocessable', 'consent-needed'],
  },
  reviseReport: {
    method: 'post',
    path: '/v1/reports/{id}/revisions',
    tag,
    summary: 'Begin a new revision of a published report, to correct it',
    description: 'The published one stays as it is and visible until the new one is published.',
    access: 'report:write',
    params: byId,
    answers: { 201: answer(Report) },
    problems: ['conflict'],
  },
});

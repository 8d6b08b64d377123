import * as z from 'zod';
import { Audience, Tlp } from '../access.ts';
import { Day, EdtfDate, Instant } from '../dates.ts';
import { NetworkRef } from '../identity/networks.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf } from '../route.ts';
import { Text } from '../text.ts';
import { Outline } from './outline.ts';
import { Scheme, defaultScheme } from './schemes.ts';
import { VersionNumber } from './versions.ts';

/** A work plan of a network in its current version (register PL-01). */
export const Plan = z
  .strictObject({
    id: z.uuidv7(),
    network: z.uuidv7(),
    title: Text,
    version: z.strictObject({ id: z.uuidv7(), number: z.int().min(1).max(1_000_000), updatedOn: EdtfDate.nullable(), effectiveOn: Day }),
    organisation: z.uuidv7().nullable().meta({ description: 'Its source: the secretariat that brought it in' }),
    tlp: Tlp,
    audience: Audience,
    group: z.uuidv7().nullable().meta({ description: 'The sharing group, where the audience is one' }),
    scheme: Scheme.meta({ description: 'How the plan names its levels, and the shape of its annual report' }),
    createdAt: Instant,
  })
  .meta({
    id: 'Plan',
    examples: [
      {
        id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c16',
        network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
        title: { es: 'Plan de trabajo de la red' },
        version: { id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c17', number: 1, updatedOn: '2009-11-26', effectiveOn: '2026-03-01' },
        organisation: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c12',
        tlp: 'GREEN',
        audience: 'network',
        group: null,
        scheme: defaultScheme,
        createdAt: '2026-03-01T12:00:00.000Z',
      },
    ],
  });
export type Plan = z.infer<typeof Plan>;

/** Who a plan is for. A plan is the common work of a network: no label above GREEN, and no audience of named persons. */
export const PlanLabel = z
  .strictObject({
    tlp: Tlp.extract(['GREEN', 'CLEAR']),
    audience: Audience.exclude(['persons']),
    group: z.uuidv7().nullable().default(null).meta({ description: 'The sharing group, where the audience is one' }),
  })
  .meta({ id: 'PlanLabel', examples: [{ tlp: 'CLEAR', audience: 'public', group: null }] });
export type PlanLabel = z.infer<typeof PlanLabel>;

const PlanPatch = z.strictObject({ scheme: Scheme }).meta({ id: 'PlanPatch', examples: [{ scheme: defaultScheme }] });
export type PlanPatch = z.infer<typeof PlanPatch>;

const tag = 'Plans';

export const plansRoutes = contract({
  listPlans: {
    method: 'get',
    path: '/v1/plans',
    tag,
    summary: 'List work plans',
    access: 'plan:read',
    query: z.strictObject({ ...paging, network: NetworkRef.optional() }),
    answers: { 200: listOf(Plan) },
  },
  getPlan: {
    method: 'get',
    path: '/v1/plans/{id}',
    tag,
    summary: 'Get a work plan',
    access: 'plan:read',
    params: byId,
    answers: { 200: answer(Plan) },
  },
  updatePlan: {
    method: 'patch',
    path: '/v1/plans/{id}',
    tag,
    summary: 'Say how a plan names its levels, and which shape its annual report has',
    access: 'plan:edit',
    params: byId,
    body: json(PlanPatch),
    answers: { 200: answer(Plan) },
  },
  labelPlan: {
    method: 'put',
    path: '/v1/plans/{id}/label',
    tag,
    summary: 'Say who a plan is for: its label, audience and group',
    description: 'Label and audience must agree. To show it more widely than before, its source organisation must have consented.',
    access: 'plan:label',
    params: byId,
    body: json(PlanLabel),
    answers: { 200: answer(Plan) },
    problems: ['unprocessable', 'labels-disagree', 'consent-needed'],
  },
  getPlanOutline: {
    method: 'get',
    path: '/v1/plans/{id}/outline',
    tag,
    summary: 'Get the whole tree of a plan: parts, axes, objectives, activities',
    access: 'plan:read',
    params: byId,
    query: z.strictObject({ version: VersionNumber.optional() }),
    answers: { 200: answer(Outline) },
  },
});

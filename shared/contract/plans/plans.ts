import { z } from 'zod';
import { Audience, Tlp } from '../access.ts';
import { Day, EdtfDate, Instant } from '../dates.ts';
import { NetworkRef } from '../identity/networks.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, listOf } from '../route.ts';
import { Text } from '../text.ts';
import { Outline } from './outline.ts';

/** A work plan of a network in its current version (register PL-01). */
export const Plan = z
  .strictObject({
    id: z.uuidv7(),
    network: z.uuidv7(),
    title: Text,
    version: z.strictObject({ id: z.uuidv7(), number: z.int().min(1).max(1_000_000), updatedOn: EdtfDate.nullable(), effectiveOn: Day }),
    tlp: Tlp,
    audience: Audience,
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
        tlp: 'GREEN',
        audience: 'network',
        createdAt: '2026-03-01T12:00:00.000Z',
      },
    ],
  });
export type Plan = z.infer<typeof Plan>;

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
  getPlanOutline: {
    method: 'get',
    path: '/v1/plans/{id}/outline',
    tag,
    summary: 'Get the whole tree of a plan: parts, axes, objectives, activities',
    access: 'plan:read',
    params: byId,
    answers: { 200: answer(Outline) },
  },
});

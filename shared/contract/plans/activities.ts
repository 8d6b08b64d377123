import * as z from 'zod';
import { NetworkRef } from '../identity/networks.ts';
import { byId, flag, paging } from '../page.ts';
import { answer, contract, listOf } from '../route.ts';
import { Printed } from '../text.ts';
import { Citation, OutlineActivity, Responsibility, cadenceKinds, partKinds, partyKinds, scheduleStatuses } from './outline.ts';

/** An activity of the current version of a plan, with its place in the tree. */
export const Activity = OutlineActivity.required({ id: true })
  .extend({
    plan: z.uuidv7(),
    network: z.uuidv7(),
    part: z.enum(partKinds),
    axis: Printed,
    objective: z.strictObject({ id: z.uuidv7(), number: Printed.nullable() }),
  })
  .meta({ id: 'Activity' });
export type Activity = z.infer<typeof Activity>;

const Coarse = z
  .string()
  .regex(/^\d{4}(-\d{2}){0,2}$/)
  .max(10)
  .meta({ description: 'EDTF date; a year finds its months too', examples: ['2009-12'] });

/** How activities are filtered; filters combine with AND. */
export const ActivityFilter = z.strictObject({
  ...paging,
  network: NetworkRef.optional(),
  plan: z.uuidv7().optional(),
  part: z.enum(partKinds).optional(),
  axis: z.string().max(20).optional(),
  objective: z.uuidv7().optional(),
  number: z.string().max(20).optional().meta({ description: 'Printed number in the current version' }),
  scheduleStatus: z.enum(scheduleStatuses).optional(),
  cadence: z.enum(cadenceKinds).optional(),
  party: z
    .string()
    .max(40)
    .optional()
    .meta({ description: 'Organisation code (IOM) or kind of party (allMembers)', examples: ['IOM', ...partyKinds] }),
  role: Responsibility.shape.role.optional(),
  mandateBody: z.string().max(40).optional(),
  mandateInstrument: Citation.shape.instrument.unwrap().optional(),
  mandateDate: Coarse.optional(),
  fromPlanOfAction: flag.optional(),
  placeholder: flag.optional(),
  q: z.string().trim().min(2).max(200).optional().meta({ description: 'Words of the text; accents and case do not matter' }),
});
export type ActivityFilter = z.infer<typeof ActivityFilter>;

const tag = 'Activities';

export const activities = contract({
  listActivities: {
    method: 'get',
    path: '/v1/activities',
    tag,
    summary: 'List and search activities in the order of their plan',
    access: 'plan:read',
    query: ActivityFilter,
    answers: { 200: listOf(Activity) },
  },
  getActivity: {
    method: 'get',
    path: '/v1/activities/{id}',
    tag,
    summary: 'Get an activity',
    access: 'plan:read',
    params: byId,
    answers: { 200: answer(Activity) },
  },
});

import * as z from 'zod';
import { Day, EdtfDate } from '../dates.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, listOf } from '../route.ts';
import { Printed, Text } from '../text.ts';
import { ItemChange } from './import-report.ts';
import { partKinds } from './outline.ts';

const number = z.int().min(1).max(1_000_000);

/** A version in a query: its number, the current one when it is left out. */
export const VersionNumber = z.coerce
  .number()
  .int()
  .min(1)
  .max(1_000_000)
  .meta({ description: 'Number of a version; the current one when it is left out', examples: [1] });

/** A version of a plan (register PL-13). Drafts are apart: see `/v1/plan-drafts`. */
export const PlanVersion = z
  .strictObject({
    id: z.uuidv7(),
    number,
    state: z.enum(['current', 'superseded']),
    title: Text,
    updatedOn: EdtfDate.nullable().meta({ description: 'The date that the document prints' }),
    effectiveOn: Day,
    supersededOn: Day.nullable(),
  })
  .meta({ id: 'PlanVersion' });
export type PlanVersion = z.infer<typeof PlanVersion>;

const Place = z.strictObject({ part: z.enum(partKinds), axis: Printed, number: Printed.nullable() });

/** What a printed number means in one version, and where the same item is today; null when it is in the plan no more. */
export const NumberedItem = Place.extend({
  item: z.enum(['objective', 'activity']),
  id: z.uuidv7(),
  text: Text,
  today: Place.extend({ text: Text }).nullable(),
}).meta({ id: 'NumberedItem' });
export type NumberedItem = z.infer<typeof NumberedItem>;

const NumberedItems = z
  .strictObject({ version: z.strictObject({ id: z.uuidv7(), number }), items: z.array(NumberedItem).max(10_000) })
  .meta({ id: 'NumberedItems' });
export type NumberedItems = z.infer<typeof NumberedItems>;

/** What changed from one version to another, every item once, what is gone last. */
export const PlanChanges = z
  .strictObject({ plan: z.uuidv7(), from: number, to: number, changes: z.array(ItemChange).max(20_000) })
  .meta({ id: 'PlanChanges' });
export type PlanChanges = z.infer<typeof PlanChanges>;

const tag = 'Plans';

export const versions = contract({
  listPlanVersions: {
    method: 'get',
    path: '/v1/plans/{id}/versions',
    tag,
    summary: 'List the versions of a plan, oldest first',
    access: 'plan:read',
    params: byId,
    query: z.strictObject(paging),
    answers: { 200: listOf(PlanVersion) },
  },
  findPlanItems: {
    method: 'get',
    path: '/v1/plans/{id}/items',
    tag,
    summary: 'Find what a printed number means in a version, and what it is today',
    description:
      'Numbers are labels of one version. An axis may stand before one (`B.5`); without it every item that prints the number is given.',
    access: 'plan:read',
    params: byId,
    query: z.strictObject({
      number: z
        .string()
        .trim()
        .min(1)
        .max(20)
        .meta({ description: 'Printed number', examples: ['6.10', 'B.5'] }),
      version: VersionNumber.optional(),
    }),
    answers: { 200: answer(NumberedItems) },
  },
  comparePlanVersions: {
    method: 'get',
    path: '/v1/plans/{id}/changes',
    tag,
    summary: 'List what changed between two versions of a plan',
    access: 'plan:read',
    params: byId,
    query: z.strictObject({
      from: VersionNumber.optional().meta({ description: 'The earlier version; the one before `to` when it is left out', examples: [1] }),
      to: VersionNumber.optional(),
    }),
    answers: { 200: answer(PlanChanges) },
  },
});

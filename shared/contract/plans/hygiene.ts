import * as z from 'zod';
import { Day } from '../dates.ts';
import { byId } from '../page.ts';
import { answer, contract } from '../route.ts';
import { Printed, Text } from '../text.ts';
import { Finding } from './import-report.ts';

const Item = z.strictObject({ id: z.uuidv7(), number: Printed.nullable(), text: Text });

/** What a review of the plan should look at. Nothing of it is done by the system (register PL-08, PL-09). */
export const Hygiene = z
  .strictObject({
    plan: z.uuidv7(),
    version: z.uuidv7(),
    objectives: z
      .array(
        Item.extend({
          rule: z.enum(['withoutActivities', 'withoutResponsibles']),
          source: Printed.nullable().meta({
            description: 'The rule as the plan prints it beside the objective; null where it prints none',
          }),
        }),
      )
      .max(5000)
      .meta({ description: 'Proposed for removal' }),
    withoutMandate: z.array(Item).max(20_000),
    longToBeDefined: z
      .array(Item.extend({ since: Day }))
      .max(20_000)
      .meta({ description: 'To be defined for more than a year' }),
    contradictions: z.array(Finding).max(5001).meta({ description: 'What the document that was last imported says against itself' }),
  })
  .meta({ id: 'Hygiene' });
export type Hygiene = z.infer<typeof Hygiene>;

export const hygiene = contract({
  getPlanHygiene: {
    method: 'get',
    path: '/v1/plans/{id}/hygiene',
    tag: 'Plans',
    summary: 'List what a review of the plan should look at',
    description:
      'Objectives without activities or without identified responsibles, activities without a mandate, what has been to be defined for more than a year, contradictions of the document.',
    access: 'plan:read',
    params: byId,
    answers: { 200: answer(Hygiene) },
  },
});

import * as z from 'zod';
import { Edtf } from '../dates.ts';
import { byId } from '../page.ts';
import { answer, contract } from '../route.ts';
import { Printed, Text } from '../text.ts';
import { Cell } from './ledger.ts';
import { Mandate } from './mandates.ts';
import { partKinds } from './outline.ts';
import { Window } from './periods.ts';
import { PointLabel } from './points.ts';
import { Report } from './reports.ts';

/** An activity that rests on a mandate: what is owed on it in the window, and every report that the reader may see, with its evidence. */
const TracedActivity = z
  .strictObject({
    id: z.uuidv7(),
    plan: z.uuidv7(),
    part: z.enum(partKinds),
    number: Printed.nullable(),
    text: Text,
    mandates: z.array(z.uuidv7()).max(1000).meta({ description: 'The way back: all the mandates that it rests on' }),
    cells: z.array(Cell).max(100_000),
    reports: z.array(Report).max(5000),
  })
  .meta({ id: 'TracedActivity' });

/** From a mandate to what was done for it: activities, obligations, reports, evidence. */
export const Trace = z
  .strictObject({
    mandate: Mandate,
    meeting: z.strictObject({ id: z.uuidv7(), body: z.string().max(20), date: Edtf.nullable() }).nullable(),
    point: z.strictObject({ id: z.uuidv7(), label: PointLabel, text: Text }).nullable(),
    activities: z.array(TracedActivity).max(2000),
  })
  .meta({ id: 'Trace' });
export type Trace = z.infer<typeof Trace>;

export const traces = contract({
  traceMandate: {
    method: 'get',
    path: '/v1/mandates/{id}/trace',
    tag: 'Mandates',
    summary: 'Follow a mandate to its activities, what is owed on them, reports and evidence, and back',
    access: 'plan:read',
    params: byId,
    query: z.strictObject({
      period: Window.optional().meta({
        description: 'Obligations of this time; the current half year when it is left out',
        examples: ['2009-S2'],
      }),
    }),
    answers: { 200: answer(Trace) },
  },
});

import * as z from 'zod';
import { Day } from '../dates.ts';
import { byId } from '../page.ts';
import { answer, contract } from '../route.ts';
import { Printed, Text } from '../text.ts';
import { Agreement } from './agreements.ts';
import { FileLanguage, planFormats } from './documents.ts';
import { Hygiene } from './hygiene.ts';
import { Cell } from './ledger.ts';
import { Meeting } from './meetings.ts';
import { ReportContent } from './reports.ts';

/** A cell that falls due for a meeting, with what was reported where the reader may see it. `silent`: nothing came, nor a reason. */
export const PackCell = Cell.extend({
  silent: z.boolean(),
  says: ReportContent.pick({ done: true, limitations: true, nextSteps: true, indicators: true }).nullable(),
}).meta({ id: 'PackCell' });
export type PackCell = z.infer<typeof PackCell>;

/** Everything that falls due for a meeting, to be read before it (register ME-03 … ME-06). */
export const Pack = z
  .strictObject({
    meeting: Meeting.pick({ id: true, body: true, session: true, title: true, place: true, date: true, startsOn: true }).extend({
      bodyName: Text.nullable().meta({ description: 'Null when the network no longer has the body' }),
    }),
    plan: z
      .strictObject({ id: z.uuidv7(), title: Text, version: z.int().min(1).max(1_000_000) })
      .nullable()
      .meta({ description: 'The plan of the network, where the reader sees it' }),
    madeOn: Day,
    from: Day.meta({ description: 'The day after the body last met' }),
    to: Day,
    organisations: z.record(z.string().max(20), Text).meta({ description: 'Names by code' }),
    codes: z
      .record(z.string().max(36), z.string().max(20))
      .meta({ description: 'Codes by id, for the owners and recipients of agreements' }),
    activities: z
      .array(z.strictObject({ id: z.uuidv7(), number: Printed.nullable(), text: Text, cells: z.array(PackCell).max(100_000) }))
      .max(20_000),
    agreements: z.array(Agreement).max(5000).meta({ description: 'Open ones that fall due by then, the overdue ones too' }),
    objectives: Hygiene.shape.objectives,
    withoutMandate: Hygiene.shape.withoutMandate,
    longToBeDefined: Hygiene.shape.longToBeDefined,
    unresolved: z
      .array(z.strictObject({ id: z.uuidv7(), raw: Printed, activities: z.array(Printed).max(10_000) }))
      .max(50_000)
      .meta({ description: 'Citations whose meeting or point is not recorded' }),
  })
  .meta({ id: 'Pack' });
export type Pack = z.infer<typeof Pack>;

export const packs = contract({
  getMeetingPack: {
    method: 'get',
    path: '/v1/meetings/{id}/pack',
    tag: 'Documents',
    summary: 'Get what falls due for a meeting: reports by activity and country, agreements, what a review should look at',
    description: 'A cell for which nothing came prints "sin información / no information", never as progress.',
    access: 'meeting:read',
    params: byId,
    query: z.strictObject({
      format: z.enum(['json', 'docx']).default('json').meta({ description: 'JSON or Word' }),
      language: FileLanguage.default('es'),
    }),
    answers: { 200: { ...answer(Pack, 'The pack'), files: [planFormats.docx] } },
  },
});

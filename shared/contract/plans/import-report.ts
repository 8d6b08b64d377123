import * as z from 'zod';
import { Printed, Text } from '../text.ts';

/** What a reader of the document would want to know: what was printed, where, and what was done about it. */
export const Finding = z
  .strictObject({
    code: z
      .string()
      .max(60)
      .meta({ examples: ['number-mismatch'] }),
    severity: z.enum(['info', 'warning', 'error']),
    where: Printed.meta({ description: 'Part, item and cell', examples: ['active A 2.2 schedule'] }),
    printed: z.string().max(500),
    done: Text,
  })
  .meta({ id: 'Finding' });
export type Finding = z.infer<typeof Finding>;

/** No document has more bytes than this, and so no more of anything. */
const count = z.int().min(0).max(5_000_000);

/** The figures of a parsed plan. Activities do not count placeholders; schedules and cadences count the active part. */
export const ImportCounts = z
  .strictObject({
    active: z.strictObject({
      axes: count,
      objectives: count,
      activities: count,
      placeholders: count,
      citations: count,
      completeCitations: count,
    }),
    historical: z.strictObject({
      axes: count,
      objectives: count,
      activities: count,
      outcomes: count,
      citations: count,
      completeCitations: count,
    }),
    schedules: z.strictObject({ continuous: count, scheduled: count, toBeDefined: count, pending: count, unknown: count }),
    cadences: count,
    fromPlanOfAction: z.strictObject({ objectives: count, activities: count }),
    responsibilityTexts: count,
  })
  .meta({ id: 'ImportCounts' });
export type ImportCounts = z.infer<typeof ImportCounts>;

export const changeKinds = ['same', 'new', 'changed', 'renumbered', 'moved', 'movedToHistorical', 'gone'] as const;

/** What a newer document does to one item of the current version; several kinds may hold at once. `id` is null for what is new. */
export const ItemChange = z
  .strictObject({
    item: z.enum(['objective', 'activity']),
    id: z.uuidv7().nullable(),
    kinds: z.array(z.enum(changeKinds)).min(1).max(changeKinds.length),
    number: Printed.nullable(),
    previousNumber: Printed.nullable(),
    text: Text,
    previousText: Text.nullable(),
  })
  .meta({ id: 'ItemChange' });
export type ItemChange = z.infer<typeof ItemChange>;

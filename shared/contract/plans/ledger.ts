import * as z from 'zod';
import { Day } from '../dates.ts';
import { byId } from '../page.ts';
import { answer, contract } from '../route.ts';
import { Printed, Text } from '../text.ts';
import { Responsibility } from './outline.ts';
import { Period, Window } from './periods.ts';

export const cellStates = ['notDue', 'due', 'reported', 'validated', 'overdue', 'notApplicable', 'declined'] as const;

/** One cell: what one organisation owes for one period. `report` is the newest report that the caller may see. */
export const Cell = z
  .strictObject({
    organisation: z.string().max(20).meta({ description: 'Its code in the network' }),
    role: Responsibility.shape.role,
    period: Period,
    due: Day.nullable().meta({ description: 'Last day in time; null where the plan sets none' }),
    state: z.enum(cellStates),
    reason: Text.optional().meta({ description: 'Why no report comes' }),
    report: z.uuidv7().optional(),
  })
  .meta({ id: 'LedgerCell' });
export type Cell = z.infer<typeof Cell>;

/** The board of what is owed, activity by activity, in the order of the plan. */
export const Ledger = z
  .strictObject({
    plan: z.uuidv7(),
    version: z.uuidv7(),
    from: Day,
    to: Day,
    activities: z
      .array(z.strictObject({ id: z.uuidv7(), number: Printed.nullable(), text: Text, cells: z.array(Cell).max(100_000) }))
      .max(20_000),
  })
  .meta({ id: 'Ledger' });
export type Ledger = z.infer<typeof Ledger>;

export const LedgerFilter = z.strictObject({
  period: Window.optional().meta({ description: 'What to look at; the current half year when it is left out', examples: ['2009-S2'] }),
  organisation: z.string().max(20).optional().meta({ description: 'Code of an organisation in the network' }),
  activity: z.uuidv7().optional(),
  state: z.enum(cellStates).optional(),
});
export type LedgerFilter = z.infer<typeof LedgerFilter>;

export const ledger = contract({
  getLedger: {
    method: 'get',
    path: '/v1/plans/{id}/ledger',
    tag: 'Ledger',
    summary: 'Get the board of what each organisation owes for each activity and period',
    description:
      'Responsibilities and cadence open into one cell per organisation and period: per meeting of the body, per calendar half year, per date of the schedule. Continuous work without a rhythm opens one cell a year with no due date. What is to be defined or pending owes nothing.',
    access: 'plan:read',
    params: byId,
    query: LedgerFilter,
    answers: { 200: answer(Ledger) },
  },
});

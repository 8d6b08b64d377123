import * as z from 'zod';
import { EdtfDate } from '../dates.ts';
import { Text } from '../text.ts';
import { Cadence, OutcomeEvent, Responsibility, Schedule } from './outline.ts';

const number = z
  .string()
  .trim()
  .min(1)
  .max(20)
  .nullable()
  .meta({ description: 'Printed number: a label, never a key', examples: ['6.10'] });
const axis = z
  .string()
  .trim()
  .min(1)
  .max(20)
  .meta({ description: 'Code of an axis', examples: ['A'] });
const position = z.int().min(1).max(5000).optional().meta({ description: 'Place among its siblings; last when it is left out' });
const citations = z
  .array(z.string().trim().min(3).max(400))
  .max(50)
  .meta({
    description: 'Citations as printed; each must read as one',
    examples: [['(Ref.: p. e.B, Inf. Red Trata, GRCM, diciembre 2009)']],
  });

const ActivityFields = z.strictObject({
  number,
  text: Text,
  fromPlanOfAction: z.boolean(),
  placeholder: z.boolean(),
  mandates: citations,
  responsibilities: z.array(Responsibility).max(60),
  schedule: Schedule.nullable(),
  cadence: Cadence,
});

const NewOutcome = z.strictObject({
  number: number.default(null),
  text: Text,
  mandates: citations.default([]),
  events: z.array(OutcomeEvent).max(200).default([]),
  recurring: z.boolean().default(false),
});
export type NewOutcome = z.output<typeof NewOutcome>;

const item = z.uuidv7().meta({ description: 'Id of an objective or activity' });

/** One change of a draft. Items keep their ids whatever becomes of their numbers and places (register PL-02, PL-10, PL-13). */
export const Edit = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('changeFront'), title: Text.optional(), updatedOn: EdtfDate.nullable().optional() }),
    z.strictObject({ kind: z.literal('addAxis'), code: axis, title: Text }),
    z.strictObject({ kind: z.literal('changeAxis'), code: axis, title: Text }),
    z.strictObject({
      kind: z.literal('addObjective'),
      axis,
      position,
      number: number.default(null),
      text: Text,
      fromPlanOfAction: z.boolean().default(false),
    }),
    ActivityFields.partial({
      fromPlanOfAction: true,
      placeholder: true,
      mandates: true,
      responsibilities: true,
      schedule: true,
      cadence: true,
      number: true,
    }).extend({ kind: z.literal('addActivity'), objective: z.uuidv7(), position }),
    z.strictObject({
      kind: z.literal('changeObjective'),
      item,
      ...ActivityFields.pick({ number: true, text: true, fromPlanOfAction: true }).partial().shape,
    }),
    ActivityFields.partial().extend({ kind: z.literal('changeActivity'), item }),
    z.strictObject({ kind: z.literal('moveObjective'), item, axis, position }),
    z.strictObject({ kind: z.literal('moveActivity'), item, objective: z.uuidv7(), position }),
    z.strictObject({ kind: z.literal('retireActivity'), item }),
    z.strictObject({
      kind: z.literal('retireObjective'),
      item,
      agreement: z.uuidv7().meta({ description: 'The agreement that decided it (register PL-08, PL-09)' }),
    }),
    z.strictObject({
      kind: z.literal('finishActivity'),
      item,
      outcomes: z.array(NewOutcome).min(1).max(100).meta({ description: 'What it achieved: it moves to the historical part with this' }),
    }),
  ])
  .meta({ id: 'Edit', examples: [{ kind: 'changeActivity', item: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11', number: '6.4' }] });
export type Edit = z.output<typeof Edit>;

import * as z from 'zod';
import { Edtf, EdtfDate } from '../dates.ts';
import { Printed, Text } from '../text.ts';

const Id = z.uuidv7().meta({ description: 'Stable id, there once the item stands in a plan' });

/** Where a citation stood in the document: the cell that held it. */
export const FoundIn = z.enum(['activity', 'responsible', 'schedule', 'outcome']);

/** A citation as printed and as understood (register PL-04): what is not printed is null, never guessed. */
export const Citation = z
  .strictObject({
    raw: Printed,
    point: Printed.nullable(),
    instrument: z.enum(['decisions', 'declaration', 'conclusions', 'jointCommunique', 'networkReport']).nullable(),
    body: Printed.nullable(),
    session: Printed.nullable(),
    place: Printed.nullable(),
    date: EdtfDate.nullable(),
    complete: z.boolean().meta({ description: 'Point, instrument, body and date are all there' }),
  })
  .meta({ id: 'Citation' });
export type Citation = z.infer<typeof Citation>;

/** A citation on an item of a plan. */
export const MandateRef = Citation.extend({ id: Id.optional(), foundIn: FoundIn }).meta({ id: 'MandateRef' });
export type MandateRef = z.infer<typeof MandateRef>;

export const partyKinds = [
  'organisation',
  'allMembers',
  'hostCountry',
  'participatingCountries',
  'interestedGovernments',
  'role',
  'unknown',
] as const;

/** Who: one organisation by its code in the network, or an open group (register PL-15). `unknown` keeps its raw text and is a finding. */
export const Party = z
  .strictObject({ kind: z.enum(partyKinds), organisation: z.string().max(20).nullable() })
  .meta({ id: 'Party', examples: [{ kind: 'organisation', organisation: 'IOM' }] });
export type Party = z.infer<typeof Party>;

/** A party's share in an activity (register PL-15). `raw` is the whole party text of the activity, without its number and notes. */
export const Responsibility = z
  .strictObject({
    party: Party,
    role: z.enum(['responsible', 'coordination', 'input', 'support']),
    optional: z.boolean(),
    raw: Printed,
  })
  .meta({ id: 'Responsibility' });
export type Responsibility = z.infer<typeof Responsibility>;

export const scheduleStatuses = ['continuous', 'scheduled', 'toBeDefined', 'pending'] as const;

/** The calendar cell (register PL-05). */
export const Schedule = z
  .strictObject({
    raw: Printed,
    status: z.enum(scheduleStatuses).nullable().meta({ description: 'null when the printed text says none of the four' }),
    date: Edtf.nullable(),
    note: Printed.nullable(),
  })
  .meta({ id: 'Schedule' });
export type Schedule = z.infer<typeof Schedule>;

export const cadenceKinds = ['none', 'perMeeting', 'semiAnnual', 'regular', 'periodic'] as const;

/** How often, where the wording fixes it; `bodies` are the codes of the bodies whose meetings set the rhythm (register PL-05). */
export const Cadence = z.strictObject({ kind: z.enum(cadenceKinds), bodies: z.array(z.string().max(20)).max(30) }).meta({ id: 'Cadence' });
export type Cadence = z.infer<typeof Cadence>;

/** An event that an outcome reports: place as printed, EDTF date or interval (register PL-11). */
export const OutcomeEvent = z.strictObject({ raw: Printed, place: Printed.nullable(), date: Edtf.nullable() }).meta({ id: 'OutcomeEvent' });
export type OutcomeEvent = z.infer<typeof OutcomeEvent>;

/** What a finished activity achieved (register PL-11). */
export const Outcome = z
  .strictObject({
    id: Id.optional(),
    number: Printed.nullable(),
    text: Text,
    mandates: z.array(MandateRef).max(50_000),
    events: z.array(OutcomeEvent).max(50_000),
    recurring: z.boolean(),
  })
  .meta({ id: 'Outcome' });
export type Outcome = z.infer<typeof Outcome>;

/** A note that the source prints beside an activity or its responsibles; `removal` when it sets a condition for taking the objective out (register PL-08, PL-09). */
export const Note = z
  .strictObject({ raw: Printed, foundIn: z.enum(['activity', 'responsible']), removal: z.boolean() })
  .meta({ id: 'Note', examples: [{ raw: 'NOTA: Si no se identifican actividades, se retirará.', foundIn: 'activity', removal: true }] });
export type Note = z.infer<typeof Note>;

/** An activity of a plan. `number` is the printed label, never a key (register PL-02); `schedule` is null in the historical part. */
export const OutlineActivity = z
  .strictObject({
    id: Id.optional(),
    number: Printed.nullable(),
    text: Text,
    fromPlanOfAction: z.boolean(),
    placeholder: z.boolean(),
    mandates: z.array(MandateRef).max(50_000),
    responsibilities: z.array(Responsibility).max(50_000),
    schedule: Schedule.nullable(),
    cadence: Cadence,
    outcomes: z.array(Outcome).max(5000),
    notes: z.array(Note).max(5000).optional().meta({ description: 'Left out where nothing is noted' }),
  })
  .meta({ id: 'OutlineActivity' });
export type OutlineActivity = z.infer<typeof OutlineActivity>;

export const OutlineObjective = z
  .strictObject({
    id: Id.optional(),
    number: Printed.nullable(),
    text: Text,
    fromPlanOfAction: z.boolean(),
    activities: z.array(OutlineActivity).max(2000),
  })
  .meta({ id: 'OutlineObjective' });
export type OutlineObjective = z.infer<typeof OutlineObjective>;

export const OutlineAxis = z
  .strictObject({ code: Printed, title: Text, objectives: z.array(OutlineObjective).max(5000) })
  .meta({ id: 'OutlineAxis' });
export type OutlineAxis = z.infer<typeof OutlineAxis>;

export const partKinds = ['active', 'historical'] as const;

export const OutlinePart = z.strictObject({ kind: z.enum(partKinds), axes: z.array(OutlineAxis).max(5000) }).meta({ id: 'OutlinePart' });
export type OutlinePart = z.infer<typeof OutlinePart>;

/** The whole tree of a plan: parts → axes → objectives → activities (register PL-01 … PL-03). */
export const Outline = z
  .strictObject({ title: Text, updatedOn: EdtfDate.nullable(), parts: z.array(OutlinePart).max(5000) })
  .meta({ id: 'Outline' });
export type Outline = z.infer<typeof Outline>;

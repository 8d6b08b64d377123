import * as z from 'zod';
import { Day } from '../dates.ts';
import { Country } from '../directory/parts.ts';
import { NetworkRef } from '../identity/networks.ts';
import { answer, contract } from '../route.ts';
import { Text } from '../text.ts';
import { TermCode } from './terms.ts';

/** The longest stretch that is looked at once, in days. */
export const longestStretch = 366;

/** An edition, or an event of a calendar of others that a network follows: `edition` is null, and the two after it are not. */
const Side = z
  .strictObject({
    edition: z.uuidv7().nullable(),
    subscription: z.uuidv7().nullable().meta({ description: 'The followed calendar that the event is of' }),
    event: z
      .string()
      .max(300)
      .nullable()
      .meta({ description: 'The UID of the event there', examples: ['foro-2026@calendario.example'] }),
    network: z.uuidv7().meta({ description: 'Whose edition it is, or which network follows the calendar' }),
    title: Text.meta({ description: 'That of an event stands under `es`, whatever its language' }),
  })
  .meta({ id: 'ClashingTraining' });

/** Two trainings that collide, and for whom; `other` may be an event of a followed calendar, `one` never is. */
const Clash = z
  .strictObject({
    one: Side,
    other: Side,
    for: z
      .array(z.enum(['country', 'trainer', 'audience']))
      .min(1)
      .max(3),
    countries: z.array(Country).max(300),
    trainers: z.array(z.string().max(300)).max(200).meta({ description: 'Organisations by id, persons by name' }),
    audiences: z.array(TermCode).max(30),
    from: z
      .string()
      .max(24)
      .meta({ description: 'The first stretch that both hold: instants, or days', examples: ['2026-05-04'] }),
    to: z
      .string()
      .max(24)
      .meta({ examples: ['2026-05-05'] }),
  })
  .meta({ id: 'TrainingClash' });
export type Clash = z.output<typeof Clash>;

export const Clashes = z
  .strictObject({
    clashes: z.array(Clash).max(1000),
    complete: z.boolean().meta({ description: 'Whether these are all: else ask for a shorter stretch' }),
  })
  .meta({ id: 'TrainingClashes' });
export type Clashes = z.output<typeof Clashes>;

const query = z.strictObject({
  from: Day.meta({ description: 'The first day that is looked at', examples: ['2027-01-01'] }),
  to: Day.meta({ description: 'The last one; a year after the first at most', examples: ['2027-03-31'] }),
  network: NetworkRef.optional(),
  country: Country.optional().meta({ description: 'Those that collide for this country' }),
});
export type ClashQuery = z.output<typeof query>;

export const clashes = contract({
  getTrainingClashes: {
    method: 'get',
    path: '/v1/training/clashes',
    tag: 'Training calendar',
    summary: 'Get which trainings that the caller may see collide for a country, a trainer or an audience, across networks',
    description:
      'Only those whose days are known collide; what was postponed or cancelled does not. Events of followed calendars collide with trainings, never with each other.',
    access: 'training:read',
    query,
    answers: { 200: answer(Clashes) },
    problems: ['unprocessable'],
  },
});

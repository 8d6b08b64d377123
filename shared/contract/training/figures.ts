import * as z from 'zod';
import { Country } from '../directory/parts.ts';
import { NetworkRef } from '../identity/networks.ts';
import { answer, contract } from '../route.ts';
import { TermCode } from './terms.ts';

const people = z
  .int()
  .min(5)
  .max(1_000_000_000_000)
  .nullable()
  .meta({ description: 'Null where it would be told of fewer than 5 persons', examples: [64] });
const cells = <const K extends string, S extends z.ZodType>(name: K, key: S, id: string) =>
  z.array(z.strictObject({ [name]: key, people } as { [N in K]: S } & { people: typeof people }).meta({ id })).max(300);

/** How many persons were trained in a year, by each of what is counted; small numbers are left out, and what would tell them (register OA-47, TR-10). */
export const TrainingFigures = z
  .strictObject({
    year: z.string().max(4),
    trainings: z.int().min(0).max(1_000_000).meta({ description: 'Held in that year, as the caller may see them' }),
    people,
    about: z.boolean().meta({ description: 'Whether some organisers gave a number as about, almost or more than' }),
    countries: cells('country', Country.nullable(), 'PeopleOfCountry'),
    audiences: cells('audience', TermCode, 'PeopleOfAudience').meta({ description: 'Who is of several is counted in each' }),
    sexes: cells('sex', z.enum(['female', 'male', 'other']).nullable(), 'PeopleOfSex').meta({
      description: 'Where it is counted; else null',
    }),
  })
  .meta({ id: 'TrainingFigures' });
export type TrainingFigures = z.output<typeof TrainingFigures>;

const query = z.strictObject({
  network: NetworkRef,
  year: z
    .string()
    .regex(/^\d{4}$/)
    .max(4)
    .meta({ description: 'In which the trainings ended', examples: ['2026'] }),
});
export type FiguresQuery = z.output<typeof query>;

export const trainingFigures = contract({
  getTrainingFigures: {
    method: 'get',
    path: '/v1/training/figures',
    tag: 'Training calendar',
    summary: 'Get how many persons were trained in a year, by country, audience and sex',
    description: 'What organisers count goes before what enrolments count. For the network of the trainings alone.',
    access: 'training:follow',
    query,
    answers: { 200: answer(TrainingFigures) },
  },
});

import * as z from 'zod';
import { Day, Edtf } from '../dates.ts';
import { Country, line } from '../directory/parts.ts';
import { byId } from '../page.ts';
import { answer, contract } from '../route.ts';
import { Text } from '../text.ts';

/** How a country stands with the replica that it owes: held, still due, or overdue; `due` when there is no day. */
export const replicaStates = ['held', 'due', 'overdue'] as const;

const Owed = z
  .strictObject({
    country: Country,
    state: z.enum(replicaStates),
    replica: z.uuidv7().nullable().meta({ description: 'The training that it was' }),
    dates: Edtf.nullable(),
    people: z.int().min(0).max(2_000_000_000).nullable().meta({ description: 'People reached, where counted' }),
  })
  .meta({ id: 'OwedReplica' });
export type Owed = z.output<typeof Owed>;

/** The replicas that the countries which took part in a training owe, as the caller may see them (register TR-03). */
export const ReplicaBoard = z
  .strictObject({
    edition: z.uuidv7(),
    due: Day.nullable().meta({ description: 'By when' }),
    countries: z.array(Owed).max(300),
    people: z.int().min(0).max(600_000_000_000).meta({ description: 'People reached by all of them, where counted' }),
  })
  .meta({ id: 'ReplicaBoard' });
export type ReplicaBoard = z.output<typeof ReplicaBoard>;

const Replica = z
  .strictObject({
    edition: z.uuidv7(),
    title: Text,
    country: Country.nullable(),
    dates: Edtf.nullable(),
    people: z.int().min(0).max(2_000_000_000).nullable().meta({ description: 'People reached, where counted' }),
  })
  .meta({ id: 'HeldReplica' });
export type Replica = z.output<typeof Replica>;

const Tutor = z
  .strictObject({
    certificate: z.uuidv7(),
    holder: line.nullable().meta({ description: 'Where the caller may read it', examples: ['Ana Ejemplo'] }),
    country: Country.nullable(),
    replicas: z.array(Replica).max(1000),
  })
  .meta({ id: 'Tutor' });
export type Tutor = z.output<typeof Tutor>;

/** What became of a course: its trainings, the tutors whom they certified, the replicas that these taught, the people reached (register TR-03, TR-16). */
export const CourseTree = z
  .strictObject({
    course: z.uuidv7(),
    editions: z
      .array(
        z
          .strictObject({
            edition: z.uuidv7(),
            title: Text,
            dates: Edtf.nullable(),
            tutors: z.array(Tutor).max(10_000),
            others: z.array(Replica).max(10_000).meta({ description: 'Replicas that name none of its tutors' }),
          })
          .meta({ id: 'TreeOfEdition' }),
      )
      .max(1000),
    people: z.int().min(0).max(600_000_000_000).meta({ description: 'People reached by all replicas, where counted' }),
  })
  .meta({ id: 'CourseTree' });
export type CourseTree = z.output<typeof CourseTree>;

export const replicas = contract({
  getCourseTree: {
    method: 'get',
    path: '/v1/training-courses/{id}/tree',
    tag: 'Training catalogue',
    summary: 'Get what became of a course: its tutors, the replicas that they taught, and the people reached',
    description: 'For the network of the course alone, as far as the caller sees its trainings.',
    access: 'training:follow',
    params: byId,
    answers: { 200: answer(CourseTree) },
  },
  getReplicaBoard: {
    method: 'get',
    path: '/v1/training-editions/{id}/replicas',
    tag: 'Training calendar',
    summary: 'Get which countries that took part in a training have held their replica of it, and which owe it',
    description:
      'For the network of the training alone. A country took part when somebody of it was accepted, or people of it are counted as reached.',
    access: 'training:follow',
    params: byId,
    answers: { 200: answer(ReplicaBoard) },
  },
});

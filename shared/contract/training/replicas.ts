import { z } from 'zod';
import { Day, Edtf } from '../dates.ts';
import { Country } from '../directory/parts.ts';
import { byId } from '../page.ts';
import { answer, contract } from '../route.ts';

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

export const replicas = contract({
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

import * as z from 'zod';
import { NetworkRef } from '../identity/networks.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf, nothing } from '../route.ts';
import { Text } from '../text.ts';
import { termLists } from './standard-terms.ts';

/** The code of a theme, an audience or a module: of the standard lists, or of the network's own. */
export const TermCode = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,39}$/)
  .max(40)
  .meta({ description: 'Code of a term (/v1/training-terms)', examples: ['trafficking'] });

const List = z.enum(termLists).meta({ description: 'Which list it is of', examples: ['theme'] });
const fields = { list: List, code: TermCode, name: Text };

/** A theme, an audience or a module of trainings. One without `id` is of the standard lists, and so of every network (register TR-12). */
export const TrainingTerm = z.strictObject({ id: z.uuidv7().nullable(), network: z.uuidv7().nullable(), ...fields }).meta({
  id: 'TrainingTerm',
  examples: [
    { id: null, network: null, list: 'theme', code: 'trafficking', name: { es: 'Trata de personas', en: 'Trafficking in persons' } },
  ],
});
export type TrainingTerm = z.infer<typeof TrainingTerm>;

export const NewTrainingTerm = z.strictObject({ network: z.uuidv7(), ...fields }).meta({
  id: 'NewTrainingTerm',
  examples: [
    { network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11', list: 'audience', code: 'port-officers', name: { es: 'Personal de puertos' } },
  ],
});
export type NewTrainingTerm = z.infer<typeof NewTrainingTerm>;

const tag = 'Training catalogue';

export const trainingTerms = contract({
  listTrainingTerms: {
    method: 'get',
    path: '/v1/training-terms',
    tag,
    summary: 'List the themes, audiences and modules of trainings: the standard lists and what networks have added',
    access: 'network:read',
    query: z.strictObject({ ...paging, network: NetworkRef.optional(), list: List.optional() }),
    answers: { 200: listOf(TrainingTerm) },
  },
  createTrainingTerm: {
    method: 'post',
    path: '/v1/training-terms',
    tag,
    summary: 'Add a theme, an audience or a module to a network’s own lists',
    access: 'training:terms',
    body: json(NewTrainingTerm),
    answers: { 201: answer(TrainingTerm) },
    problems: ['conflict'],
  },
  deleteTrainingTerm: {
    method: 'delete',
    path: '/v1/training-terms/{id}',
    tag,
    summary: 'Take back a term of a network’s own lists that no course or edition has',
    access: 'training:terms',
    params: byId,
    answers: { 204: nothing },
    problems: ['conflict'],
  },
});

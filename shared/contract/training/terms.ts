import * as z from 'zod';
import { Country, line } from '../directory/parts.ts';
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

const NationalDefinition = z
  .strictObject({ country: Country, definition: Text, source: line.optional() })
  .meta({ id: 'NationalDefinition', examples: [{ country: 'GTM', definition: { es: 'Definición de muestra' }, source: 'Artículo 0' }] });

const meaning = {
  name: Text,
  definition: Text.nullable().meta({ description: 'As the network defines it in common' }),
  national: z.array(NationalDefinition).max(50).meta({ description: 'As the law of each country defines it' }),
};
const fields = { list: List, code: TermCode, ...meaning };

/**
 * A theme, an audience or a module of trainings, or a concept that they teach, with its definitions (register RR-07). One without `id` is of the
 * standard lists, and so of every network (register TR-12).
 */
export const TrainingTerm = z.strictObject({ id: z.uuidv7().nullable(), network: z.uuidv7().nullable(), ...fields }).meta({
  id: 'TrainingTerm',
  examples: [
    {
      id: null,
      network: null,
      list: 'theme',
      code: 'trafficking',
      name: { es: 'Trata de personas', en: 'Trafficking in persons' },
      definition: null,
      national: [],
    },
  ],
});
export type TrainingTerm = z.infer<typeof TrainingTerm>;

export const NewTrainingTerm = z
  .strictObject({ network: z.uuidv7(), ...fields, definition: fields.definition.default(null), national: fields.national.default([]) })
  .meta({
    id: 'NewTrainingTerm',
    examples: [
      { network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11', list: 'audience', code: 'port-officers', name: { es: 'Personal de puertos' } },
      {
        network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
        list: 'concept',
        code: 'trafficking-offence',
        name: { es: 'Delito de trata' },
        definition: { es: 'Definición común de muestra' },
      },
    ],
  });
export type NewTrainingTerm = z.infer<typeof NewTrainingTerm>;

/** Not its list nor its code, by which trainings carry it. */
export const TrainingTermPatch = z
  .strictObject(meaning)
  .partial()
  .meta({ id: 'TrainingTermPatch', examples: [{ definition: { es: 'Definición común de muestra, corregida' } }] });
export type TrainingTermPatch = z.infer<typeof TrainingTermPatch>;

const tag = 'Training catalogue';

export const trainingTerms = contract({
  listTrainingTerms: {
    method: 'get',
    path: '/v1/training-terms',
    tag,
    summary: 'List the themes, audiences and modules of trainings and the concepts that networks have defined',
    access: 'network:read',
    query: z.strictObject({ ...paging, network: NetworkRef.optional(), list: List.optional() }),
    answers: { 200: listOf(TrainingTerm) },
  },
  createTrainingTerm: {
    method: 'post',
    path: '/v1/training-terms',
    tag,
    summary: 'Add a theme, an audience, a module or a concept to a network’s own lists',
    access: 'training:terms',
    body: json(NewTrainingTerm),
    answers: { 201: answer(TrainingTerm) },
    problems: ['conflict'],
  },
  getTrainingTerm: {
    method: 'get',
    path: '/v1/training-terms/{id}',
    tag,
    summary: 'Get a term of a network’s own lists',
    access: 'network:read',
    params: byId,
    answers: { 200: answer(TrainingTerm) },
  },
  updateTrainingTerm: {
    method: 'patch',
    path: '/v1/training-terms/{id}',
    tag,
    summary: 'Change the name or the definitions of a term of a network’s own lists',
    access: 'training:terms',
    params: byId,
    body: json(TrainingTermPatch),
    answers: { 200: answer(TrainingTerm) },
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

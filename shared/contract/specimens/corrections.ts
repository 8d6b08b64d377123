import * as z from 'zod';
import { Instant } from '../dates.ts';
import { NetworkRef } from '../identity/networks.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf } from '../route.ts';
import { Text } from '../text.ts';
import { SpecimenPatch } from './specimens.ts';

const correctionStates = ['proposed', 'accepted', 'declined'] as const;

/** What another country would correct in a specimen, and what its source decided (register SP-03). */
export const Correction = z
  .strictObject({
    id: z.uuidv7(),
    specimen: z.uuidv7(),
    network: z.uuidv7(),
    organisation: z.uuidv7().meta({ description: 'Which organisation proposes it' }),
    patch: SpecimenPatch,
    reason: Text,
    state: z.enum(correctionStates),
    decision: Text.nullable().meta({ description: 'What the source says to it' }),
    decidedAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'SpecimenCorrection' });
export type Correction = z.output<typeof Correction>;

export const NewCorrection = z
  .strictObject({ patch: SpecimenPatch, reason: Text })
  .meta({ id: 'NewSpecimenCorrection', examples: [{ patch: { chip: true }, reason: { es: 'Desde esa serie lleva circuito' } }] });
export type NewCorrection = z.output<typeof NewCorrection>;

export const CorrectionDecision = z
  .strictObject({ accepted: z.boolean(), note: Text })
  .meta({ id: 'CorrectionDecision', examples: [{ accepted: true, note: { es: 'Gracias, así es' } }] });
export type CorrectionDecision = z.output<typeof CorrectionDecision>;

const tag = 'Specimens';

export const corrections = contract({
  listCorrections: {
    method: 'get',
    path: '/v1/specimen-corrections',
    tag,
    summary: 'List the corrections that the caller’s organisation proposed, or was proposed for its specimens',
    access: 'exchange:follow',
    query: z.strictObject({
      ...paging,
      network: NetworkRef.optional(),
      specimen: z.uuidv7().optional(),
      state: z.enum(correctionStates).optional(),
    }),
    answers: { 200: listOf(Correction) },
  },
  proposeCorrection: {
    method: 'post',
    path: '/v1/specimens/{id}/corrections',
    tag,
    summary: 'Propose a correction of a specimen',
    access: 'exchange:contribute',
    params: byId,
    body: json(NewCorrection),
    answers: { 201: answer(Correction) },
    problems: ['unprocessable', 'personal-data'],
  },
  decideCorrection: {
    method: 'put',
    path: '/v1/specimen-corrections/{id}/decision',
    tag,
    summary: 'Accept or decline a correction of one’s own specimen',
    description: 'What is accepted goes into the draft of the specimen, to be checked and published like any change.',
    access: 'exchange:write',
    params: byId,
    body: json(CorrectionDecision),
    answers: { 200: answer(Correction) },
    problems: ['conflict', 'unprocessable', 'personal-data'],
  },
});

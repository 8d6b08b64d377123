import { z } from 'zod';
import { answer, contract, json } from '../route.ts';
import { Edition } from './editions.ts';

const ofEdition = z.strictObject({
  id: z.uuidv7().meta({ description: 'The training', examples: ['0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11'] }),
});

export const CosponsorRequest = z
  .strictObject({ organisation: z.uuidv7() })
  .meta({ id: 'CosponsorRequest', examples: [{ organisation: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c12' }] });
export type CosponsorRequest = z.output<typeof CosponsorRequest>;

export const CosponsorAnswer = z.strictObject({ accepted: z.boolean() }).meta({ id: 'CosponsorAnswer', examples: [{ accepted: true }] });
export type CosponsorAnswer = z.output<typeof CosponsorAnswer>;

const tag = 'Training calendar';

export const cosponsors = contract({
  askCosponsor: {
    method: 'put',
    path: '/v1/training-editions/{id}/cosponsors',
    tag,
    summary: 'Ask an organisation of the network to co-sponsor a training',
    access: 'training:write',
    params: ofEdition,
    body: json(CosponsorRequest),
    answers: { 200: answer(Edition) },
    problems: ['unprocessable', 'conflict'],
  },
  answerCosponsorship: {
    method: 'put',
    path: '/v1/training-editions/{id}/cosponsorship',
    tag,
    summary: 'Accept or decline to co-sponsor a training, for the caller’s own organisation',
    access: 'training:sponsor',
    params: ofEdition,
    body: json(CosponsorAnswer),
    answers: { 200: answer(Edition) },
    problems: ['conflict'],
  },
});

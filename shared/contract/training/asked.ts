import * as z from 'zod';
import { answer, contract, json } from '../route.ts';
import { Edition } from './editions.ts';

const ofEdition = z.strictObject({
  id: z.uuidv7().meta({ description: 'The training', examples: ['0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11'] }),
});

/** Whom a training asks: to co-sponsor it, or to come (register TR-06, TR-14). */
export const AskedOrganisation = z
  .strictObject({ organisation: z.uuidv7() })
  .meta({ id: 'OrganisationToAsk', examples: [{ organisation: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c12' }] });

export const AskedAnswer = z.strictObject({ accepted: z.boolean() }).meta({ id: 'AnswerOfAsked', examples: [{ accepted: true }] });

const tag = 'Training calendar';

export const asked = contract({
  askCosponsor: {
    method: 'put',
    path: '/v1/training-editions/{id}/cosponsors',
    tag,
    summary: 'Ask an organisation of the network to co-sponsor a training',
    access: 'training:write',
    params: ofEdition,
    body: json(AskedOrganisation),
    answers: { 200: answer(Edition) },
    problems: ['unprocessable', 'conflict'],
  },
  answerCosponsorship: {
    method: 'put',
    path: '/v1/training-editions/{id}/cosponsorship',
    tag,
    summary: 'Accept or decline to co-sponsor a training, for the caller’s own organisation',
    access: 'training:answer',
    params: ofEdition,
    body: json(AskedAnswer),
    answers: { 200: answer(Edition) },
    problems: ['conflict'],
  },
  inviteGuest: {
    method: 'put',
    path: '/v1/training-editions/{id}/guests',
    tag,
    summary: 'Invite an organisation to a training',
    access: 'training:write',
    params: ofEdition,
    body: json(AskedOrganisation),
    answers: { 200: answer(Edition) },
    problems: ['unprocessable', 'conflict'],
  },
  answerInvitation: {
    method: 'put',
    path: '/v1/training-editions/{id}/invitation',
    tag,
    summary: 'Say whether the caller’s own organisation comes to a training',
    access: 'training:answer',
    params: ofEdition,
    body: json(AskedAnswer),
    answers: { 200: answer(Edition) },
    problems: ['conflict'],
  },
});
